import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SignInClient } from '../support/sign-in-client.js';

// Real: the API on PostgreSQL. Whether there is an account shows neither in an answer nor in how long it takes.

/** Tries of each kind, interleaved, so that whatever else the machine does falls on both alike. */
const TRIES = 21;
/** A look-up that is skipped, or a hash that is not made, is a factor of 5 and more; a noisy machine is under 2. */
const WITHIN = 2;
/** Below it the clock and the network are all that differs, in milliseconds. */
const FLOOR_MS = 3;

let database: TestDatabase;
let api: TestApi;
let workspace: TestWorkspace;
let asked = 0;

beforeAll(async () => {
  database = await testDatabase();
  // Letters are asked for, and nobody sends them: no worker runs.
  api = await startApi(database.url, { TRUST_PROXY: '127.0.0.1', SMTP_URL: 'smtp://127.0.0.1:9' });
  workspace = await api.makeWorkspace();
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

interface Way {
  path: string;
  body: (email: string) => object;
}

const WAYS: [string, Way][] = [
  ['signing in', { path: '/sign-in/email', body: (email) => ({ email, password: 'not the password' }) }],
  ['a new password', { path: '/request-password-reset', body: (email) => ({ email }) }],
  ['a link to sign in by', { path: '/sign-in/magic-link', body: (email) => ({ email }) }],
];

it.each(WAYS)('%s answers alike, and as fast, whether there is an account or not', async (_what, { path, body }) => {
  const takes: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  const answers = new Set<string>();
  for (let index = 0; index < TRIES * 2; index++) {
    const kind = index % 2 === 0 ? 'known' : 'unknown';
    // Each from an address of its own, and the letters of each to a name of its own, so that no limit is met.
    const client = new SignInClient(api, { 'x-forwarded-for': `203.0.${113 + (++asked >> 8)}.${asked & 255}` });
    const email = kind === 'known' ? await someone(path) : `nobody${asked}@nowhere.example`;
    const begun = performance.now();
    const { status, headers, body: answer } = await client.post(path, body(email));
    takes[kind].push(performance.now() - begun);
    answers.add(JSON.stringify([status, answer, [...headers.keys()].filter((name) => name !== 'date')]));
  }
  expect([...answers]).toHaveLength(1);
  const [known, unknown] = [medianOf(takes.known), medianOf(takes.unknown)].map((took) => Math.max(took, FLOOR_MS));
  expect(Math.max(known ?? 0, unknown ?? 0) / Math.min(known ?? 1, unknown ?? 1)).toBeLessThan(WITHIN);
});

it('links of invitations that are not there answer alike', async () => {
  const answers = await Promise.all(
    ['', 'x', 'A'.repeat(64), Buffer.from(workspace.id.replaceAll('-', ''), 'hex').toString('base64url')].map((token) =>
      api.ask(
        `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { email userErrors { code message } } }`,
        { input: { token, password: PASSWORD } },
      ),
    ),
  );
  expect(new Set(answers.map(({ data, errors }) => JSON.stringify([data, errors])))).toHaveProperty('size', 1);
});

/** The owner; where letters are asked for, which each address is sent few of, somebody new each time. */
async function someone(path: string): Promise<string> {
  return path === '/sign-in/email' && asked < 40 ? workspace.ownerEmail : (await api.makeWorkspace()).ownerEmail;
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
