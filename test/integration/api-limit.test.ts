import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process and HTTP, from an address of this machine that does not count as its own.

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { REQUESTS_PER_MINUTE: '2' });
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function ask(path: string): Promise<{ status: number | undefined; retryAfter: unknown; body: string }> {
  const sent = request(`${api.url}${path}`, {
    method: 'POST',
    localAddress: '127.0.0.2',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  });
  sent.end(JSON.stringify({ query: '{ viewer { id } }' }));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], body: await text(response) };
}

it('answers RATE_LIMITED with 429 past the limit of an address, on each route of GraphQL', async () => {
  for (const path of ['/graphql', '/graphql/stream']) {
    const answers = [await ask(path), await ask(path), await ask(path)];
    expect(answers.at(-1)).toMatchObject({ status: 429, retryAfter: expect.any(String) });
    expect(codesOf(JSON.parse(answers.at(-1)?.body ?? '{}') as { errors: [] })).toEqual(['RATE_LIMITED']);
  }
  expect(api.log()).toBe('');
});
