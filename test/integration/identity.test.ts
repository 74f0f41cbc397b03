import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser, openIdentity, signInPool, type Identity } from '@bicorne/identity';
import { signInOf } from '../../libs/identity/src/sign-in.js';
import { getMigrations } from 'better-auth/db/migration';
import type pg from 'pg';
import { API_SECRET, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: PostgreSQL with the row policies, better-auth, HTTP. Nothing is replaced.

let database: TestDatabase;
let api: TestApi;
let identity: Identity;
let pool: pg.Pool;
let workspace: TestWorkspace;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  identity = openIdentity({ databaseUrl: database.url, baseUrl: 'http://localhost:3000', secret: API_SECRET });
  pool = signInPool(database.url, 2);
  workspace = await api.makeWorkspace();
});

afterAll(async () => {
  await pool.end();
  await identity.close();
  await api.close();
  await database.drop();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the tables of the sign-in', () => {
  it('are what better-auth expects', async () => {
    const { options } = signInOf(pool, { baseUrl: 'http://localhost:3000', secret: API_SECRET });
    const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(options, {
      throwOnUnsafe: false,
    });
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      unsafeChanges: [],
      schemaProblems: [],
    });
  });
});

describe('signing in', () => {
  it('makes a caller of a member', async () => {
    const cookie = await api.signIn(workspace.ownerEmail);
    expect(await identity.authenticate({ cookie })).toMatchObject({
      kind: 'session',
      workspaceId: workspace.id,
      role: 'OWNER',
      name: 'Olive Owner',
      clientId: null,
      scopes: ['READ', 'WRITE'],
    });
  });

  it('keeps the cookie from scripts and other sites', async () => {
    const response = await fetch(`${api.url}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: workspace.ownerEmail, password: PASSWORD }),
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it('is refused with a wrong password and to who is unknown, alike', async () => {
    const attempt = async (email: string) => {
      const response = await fetch(`${api.url}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'not the password' }),
      });
      return { status: response.status, body: await response.json() };
    };
    const wrong = await attempt(workspace.ownerEmail);
    expect(wrong.status).toBe(401);
    expect(await attempt('nobody@nowhere.example')).toEqual(wrong);
  });

  it('cannot be had by signing oneself up', async () => {
    const response = await fetch(`${api.url}/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'me@nowhere.example', name: 'Me', password: PASSWORD }),
    });
    expect(response.ok).toBe(false);
    const { rows } = await pool.query('select from "user" where email = $1', ['me@nowhere.example']);
    expect(rows).toEqual([]);
  });

  it('ends with signing out', async () => {
    const cookie = await api.signIn(workspace.ownerEmail);
    const response = await fetch(`${api.url}/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: api.url, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(200);
    expect(await identity.authenticate({ cookie })).toBeNull();
  });
});

describe('createUser', () => {
  it('makes a person once and keeps the first password', async () => {
    const person = { email: 'Twice@Example.com', name: 'Twice', password: PASSWORD, workspaceId: workspace.id };
    const ids = await Promise.all([
      createUser(api.database, person),
      createUser(api.database, { ...person, email: 'twice@example.com' }),
    ]);
    const again = await createUser(api.database, { ...person, password: 'another password' });
    expect(new Set([...ids, again]).size).toBe(1);
    await expect(api.signIn('twice@example.com')).resolves.toContain('bicorne');
    await expect(api.signIn('twice@example.com', 'another password')).rejects.toThrow('401');
  });

  it('makes nobody a caller who has no place', async () => {
    const person = { email: 'placeless@example.com', name: 'Placeless', password: PASSWORD };
    await createUser(api.database, { ...person, workspaceId: workspace.id });
    const cookie = await api.signIn('placeless@example.com');
    expect(await identity.authenticate({ cookie })).toBeNull();
  });
});

describe('API tokens', () => {
  it('are kept as a hash and act in their workspace', async () => {
    const token = await api.makeToken(workspace, 'PARTNER');
    expect(token).toMatch(/^bicorne_[A-Za-z0-9_-]{64}$/);
    expect(await identity.authenticate(bearer(token))).toMatchObject({
      kind: 'token',
      workspaceId: workspace.id,
      role: 'PARTNER',
      memberId: null,
    });
    const { rows } = await pool.query<object>('select * from bicorne.api_token');
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(token.slice(30));
  });

  it('write down their last use, once a minute', async () => {
    const token = await api.makeToken(workspace, 'OWNER');
    const lastUse = async () => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('app.workspace_id', $1, true)`, [workspace.id]);
        const { rows } = await client.query<{ at: string | null }>(
          'select last_used_at::text as at from bicorne.api_token order by created_at desc limit 1',
        );
        await client.query('rollback');
        return rows[0]?.at;
      } finally {
        client.release();
      }
    };
    expect(await lastUse()).toBeNull();
    await identity.authenticate(bearer(token));
    const first = await lastUse();
    expect(first).toBeTruthy();
    await identity.authenticate(bearer(token));
    expect(await lastUse()).toBe(first);
  });

  it.each([
    ['no token', 'Bearer hello'],
    ['another scheme', 'Basic aGVsbG86d29ybGQ='],
    ['an unknown token', `Bearer bicorne_${'A'.repeat(64)}`],
    ['nothing after the scheme', 'Bearer '],
  ])('are nobody: %s', async (_what, authorization) => {
    const cookie = await api.signIn(workspace.ownerEmail);
    expect(await identity.authenticate({ authorization, cookie })).toBeNull();
  });

  it('do not hold in another workspace', async () => {
    const token = await api.makeToken(workspace, 'OWNER');
    const other = await api.makeWorkspace();
    const body = Buffer.from(token.slice('bicorne_'.length), 'base64url');
    Buffer.from(other.id.replaceAll('-', ''), 'hex').copy(body);
    expect(await identity.authenticate(bearer(`bicorne_${body.toString('base64url')}`))).toBeNull();
  });

  it('of a client need the client, the others take none', async () => {
    await expect(api.makeToken(workspace, 'SPONSOR')).rejects.toThrow('needs a client');
    await expect(api.makeToken(workspace, 'OWNER', { clientName: 'Any' })).rejects.toThrow('takes no client');
    await expect(api.makeToken(workspace, 'VIEWER', { clientName: 'Any' })).rejects.toThrow('There is no client');
    await expect(api.makeToken({ ...workspace, slug: 'nowhere' }, 'OWNER')).rejects.toThrow('There is no workspace');
  });
});
