import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, HTTP and PostgreSQL. What somebody sees who only tries addresses.

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** The address of a written read that is there. */
async function sharedRead(): Promise<string> {
  const workspace = await api.makeWorkspace();
  await api.ask(
    'mutation { updatePublicIntake(input: { enabled: true }) { userErrors { code } } }',
    {},
    await api.makeToken(workspace, 'OWNER'),
  );
  const { data } = await api.ask<{ submitPublicIntake: { writtenRead: { url: string } } }>(
    `mutation ($workspace: String!) { submitPublicIntake(input: { workspace: $workspace, company: "Tessel Logistics",
       contactName: "Petra Lund", contactEmail: "petra@tessel.example", aiStory: STRATEGIC_STORY, platform: STABLE,
       seniorTechnologyOwner: true, samePersonForAiRiskAndPlatform: false, openQuestionsAreAiShaped: true,
       surfaceBroaderThanAi: false, aiFitsInsideTechnologyEngagement: false }) { writtenRead { url } } }`,
    { workspace: workspace.slug },
  );
  return new URL(data?.submitPublicIntake.writtenRead.url ?? '').pathname;
}

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(`${api.url}${path}`, { headers: { accept: 'text/html' }, ...init });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

const UNSEEN = {
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

describe('below the address of written reads', () => {
  it('keeps every way to write an address from search engines, caches and other sites', async () => {
    const path = await sharedRead();
    for (const written of [path, `${path}/`, `${path}?from=mail`, `/r/${'x'.repeat(300)}`, `${path}/more`, '/r/'])
      expect((await get(written)).headers).toMatchObject(UNSEEN);
    expect((await get(path.replace('/r/', '/R/'))).headers).toMatchObject(UNSEEN);
  });

  it('is there with a slash after it, and nothing else is', async () => {
    const path = await sharedRead();
    const statuses = async (...paths: string[]) => Promise.all(paths.map(async (each) => (await get(each)).status));
    expect(await statuses(path, `${path}/`, `${path}.md`)).toEqual([200, 200, 200]);
    const wrong = [`${path}/more`, `${path}x`, `${path}.md/`, `${path}.txt`, '/r/', `/r/${'x'.repeat(300)}`];
    expect(new Set(await statuses(...wrong))).toEqual(new Set([404]));
  });

  it('makes no document for somebody who asks for its headers alone', async () => {
    const path = await sharedRead();
    expect((await get(`${path}.pdf`, { method: 'HEAD' })).status).toBe(404);
  });
});

it('leaves no copy in a cache of what was asked for with a session', async () => {
  const workspace = await api.makeWorkspace();
  const headers = { cookie: await api.signIn(workspace.ownerEmail), 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ viewer { id } }' });
  const answers = [
    await get('/graphql', { method: 'POST', headers, body }),
    ...(await Promise.all(
      ['/files/x', '/exports/x.zip', '/written-reads/x.pdf'].map((path) => get(path, { headers })),
    )),
    await get('/auth/sign-out', { method: 'POST', headers: { ...headers, origin: api.url }, body: '{}' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 404, 200]);
  for (const answer of answers) expect(answer.headers['cache-control']).toBe('no-store');
});

it('lets no other site read, or ask for leave to', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  for (const path of ['/graphql', '/graphql/stream', '/files', '/auth/sign-out'])
    expect(Object.keys((await get(path, { method: 'OPTIONS', headers })).headers)).not.toContain(
      'access-control-allow-origin',
    );
});
