import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api-server.js';
import { Consultancy } from '../support/consultancy.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import type { GraphqlCaller, Json } from '../support/graphql-caller.js';

// Real: the API's process, PostgreSQL with its policies and the trigger of the audit trail.

let database: TestDatabase;
let api: TestApi;
let ours: Consultancy;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  ours = await Consultancy.open(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const FIELDS = 'client { name stage website timeZone notes }';
const WHOLE = {
  name: 'Tessel Logistics',
  stage: 'MID_MARKET',
  website: 'https://tessel.example',
  timeZone: 'Europe/Amsterdam',
  notes: 'Met at the fair.',
};
const UPDATE =
  'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } userErrors { code } } }';

async function newClient(): Promise<string> {
  return (await ours.owner.change('createClient', WHOLE, 'client { id }')).client.id;
}

async function update(clientId: string, changes: object, as: GraphqlCaller = ours.owner): Promise<Json> {
  return (await as.change('updateClient', { clientId, ...changes }, FIELDS)).client;
}

describe('a client that is changed', () => {
  it('is otherwise in what is given, and stays in what is left out', async () => {
    const id = await newClient();
    expect(await update(id, { name: '  Tessel Freight ' })).toEqual({ ...WHOLE, name: 'Tessel Freight' });
    expect(await update(id, { stage: 'SERIES_A', website: 'https://tessel-freight.example' })).toEqual({
      ...WHOLE,
      name: 'Tessel Freight',
      stage: 'SERIES_A',
      website: 'https://tessel-freight.example',
    });
    const { client } = await ours.owner.ask('query ($id: ID!) { client(id: $id) { name stage } }', { id });
    expect(client).toEqual({ name: 'Tessel Freight', stage: 'SERIES_A' });
  });

  it('loses what is set to null, but for its name', async () => {
    const id = await newClient();
    const nothing = { stage: null, website: null, timeZone: null, notes: null };
    expect(await update(id, nothing)).toEqual({ name: WHOLE.name, ...nothing });
    expect(await ours.owner.refused('updateClient', { clientId: id, name: null })).toEqual(['name REQUIRED']);
  });

  it('is refused by field, all at once, and then nothing of it is changed', async () => {
    const id = await newClient();
    const wrong = { name: ' ', website: 'tessel.example', timeZone: 'Europe/Nowhere', stage: 'SEED' };
    expect(await ours.owner.refused('updateClient', { clientId: id, ...wrong })).toEqual([
      'name REQUIRED',
      'website INVALID_URL',
      'timeZone INVALID_TIME_ZONE',
    ]);
    expect(await update(id, {})).toEqual(WHOLE);
  });

  it('is the consultancy’s to change, and the audit trail says what', async () => {
    const id = await newClient();
    const input = { clientId: ours.clientId, name: 'Southwind' };
    expect(await ours.sponsor.failing(UPDATE, { input })).toEqual(['FORBIDDEN']);
    expect(await ours.viewer.failing(UPDATE, { input })).toEqual(['FORBIDDEN']);
    const stranger = await Consultancy.open(api);
    expect(await stranger.owner.failing(UPDATE, { input: { clientId: id, name: 'Mine' } })).toEqual(['NOT_FOUND']);
    await update(id, { notes: 'Met again.' });
    const { auditTrail } = await ours.owner.ask(
      '{ auditTrail(first: 1) { edges { node { verb noun label changes { field } } } } }',
    );
    expect(auditTrail.edges[0].node).toEqual({
      verb: 'CHANGED',
      noun: 'CLIENT',
      label: WHOLE.name,
      changes: [{ field: 'notes' }],
    });
  });
});
