import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { startEmbedded } from '@bicorne/embedded';
import { openIdentity, type Identity } from '@bicorne/identity';
import { migrate, seal } from '@bicorne/persistence';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: each command in a process of its own, as an operator runs it, on a real PostgreSQL.

jest.setTimeout(90_000);

const root = findProjectRoot(import.meta.url);
const baseUrl = 'http://localhost:3000';
const secret = 'a secret of thirty-two characters';

interface Ended {
  code: number;
  out: string;
  said: string;
}

let database: TestDatabase;
let dataDir: string;
let identity: Identity;
let beneath: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'bicorne-cli-'));
  identity = openIdentity({ databaseUrl: database.url, baseUrl, secret });
  beneath = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await beneath.connect();
});

afterAll(async () => {
  await beneath?.end();
  await identity?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function bicorne(args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }): Promise<Ended> {
  const { DATABASE_URL: _url, REDIS_URL: _redis, LOG_LEVEL: _level, ...rest } = process.env;
  const options = { env: { ...rest, BICORNE_DATA_DIR: dataDir, BICORNE_SECRET: secret, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'apps/cli/bin.js'), ...args], options, (error, out, said) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, said }),
    );
  });
}

function create(slug: string, ...more: string[]): Promise<Ended> {
  const owner = ['--owner-name', 'Ada Berger', '--owner-email', 'Ada@Northbank.example'];
  return bicorne(['workspace', 'create', '--slug', slug, '--name', 'Northbank Advisory', ...owner, ...more]);
}

async function signIn(email: string, password: string): Promise<number> {
  const answer = await identity.handleSignIn(
    new Request(`${baseUrl}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseUrl },
      body: JSON.stringify({ email, password }),
    }),
  );
  return answer.status;
}

describe('bicorne workspace create', () => {
  it('makes a workspace and prints once how its owner signs in', async () => {
    const made = await create('northbank', '--time-zone', 'Europe/Zurich', '--currency', 'CHF');
    expect(made.code).toBe(0);
    const [, password = ''] =
      /^Workspace: northbank\nSign in as: ada@northbank\.example\nPassword: (\S{24})\n$/.exec(made.out) ?? [];
    expect(await signIn('ada@northbank.example', password)).toBe(200);
    const { rows } = await beneath.query(
      `select w.time_zone, w.currency, m.role from workspace w join member m on m.workspace_id = w.id where w.slug = 'northbank'`,
    );
    expect(rows).toEqual([{ time_zone: 'Europe/Zurich', currency: 'CHF', role: 'OWNER' }]);
  });

  it('leaves the password of somebody who signs in here already', async () => {
    const made = await create('southbank');
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringContaining('Password: the one that this address has already'),
    });
  });

  it('says that a slug is taken, and makes nothing', async () => {
    const again = await create('northbank');
    expect(again).toMatchObject({
      code: 1,
      out: '',
      said: expect.stringContaining('There is a workspace with the slug northbank already.\n'),
    });
    expect((await beneath.query(`select from member where email like 'ada@%'`)).rowCount).toBe(2);
  });

  it('says everything that cannot stand, a sentence each', async () => {
    const { code, said } = await create('North Bank', '--time-zone', 'Mars/Olympus', '--currency', 'francs');
    expect(code).toBe(1);
    expect(said).toContain('A slug has lower-case letters');
    expect(said).toContain('The time zone is a name of the IANA database');
    expect(said).toContain('A currency is its three-letter ISO 4217 code');
    expect(said).not.toContain('    at ');
  });
});

describe('bicorne token create', () => {
  it('prints a token that holds, and nothing else', async () => {
    const { code, out } = await bicorne(['token', 'create', '--workspace', 'northbank', '--role', 'PARTNER']);
    expect(code).toBe(0);
    expect(out).toMatch(/^bicorne_\S+\n$/);
    const caller = await identity.authenticate({ authorization: `Bearer ${out.trim()}` });
    expect(caller).toMatchObject({ kind: 'token', role: 'PARTNER', scopes: ['READ', 'WRITE'], clientId: null });
  });

  it.each([
    [['--workspace', 'nowhere', '--role', 'OWNER'], 1, 'There is no workspace with the slug "nowhere".'],
    [['--workspace', 'northbank', '--role', 'SPONSOR'], 1, 'A token of the role SPONSOR needs a client.'],
    [
      ['--workspace', 'northbank', '--role', 'VIEWER', '--client', 'Acme'],
      1,
      'There is no client with the name "Acme".',
    ],
    [['--workspace', 'northbank', '--role', 'KING'], 2, 'is invalid. Allowed choices are OWNER'],
  ])('refuses %j', async (args, code, sentence) => {
    const ended = await bicorne(['token', 'create', ...args]);
    expect(ended).toMatchObject({ code, out: '', said: expect.stringContaining(sentence) });
  });

  it('finds the embedded database of a running start', async () => {
    const ownDir = await mkdtemp(join(tmpdir(), 'bicorne-cli-'));
    const server = await startEmbedded({ dataDir: ownDir, throwaway: true, log: () => undefined });
    const env = { BICORNE_DATA_DIR: ownDir };
    try {
      await migrate(server.url);
      const owner = ['--owner-name', 'Ada', '--owner-email', 'ada@northbank.example'];
      expect(await bicorne(['workspace', 'create', '--slug', 'own', '--name', 'Own', ...owner], env)).toMatchObject({
        code: 0,
      });
      const { code, out } = await bicorne(['token', 'create', '--workspace', 'own', '--role', 'OWNER'], env);
      expect([code, out]).toEqual([0, expect.stringMatching(/^bicorne_\S+\n$/)]);
      expect(await bicorne(['migrate', '--back-to', 'Nothing1'], env)).toMatchObject({
        code: 1,
        said: expect.stringContaining('Nothing1 has not run here.'),
      });
    } finally {
      await server.stop();
      await rm(ownDir, { recursive: true, force: true });
    }
  });
});

describe('bicorne seed and scan', () => {
  it('makes the demo workspace, and says so where it is there', async () => {
    expect(await bicorne(['seed'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('\tmarit@halyard.example\tbicorne-demo\n'),
    });
    expect(await bicorne(['seed'])).toMatchObject({ code: 0, said: expect.stringContaining('nothing was changed') });
    const token = await bicorne([
      'token',
      'create',
      '--workspace',
      'demo',
      '--role',
      'SPONSOR',
      '--client',
      'lumen legal',
    ]);
    expect(await identity.authenticate({ authorization: `Bearer ${token.out.trim()}` })).toMatchObject({
      role: 'SPONSOR',
      clientId: expect.any(String),
    });
  });

  it('tells with --at what would be raised then, and changes nothing', async () => {
    const figures = async (): Promise<unknown> =>
      (
        await beneath.query(
          `select (select count(*) from drift_alert) as alerts, (select max(xmin::text::bigint) from engagement) as newest`,
        )
      ).rows;
    const before = await figures();
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const { code, out } = await bicorne(['scan', '--at', inAMonth]);
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual({
      at: inAMonth,
      workspace: 'demo',
      engagementId: expect.any(String),
      client: 'Ostara Foods',
      rule: 'LATE',
      severity: 'CRITICAL',
      subject: { kind: 'DELIVERABLE', id: expect.any(String) },
      hat: 'CTO',
      statement: expect.stringContaining('Technology read'),
      clearsWhen: expect.any(String),
      figures: [{ name: 'daysLate', value: expect.any(Number), threshold: 7 }],
    });
    expect(await figures()).toEqual(before);
  });

  it.each(['tomorrow', '2026-02-30', '2026-03-31T09:00:00', '17'])('refuses --at %s', async (at) => {
    const ended = await bicorne(['scan', '--at', at]);
    expect(ended).toMatchObject({ code: 2, out: '', said: expect.stringContaining('Write a moment with its offset') });
  });

  it('looks at what is due without --at', async () => {
    await beneath.query(
      `update engagement set next_check_at = now() where id = (select id from engagement where state = 'ACTIVE' limit 1)`,
    );
    expect(await bicorne(['scan'])).toMatchObject({ code: 0, said: expect.stringContaining('1 engagement was due') });
  });

  it('says what to do where the database was never migrated', async () => {
    const url = new URL(database.url);
    url.pathname = '/postgres';
    const ended = await bicorne(['token', 'create', '--workspace', 'demo', '--role', 'OWNER'], {
      DATABASE_URL: url.toString(),
    });
    expect(ended).toMatchObject({ code: 1, said: expect.stringContaining('run bicorne migrate first') });
  });
});

describe('bicorne export and restore', () => {
  let elsewhere: TestDatabase;
  beforeAll(async () => {
    elsewhere = await testDatabase();
  });
  afterAll(() => elsewhere?.drop());

  it('takes the demo workspace to another installation, whose owner signs in there', async () => {
    const out = join(dataDir, 'demo.zip');
    const exported = await bicorne(['export', '--workspace', 'demo', '--out', out]);
    expect(exported).toMatchObject({ code: 0, out: '', said: expect.stringContaining(`Wrote ${out}.`) });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await bicorne(['export', '--workspace', 'demo', '--out', out])).toMatchObject({
      code: 1,
      said: `${out} is there already.\n`,
    });
    const env = { DATABASE_URL: elsewhere.url, BICORNE_DATA_DIR: join(dataDir, 'elsewhere') };
    const restored = await bicorne(['restore', out, '--slug', 'moved'], env);
    expect(restored).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Restored \d{4,} rows and \d+ files\.\n/m),
    });
    const [, email = '', password = ''] =
      /^Workspace: moved\nSign in as: (\S+)\nPassword: (\S{24})\n$/.exec(restored.out) ?? [];
    const there = openIdentity({ databaseUrl: elsewhere.url, baseUrl, secret });
    const request = new Request(`${baseUrl}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseUrl },
      body: JSON.stringify({ email, password }),
    });
    expect((await there.handleSignIn(request)).status).toBe(200);
    await there.close();
    expect(await bicorne(['restore', out], env)).toMatchObject({
      code: 1,
      said: expect.stringContaining('is here already, as moved'),
    });
  });

  it.each([
    [['export', '--workspace', 'nowhere', '--out', '/tmp/x.zip'], 'There is no workspace with the slug nowhere.'],
    [
      ['export', '--workspace', 'demo', '--client', 'Acme', '--out', '/tmp/x.zip'],
      'No client of the workspace is called Acme.',
    ],
    [['restore', '/nowhere/x.zip'], '/nowhere/x.zip cannot be read as an archive'],
  ])('refuses %j', async (args, sentence) => {
    expect(await bicorne(args)).toMatchObject({ code: 1, out: '', said: expect.stringContaining(sentence) });
  });
});

describe('bicorne secrets', () => {
  it('seals anew what the secret before sealed, and tells what is sealed with which', async () => {
    const { rows } = await beneath.query<{ id: string }>("select id from workspace where slug = 'demo'");
    const [workspaceId, id] = [rows[0]?.id ?? '', randomUUID()];
    const place = { column: 'webhook_endpoint.secret_sealed', workspaceId, key: [id] } as const;
    await beneath.query(
      `insert into webhook_endpoint (workspace_id, id, url, events, secret_sealed, created_at)
       values ($1, $2, 'https://hooks.example.com', '{DRIFT_ALERT_RAISED}', $3, now())`,
      [workspaceId, id, seal({ secret }, 'whsec_x', place)],
    );
    const env = {
      DATABASE_URL: database.url,
      BICORNE_SECRET: randomBytes(48).toString('base64'),
      BICORNE_SECRET_OLD: secret,
    };
    expect((await bicorne(['secrets', 'status'], env)).out).toMatch(
      /^webhook_endpoint\.secret_sealed +[0-9a-f]{8} {2}BICORNE_SECRET_OLD {2}1\n1 to be sealed anew: run bicorne secrets rotate\.\n$/,
    );
    expect(await bicorne(['secrets', 'rotate'], env)).toMatchObject({ code: 0, out: 'Sealed anew: 1\n' });
    expect((await bicorne(['secrets', 'status'], { ...env, BICORNE_SECRET_OLD: '' })).out).toMatch(
      /^webhook_endpoint\.secret_sealed +[0-9a-f]{8} {2}BICORNE_SECRET {2}1\nEverything is sealed with BICORNE_SECRET;/,
    );
    expect(await bicorne(['secrets', 'rotate'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('1 could not be opened'),
    });
  });
});
