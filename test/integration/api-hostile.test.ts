import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { request } from 'node:http';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process in production, PostgreSQL, HTTP.

const VIEWER = '{ viewer { id } }';
const CREATE_CLIENT =
  'mutation($input: CreateClientInput!) { createClient(input: $input) { client { id name } userErrors { code field } } }';

let database: TestDatabase;
let api: TestApi;
let workspace: TestWorkspace;
let owner: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { NODE_ENV: 'production' });
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${owner}`, ...headers },
    body,
  });
  const answer = (await response.json()) as {
    errors?: { message: string; extensions?: { code?: string } }[];
    data?: unknown;
  };
  return {
    status: response.status,
    codes: answer.errors?.map(({ extensions }) => extensions?.code),
    data: answer.data,
  };
}

describe('a request that is no operation', () => {
  it.each([
    ['a syntax tree as an object', JSON.stringify({ query: parse(VIEWER) })],
    ['a batch', JSON.stringify([{ query: VIEWER }])],
    ['a number', '1'],
    ['null', 'null'],
    ['no query', '{}'],
    ['variables that are a list', JSON.stringify({ query: VIEWER, variables: [] })],
    ['variables that are a text', JSON.stringify({ query: VIEWER, variables: '{}' })],
    ['a name that is an object', JSON.stringify({ query: VIEWER, operationName: {} })],
    ['broken JSON', '{"query":'],
    ['nothing', ''],
  ])('is refused: %s', async (_what, body) => {
    expect(await post(body)).toEqual({ status: 400, codes: ['BAD_USER_INPUT'], data: undefined });
  });

  it('is refused: a syntax tree as the text', async () => {
    const { status, codes } = await post(JSON.stringify({ query: JSON.stringify(parse(VIEWER)) }));
    expect([status, codes]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
  });

  it('is refused: another content type', async () => {
    const types = [
      'text/plain',
      'application/graphql',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ];
    for (const type of types)
      expect(await post(JSON.stringify({ query: VIEWER }), { 'content-type': type })).toMatchObject({
        status: 415,
        codes: ['BAD_USER_INPUT'],
      });
  });

  it('is refused: 10 MB', async () => {
    const { status, code } = await new Promise<{ status: number | undefined; code: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': 10_000_000 };
      const sent = request(`${api.url}/graphql`, { method: 'POST', headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => {
          const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] };
          resolve({ status: response.statusCode, code: errors[0]?.extensions.code ?? '' });
          sent.destroy();
        });
      });
      sent.on('error', reject);
      sent.write('{"query":"');
    });
    expect([status, code]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('is refused: GET, and a mutation by GET above all', async () => {
    for (const query of [VIEWER, 'mutation { x }']) {
      const response = await fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { authorization: `Bearer ${owner}` },
      });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('is refused: PUT, and a WebSocket', async () => {
    expect((await fetch(`${api.url}/graphql`, { method: 'PUT', body: '{}' })).status).toBe(404);
    const response = await new Promise<number | undefined>((resolve, reject) => {
      request(`${api.url}/graphql`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'eA==',
        },
      })
        .on('response', ({ statusCode }) => resolve(statusCode))
        .on('upgrade', () => reject(new Error('It was upgraded.')))
        .on('error', reject)
        .end();
    });
    expect(response).toBe(405);
  });
});

describe('an operation beyond the limits', () => {
  const nested = `{ clients(first: 1) { edges { node ${'{ currentEngagement { client '.repeat(6)} { id } ${'} }'.repeat(6)} } } }`;

  it.each([
    ['of 17 KB', `${VIEWER}${' '.repeat(17_000)}`],
    ['of too many tokens', `{ viewer { ${'id '.repeat(2_500)} } }`],
    ['with too many aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`],
    ['nested too deep', nested],
    [
      'that asks for too much',
      '{ clients(first: 100) { edges { node { currentEngagement { driftAlerts(first: 100) { edges { node { id rule statement figures { name value } } } } } } } } }',
    ],
  ])('is refused: %s', async (_what, query) => {
    const started = performance.now();
    const answer = await api.ask(query, undefined, owner);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['QUERY_TOO_COMPLEX']]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('is refused: with fragments that multiply', async () => {
    const fragments = Array.from({ length: 18 }, (_, i) => `fragment f${i} on Viewer { ...f${i + 1} ...f${i + 1} }`);
    const query = `{ viewer { ...f0 } } ${fragments.join(' ')} fragment f18 on Viewer { id }`;
    const started = performance.now();
    expect(codesOf(await api.ask(query, undefined, owner))).toEqual(['QUERY_TOO_COMPLEX']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('is refused: with fragments in a circle', async () => {
    const query = '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }';
    expect(codesOf(await api.ask(query, undefined, owner))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('is refused: a subscription by POST', async () => {
    const answer = await api.ask('subscription { driftAlertRaised { id } }', undefined, owner);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answer.errors?.[0]?.message).toContain('/graphql/stream');
  });
});

describe('values', () => {
  it.each([
    ['a NUL byte', 'a\0b'],
    ['the first half of a surrogate pair', 'a\ud800'],
    ['the second half of a surrogate pair', '\udc00a'],
  ])('with %s are refused by name', async (_what, name) => {
    const answer = await api.ask(CREATE_CLIENT, { input: { name } }, owner);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(answer.errors?.[0]?.extensions?.['field']).toBe('input.name');
  });

  it('with a NUL byte in the text itself are refused', async () => {
    const query = 'mutation { createClient(input: { name: "a\\u0000b" }) { client { id } } }';
    expect(codesOf(await api.ask(query, undefined, owner))).toEqual(['BAD_USER_INPUT']);
  });

  it('that are left out, of a wrong type or unknown are refused by name and are not repeated', async () => {
    const secret = 'do not repeat me';
    const answer = await api.ask(CREATE_CLIENT, { input: { stage: secret, surprise: secret } }, owner);
    expect(new Set(codesOf(answer))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(answer.errors?.map((error) => error.extensions?.['field'])).toEqual(expect.arrayContaining(['input.stage']));
    const missing = await api.ask(CREATE_CLIENT, {}, owner);
    expect([codesOf(missing), missing.errors?.[0]?.extensions?.['field']]).toEqual([['BAD_USER_INPUT'], 'input']);
  });

  it('named __proto__ or constructor are refused and change nothing', async () => {
    const body = `{"query":${JSON.stringify(CREATE_CLIENT)},"variables":{"input":{"name":"x","__proto__":{"role":"OWNER"},"constructor":1}}}`;
    expect(await post(body)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'] });
  });

  it.each(['2026-02-30', '2026-13-01', '0000-01-01', '26-01-01', '2026-1-1', 'tomorrow', '', '2026-01-01T00:00:00Z'])(
    'that are no date are refused: %s',
    async (startsOn) => {
      const answer = await api.ask(
        'mutation($input: DraftEngagementInput!) { draftEngagement(input: $input) { userErrors { code } } }',
        { input: { clientId: 'x', shape: 'FRACTIONAL_CTO', startsOn, assignments: [] } },
        owner,
      );
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors?.[0]?.extensions?.['field']).toBe('input.startsOn');
    },
  );
});

describe('in production, who has not signed in', () => {
  it('is not told the schema, nor hints about it', async () => {
    expect(codesOf(await api.ask(getIntrospectionQuery()))).toEqual(['UNAUTHENTICATED']);
    const typo = await api.ask('{ viewe { id } }');
    expect(JSON.stringify(typo.errors)).not.toContain('viewer');
    const told = await api.ask(getIntrospectionQuery(), undefined, owner);
    expect(told.errors).toBeUndefined();
  });
});

describe('a session', () => {
  it('is not used from a page that is not ours', async () => {
    const cookie = await api.signIn(workspace.ownerEmail);
    const pages: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const from of pages) {
      const answer = await api.ask(VIEWER, undefined, { cookie, ...from });
      expect([answer.status, codesOf(answer)]).toEqual([403, ['FORBIDDEN']]);
    }
    expect((await api.ask(VIEWER, undefined, { cookie, origin: api.url })).status).toBe(200);
  });
});

describe('pages and headers', () => {
  it('serve a strict policy to browsers', async () => {
    const response = await fetch(`${api.url}/`, { headers: { accept: 'text/html' } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('serve the explorer from here alone', async () => {
    const page = await fetch(`${api.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const html = await page.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).not.toMatch(/^https?:|^\/\//);
      if (address === '/altair/') continue;
      expect((await fetch(new URL(address, `${api.url}/altair/`))).status).toBe(200);
    }
  });

  it.each([
    ['an address that no browser writes', '/%', {}],
    ['the same below the sign-in', '/auth/%E0%A4%A', {}],
    ['a body that the sign-in does not take', '/auth/sign-out', { method: 'POST', body: 'x'.repeat(70_000) }],
  ])('are refused in the words of the API: %s', async (_what, path, init) => {
    const told = await fetch(`${api.url}${path}`, init);
    expect([400, 413]).toContain(told.status);
    expect(await told.json()).toEqual({
      errors: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })],
    });
  });

  it('tell health and readiness', async () => {
    expect(await (await fetch(`${api.url}/healthz`)).json()).toEqual({ status: 'up' });
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ready', database: 'answers' });
  });

  it('do not leave their folder', async () => {
    for (const path of [
      '/altair/..%2f..%2fpackage.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2f..%2fpackage.json',
    ])
      expect([404, 403, 400]).toContain((await fetch(`${api.url}${path}`)).status);
  });
});
