import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process in production, asked by the audits of the GraphQL over HTTP specification.

let database: TestDatabase;
let api: TestApi;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { NODE_ENV: 'production' });
  token = await api.makeToken(await api.makeWorkspace(), 'OWNER');
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** GET is optional, and is not served. Answers of the older type have the statuses of the newer one. */
const NOT_FOLLOWED = ['5A70', 'D6D5', '6A70', '572B', 'FDE2', '7B9B'];

it('follows GraphQL over HTTP: all that it MUST, and the rest but what is listed', async () => {
  const fetchFn: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };
  const audits = serverAudits({ url: `${api.url}/graphql`, fetchFn });
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThan(10);
  expect(failed.map(({ id }) => id).sort()).toEqual([...NOT_FOLLOWED].sort());
  expect(failed.filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
});
