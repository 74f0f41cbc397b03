import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fuzz } from '../fuzz/run.js';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process in production, PostgreSQL, HTTP. The short form of `npm run fuzz`.

/** Of the seconds that the tests have. */
const WITHIN_MS = 12_000;
/** A request of the largest size takes some megabytes while it is read; a leak of each would be over this soon. */
const MOST_MIB = 700;

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { NODE_ENV: 'production', LOG_LEVEL: 'error' });
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

it('answers what it does not expect in words of its own, and stands', async () => {
  const { findings, inputs, statuses, memory } = await fuzz(api, { inputs: 4_000, seed: 7, within: WITHIN_MS });
  expect(findings).toEqual([]);
  expect(inputs).toBeGreaterThan(200);
  for (const status of [200, 400, 401, 403, 404])
    expect([status, statuses.get(status)]).not.toEqual([status, undefined]);
  expect(memory.peak).toBeLessThan(MOST_MIB);
});
