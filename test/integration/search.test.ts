import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstSteps, search, type Found, type Services } from '@bicorne/application';
import type { Caller } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Who finds what by a name, and what a new workspace is told to do first, on a real database with its row policies.

const NOON = at('2026-03-17T12:00');

let server: TestDatabase;
let app: DataSource;
let services: Services;
let practice: Practice;
let other: Practice;
let empty: Practice;
let both: StartedEngagement;
let cto: StartedEngagement;

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  services = await testServices();
  const open = (): Promise<Practice> => Practice.open(new WorkspaceTransaction(app), services);
  [practice, other, empty] = [await open(), await open(), await open()];
  both = await practice.engagement({ client: 'Tessel Logistics' });
  cto = await practice.engagement({ client: 'Pellworm 100% Diagnostics', shape: 'FRACTIONAL_CTO' });
  await practice.client('日本語 Tessel');
  await other.engagement({ client: 'Tessel of the others' });
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

const find = (text: string, as: Caller = practice.owner, limit = 20, where = practice): Promise<Found> =>
  search(where.acting(as, NOON), { text, limit });

describe('a search', () => {
  it.each<[text: string, clients: string[]]>([
    ['tessel', ['Tessel Logistics', '日本語 Tessel']],
    ['LOGISTICS tess', ['Tessel Logistics']],
    ['本語', ['日本語 Tessel']],
    ['100%', ['Pellworm 100% Diagnostics']],
    ['100_', []],
    ['others', []],
    ['  ', []],
  ])('for “%s” finds the clients %j', async (text, clients) => {
    expect((await find(text)).clients.map(({ name }) => name)).toEqual(clients);
  });

  it('finds a deliverable by title, hat and client together, and names all three', async () => {
    const { deliverables } = await find('roadmap tessel cto');
    expect(deliverables).toMatchObject([{ title: 'Roadmap', hat: 'CTO', clientName: 'Tessel Logistics' }]);
    expect(deliverables[0]?.id).toBe(both.deliverables.get('roadmap'));
  });

  it('leads from a client to what runs there', async () => {
    const { clients, engagements } = await find('Tessel Log');
    expect(clients).toMatchObject([{ currentEngagementId: both.id }]);
    expect(engagements).toMatchObject([{ id: both.id, shape: 'TWO_ROLES', state: 'ACTIVE' }]);
  });

  it('gives no more of each than it is asked for', async () => {
    expect((await find('Tessel', practice.owner, 2)).deliverables).toHaveLength(2);
  });

  it('shows a practitioner what is theirs, and a contact their own company', async () => {
    const notMine = practice.caio;
    expect(await find('Pellworm', notMine)).toEqual({ clients: [], engagements: [], deliverables: [] });
    expect((await find('Pellworm', practice.cto)).engagements).toMatchObject([{ id: cto.id }]);
    const { clients, deliverables } = await find('e', both.sponsor, 100);
    expect(clients.map(({ name }) => name)).toEqual(['Tessel Logistics']);
    expect(new Set(deliverables.map(({ clientName }) => clientName))).toEqual(new Set(['Tessel Logistics']));
  });

  it('stays inside the workspace', async () => {
    expect((await find('Tessel', other.owner, 20, other)).clients).toMatchObject([{ name: 'Tessel of the others' }]);
    expect((await find('Tessel', empty.owner, 20, empty)).clients).toEqual([]);
  });
});

describe('the first steps', () => {
  it('are told from what is there', async () => {
    expect(await firstSteps(practice.acting(practice.owner, NOON))).toEqual({
      colleague: true,
      client: true,
      intake: false,
      engagement: true,
      started: true,
    });
    expect(await firstSteps(empty.acting(empty.owner, NOON))).toMatchObject({ client: false, engagement: false });
  });
});
