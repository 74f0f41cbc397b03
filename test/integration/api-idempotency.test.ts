import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, PostgreSQL with the row policies, HTTP. Nothing is replaced.

const CREATE_CLIENT =
  'mutation($input: CreateClientInput!) { createClient(input: $input) { client { id name } userErrors { code field } } }';

let database: TestDatabase;
let superuser: pg.Client;
let api: TestApi;
let workspace: TestWorkspace;
let owner: string;

beforeAll(async () => {
  database = await testDatabase();
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  api = await startApi(database.url);
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
});

afterAll(async () => {
  await superuser.end();
  await api.close();
  await database.drop();
});

describe('a repeated mutation with an Idempotency-Key', () => {
  const createClient = (key: string, name: string, token = owner) =>
    api.ask<{ createClient: { client: { id: string } } }>(
      CREATE_CLIENT,
      { input: { name } },
      { authorization: `Bearer ${token}`, 'idempotency-key': key },
    );
  const count = async (name: string) => {
    const { data } = await api.ask<{ clients: { totalCount: number } }>(
      'query($search: String) { clients(first: 1, search: $search) { totalCount } }',
      { search: name },
      owner,
    );
    return data?.clients.totalCount;
  };

  it('takes effect once and gives the same answer', async () => {
    const first = await createClient('key-1', 'Once');
    const second = await createClient('key-1', 'Once');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.data).toEqual(first.data);
    expect(await count('Once')).toBe(1);
  });

  it('takes effect once though ten come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => createClient('key-2', 'Together')));
    expect(new Set(answers.map(({ data }) => data?.createClient.client.id)).size).toBe(1);
    expect(await count('Together')).toBe(1);
  });

  it('is refused with another body', async () => {
    await createClient('key-3', 'Third');
    expect(codesOf(await createClient('key-3', 'Fourth'))).toEqual(['BAD_USER_INPUT']);
    expect(await count('Fourth')).toBe(0);
  });

  it('belongs to its caller', async () => {
    await createClient('key-4', 'Shared');
    await createClient('key-4', 'Shared', await api.makeToken(workspace, 'OWNER'));
    expect(await count('Shared')).toBe(2);
  });

  it('may be sent again where it failed without effect', async () => {
    const ask = (id: string) =>
      api.ask(
        'mutation($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { userErrors { code } } }',
        { input: { apiTokenId: id } },
        { authorization: `Bearer ${owner}`, 'idempotency-key': 'key-5' },
      );
    const unknown = Buffer.from('ApiToken:00000000-0000-4000-8000-000000000000').toString('base64url');
    expect(codesOf(await ask(unknown))).toEqual(['NOT_FOUND']);
    const again = await ask(unknown);
    expect([codesOf(again), again.headers.get('idempotency-replayed')]).toEqual([['NOT_FOUND'], null]);
  });

  it('keeps no secret that an answer shows once, and still repeats it', async () => {
    const create = () =>
      api.ask<{ createApiToken: { token: string } }>(
        'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { code } } }',
        { input: { name: 'Sealed', role: 'OWNER', scopes: ['READ'] } },
        { authorization: `Bearer ${owner}`, 'idempotency-key': 'key-6' },
      );
    const token = (await create()).data?.createApiToken.token;
    expect(token).toMatch(/^bicorne_/);
    const { rows } = await superuser.query<{ kept: string }>(
      `select response::text || request_hash as kept from bicorne.idempotency_key where key = 'key-6'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.kept).not.toContain(token);
    expect((await create()).data?.createApiToken.token).toBe(token);
  });

  it('is free for the mended request where everything was refused', async () => {
    const refused = await createClient('key-7', ' ');
    expect(refused.data?.createClient).toMatchObject({ client: null, userErrors: [{ field: expect.anything() }] });
    const mended = await createClient('key-7', 'Mended');
    expect(mended.data?.createClient.client).toMatchObject({ name: 'Mended' });
    expect(await count('Mended')).toBe(1);
  });

  it('is forgotten when it is old and its caller sends the next one', async () => {
    await createClient('key-8', 'Old');
    await createClient('key-9', 'Young');
    await superuser.query(
      `update bicorne.idempotency_key set created_at = now() - interval '8 days' where key = 'key-8'`,
    );
    await createClient('key-10', 'Next');
    const { rows } = await superuser.query<{ key: string }>(
      `select key from bicorne.idempotency_key where key in ('key-8', 'key-9', 'key-10') order by key`,
    );
    expect(rows.map(({ key }) => key)).toEqual(['key-10', 'key-9']);
  });

  it.each([
    ['', 'empty'],
    ['x'.repeat(256), 'too long'],
    ['a b', 'with a space'],
  ])('is refused: %#', async (key) => {
    expect(codesOf(await createClient(key, 'Never'))).toEqual(['BAD_USER_INPUT']);
  });
});
