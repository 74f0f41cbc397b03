import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIGN_IN_LIMITS } from '@bicorne/domain';
import pg from 'pg';
import { codesOf, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SignInClient } from '../support/sign-in-client.js';

// Real: two processes of the API on one PostgreSQL. The test is the proxy that tells whom they ask for.

/** Several processes start, on a machine that may be busy. */
const START_MS = 180_000;

let database: TestDatabase;
let apis: TestApi[];
let api: TestApi;
let workspace: TestWorkspace;
let addresses = 0;

beforeAll(async () => {
  database = await testDatabase();
  apis = await Promise.all([1, 2].map(() => startApi(database.url, { TRUST_PROXY: '127.0.0.1' })));
  [api] = apis as [TestApi];
}, START_MS);

afterAll(async () => {
  await Promise.all((apis ?? []).map((each) => each.close()));
  await database?.drop();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
/** An address that nobody came from before. */
const elsewhere = () => from(`203.0.113.${++addresses}`);

async function newPerson(): Promise<string> {
  workspace = await api.makeWorkspace();
  return workspace.ownerEmail;
}

/** The statuses of so many wrong passwords, by both processes in turn. */
async function guesses(count: number, email: string, headers: () => Record<string, string>): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { status } = await new SignInClient(apis[index % 2] ?? api, headers()).signIn(email, 'not their password');
      return status;
    }),
  );
}

describe('guessing a password', () => {
  it('ends for one address, over all processes, and tells when to come again', async () => {
    const email = await newPerson();
    const attacker = elsewhere();
    const { most, windowSeconds } = SIGN_IN_LIMITS.accountFromAddress;
    expect(new Set(await guesses(most, email, () => attacker))).toEqual(new Set([401]));
    const refused = await new SignInClient(api, attacker).signIn(email, PASSWORD);
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(windowSeconds);
    // The owner comes from elsewhere.
    expect((await new SignInClient(api, elsewhere()).signIn(email, PASSWORD)).status).toBe(200);
  });

  it('from many addresses shuts out new devices, and not the one that the owner has signed in on', async () => {
    const email = await newPerson();
    const owner = new SignInClient(api, elsewhere());
    expect((await owner.signIn(email, PASSWORD)).status).toBe(200);
    await guesses(SIGN_IN_LIMITS.account.most, email, elsewhere);
    expect((await new SignInClient(api, elsewhere()).signIn(email, PASSWORD)).status).toBe(429);
    expect((await owner.signIn(email, PASSWORD)).status).toBe(200);
  });

  it('is counted alike for an address that nobody has', async () => {
    const attacker = elsewhere();
    const email = 'nobody@nowhere.example';
    await guesses(SIGN_IN_LIMITS.accountFromAddress.most, email, () => attacker);
    expect(await new SignInClient(api, attacker).signIn(email, PASSWORD)).toMatchObject({
      status: 429,
      body: { code: 'RATE_LIMITED' },
    });
  });

  it('is not what somebody does who knows it', async () => {
    const email = await newPerson();
    const owner = elsewhere();
    const { most } = SIGN_IN_LIMITS.accountFromAddress;
    for (let times = 0; times <= most; times++)
      expect((await new SignInClient(api, owner).signIn(email, PASSWORD)).status).toBe(200);
  });
});

describe('guessing the links of invitations', () => {
  it('counts each field of an operation, and what the sign-in is asked beside it', async () => {
    const attacker = elsewhere();
    const { most } = SIGN_IN_LIMITS.address;
    const aliased = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, index) => `a${index}: acceptInvitation(input: { token: "x" }) { email }`).join(' ')} }`;
    for (let asked = 0; asked < most; asked += 10)
      expect(codesOf(await api.ask(aliased(10), {}, attacker))).toEqual([]);
    const over = await api.ask(aliased(1), {}, attacker);
    expect(codesOf(over)).toEqual(['RATE_LIMITED']);
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await new SignInClient(api, attacker).signIn('nobody@nowhere.example', 'x')).status).toBe(429);
    expect(codesOf(await api.ask(aliased(1), {}, elsewhere()))).toEqual([]);
  });
});

describe('the counts', () => {
  it('keep no address and no account, in a table that has an end', async () => {
    const email = await newPerson();
    await guesses(1, email, elsewhere);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ text: string }>(
        'select string_agg(t::text, $1) as text, max(slot) < 2 ^ 20 as bounded from auth.throttle t',
        [' '],
      );
      expect(rows[0]).toMatchObject({ bounded: true, text: expect.not.stringContaining(email) });
    } finally {
      await client.end();
    }
  });
});

describe('ways that are not open', () => {
  it.each([
    '/sign-up/email',
    '/update-user',
    '/delete-user',
    '/change-email',
    '/list-sessions',
    '/two-factor/send-otp',
  ])('are not there: %s', async (path) => {
    expect((await new SignInClient(api, elsewhere()).post(path, {})).status).toBe(404);
  });
});
