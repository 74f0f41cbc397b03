import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rotateSecondFactors, secondFactorsByKey } from '@bicorne/identity';
import { keyIdOf } from '@bicorne/persistence';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { API_SECRET, PASSWORD, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SignInClient } from '../support/sign-in-client.js';
import { keyOf, totp } from '../support/totp.js';

// Real: the API on PostgreSQL. The test is the authenticator.

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { TRUST_PROXY: '127.0.0.1' });
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

let addresses = 0;
const newDevice = () => new SignInClient(api, { 'x-forwarded-for': `203.0.113.${++addresses}` });

const isIn = async (client: SignInClient) =>
  (await api.ask<{ viewer: { id: string } }>('{ viewer { id } }', {}, client.cookie)).data?.viewer !== undefined;

/** An owner with a password, on a device of theirs. */
async function person(): Promise<{ email: string; device: SignInClient }> {
  const { ownerEmail: email } = await api.makeWorkspace();
  const device = newDevice();
  await device.signIn(email, PASSWORD);
  return { email, device };
}

/** The same with an authenticator. */
async function withAuthenticator() {
  const { email, device } = await person();
  const begun = await device.post('/two-factor/enable', { password: PASSWORD, method: 'totp' });
  const key = keyOf(String(begun.body['totpURI']));
  const codes = begun.body['backupCodes'] as string[];
  // A step back, so that the present code is still to be used; again where a step began while it was on its way.
  const confirm = () => device.post('/two-factor/verify-totp', { code: totp(key, -1) });
  const first = await confirm();
  expect((first.status === 200 ? first : await confirm()).status).toBe(200);
  return { email, key, codes, device };
}

describe('a second factor', () => {
  it('takes the password to set up, and is asked for only once a code was right', async () => {
    const { email, device } = await person();
    expect((await device.post('/two-factor/enable', { password: 'not it', method: 'totp' })).status).toBe(400);
    expect((await device.post('/two-factor/enable', { password: PASSWORD, method: 'totp' })).status).toBe(200);
    expect((await device.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    const other = newDevice();
    await other.signIn(email, PASSWORD);
    expect(await isIn(other)).toBe(true);
  });

  it('lets nobody in by the password alone, and each code counts once', async () => {
    const { email, key } = await withAuthenticator();
    const device = newDevice();
    expect((await device.signIn(email, PASSWORD)).body).toMatchObject({ twoFactorRedirect: true });
    expect(await isIn(device)).toBe(false);
    const code = totp(key);
    expect((await device.post('/two-factor/verify-totp', { code })).status).toBe(200);
    expect(await isIn(device)).toBe(true);
    const onlooker = newDevice();
    await onlooker.signIn(email, PASSWORD);
    expect(await onlooker.post('/two-factor/verify-totp', { code })).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CODE' },
    });
    expect(await isIn(onlooker)).toBe(false);
  });

  it('is replaced by a recovery code, once', async () => {
    const { email, codes } = await withAuthenticator();
    expect(codes).toHaveLength(10);
    const tries: boolean[] = [];
    for (let times = 0; times < 2; times++) {
      const device = newDevice();
      await device.signIn(email, PASSWORD);
      await device.post('/two-factor/verify-backup-code', { code: codes[0] });
      tries.push(await isIn(device));
    }
    expect(tries).toEqual([true, false]);
  });

  it('is not guessed: five wrong codes end the challenge, ten an address, and the owner gets in', async () => {
    const { email, key, device: owner } = await withAuthenticator();
    const attacker = newDevice();
    const answers: number[] = [];
    for (let challenge = 0; challenge < 3; challenge++) {
      await attacker.signIn(email, PASSWORD);
      for (let guess = 0; guess < 6; guess++)
        answers.push((await attacker.post('/two-factor/verify-totp', { code: `11111${guess}` })).status);
    }
    expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(answers.slice(-6)).toEqual(Array(6).fill(429));
    await owner.signIn(email, PASSWORD);
    expect((await owner.post('/two-factor/verify-totp', { code: totp(key, 1) })).status).toBe(200);
  });

  it('keeps its key and its recovery codes encrypted', async () => {
    const { codes, key } = await withAuthenticator();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ text: string }>(
        `select string_agg(t::text, ' ') as text from auth."twoFactor" t`,
      );
      for (const secret of [...codes, key.toString('utf8')]) expect(rows[0]?.text).not.toContain(secret);
    } finally {
      await client.end();
    }
  });

  it('is turned off with the password, and not by another', async () => {
    const { email, device } = await withAuthenticator();
    expect((await device.post('/two-factor/disable', { password: 'not it' })).status).toBe(400);
    expect((await device.post('/two-factor/disable', { password: PASSWORD })).status).toBe(200);
    const other = newDevice();
    await other.signIn(email, PASSWORD);
    expect(await isIn(other)).toBe(true);
  });
});

describe('changing the password', () => {
  it('takes the present one and a strong one, and ends the other sessions', async () => {
    const { email, device } = await person();
    const other = newDevice();
    await other.signIn(email, PASSWORD);
    const change = (currentPassword: string, newPassword: string) =>
      device.post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
    expect(await change('not it', 'seven lanterns by the canal')).toMatchObject({ body: { code: 'INVALID_PASSWORD' } });
    expect(await change(PASSWORD, 'aaaaaaaaaaaaaaaa')).toMatchObject({ status: 400, body: { code: 'WEAK_PASSWORD' } });
    expect((await change(PASSWORD, 'seven lanterns by the canal')).status).toBe(200);
    expect(await Promise.all([device, other].map(isIn))).toEqual([true, false]);
  });

  it('goes on while the secret of the installation is changed, and after', async () => {
    const { email, key, codes } = await withAuthenticator();
    const secret = randomBytes(32).toString('hex');
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const auth = {
      query: async <Row>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as Row[],
    };
    const getsIn = async (env: Record<string, string>, path: string, code: string): Promise<boolean> => {
      const changed = await startApi(database.url, { BICORNE_SECRET: secret, ...env });
      try {
        const device = new SignInClient(changed, {});
        await device.signIn(email, PASSWORD);
        await device.post(path, { code });
        return (await changed.ask('{ viewer { id } }', {}, device.cookie)).errors === undefined;
      } finally {
        await changed.close();
      }
    };
    try {
      expect(await getsIn({ BICORNE_SECRET_OLD: API_SECRET }, '/two-factor/verify-totp', totp(key))).toBe(true);
      const people = (await secondFactorsByKey(auth)).reduce((sum, { rows }) => sum + rows, 0);
      const rotated = await rotateSecondFactors(auth, { secret, oldSecret: API_SECRET });
      expect(rotated).toEqual({ sealed: people, unreadable: 0 });
      expect(await secondFactorsByKey(auth)).toEqual([{ keyId: keyIdOf(secret), rows: people }]);
      expect(await rotateSecondFactors(auth, { secret })).toEqual({ sealed: 0, unreadable: 0 });
      expect(await getsIn({}, '/two-factor/verify-totp', totp(key, 1))).toBe(true);
      expect(await getsIn({}, '/two-factor/verify-backup-code', codes[1] ?? '')).toBe(true);
      expect(await rotateSecondFactors(auth, { secret: API_SECRET })).toEqual({ sealed: 0, unreadable: people });
    } finally {
      await client.end();
    }
  }, 60_000);
});
