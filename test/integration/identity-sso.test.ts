import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { codesOf, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { GraphqlCaller, type Json } from '../support/graphql-caller.js';
import { OIDC_CLIENT, oidcServer, type OidcServer } from '../support/oidc.js';
import { freePort } from '../support/run.js';
import { SignInClient } from '../support/sign-in-client.js';

// Real: the API on PostgreSQL, and two OpenID providers (oidc-provider), of which each workspace has one.

/** Several processes start, on a machine that may be busy. */
const START_MS = 180_000;

let database: TestDatabase;
let api: TestApi;
let below: pg.Client;
let a: Side;
let b: Side;

interface Side {
  workspace: TestWorkspace;
  owner: GraphqlCaller;
  provider: OidcServer;
}

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url, { BICORNE_EGRESS_ALLOW: '127.0.0.1' });
  [a, b] = [await side(), await side()];
  below = new pg.Client({ connectionString: database.url });
  await below.connect();
}, START_MS);

afterAll(async () => {
  await below?.end();
  await Promise.all([a?.provider.stop(), b?.provider.stop()]);
  await api?.close();
  await database?.drop();
});

/** A workspace with a provider of its own. */
async function side(): Promise<Side> {
  const workspace = await api.makeWorkspace();
  const owner = new GraphqlCaller(api, await api.makeToken(workspace, 'OWNER'));
  const provider = await oidcServer(await freePort(), `${api.url.replace('127.0.0.1', 'localhost')}/auth/sso/callback`);
  const { client_id: clientId, client_secret: clientSecret } = OIDC_CLIENT;
  const input = { issuer: provider.issuer, clientId, clientSecret, enabled: true };
  await owner.change('saveSingleSignOn', input, 'singleSignOn { callbackUrl }');
  return { workspace, owner, provider };
}

async function addMember({ owner }: Side, email: string, role = 'PARTNER'): Promise<void> {
  await owner.change('addMember', { name: 'Mira Vos', email, role, password: PASSWORD }, 'member { id }');
}

let people = 0;
const newEmail = () => `person${++people}@${a.workspace.slug}.example`;

/** A browser goes through the provider of a workspace. @returns where it ended up, and the browser */
async function through({ workspace, provider }: Side, subject: string) {
  const device = new SignInClient(api);
  const { body } = await device.post('/sso/start', { workspace: workspace.slug, returnTo: '/alerts' });
  const back = new URL(await provider.signIn(String(body['url']), subject));
  const { headers } = await device.get(`/sso/callback${back.search}`);
  return { device, location: headers.get('location'), search: back.search };
}

const viewerOf = async (device: SignInClient): Promise<Json> =>
  (
    await api.ask<Json>(
      '{ viewer { email role workspace { name } places { workspaceName } sessions { singleSignOn } } }',
      {},
      device.cookie,
    )
  ).data?.viewer;

describe('single sign-on', () => {
  it('lets a member of the workspace in, and knows them by their subject from then on', async () => {
    const email = newEmail();
    await addMember(a, email);
    await a.provider.add({ mira: { email: email.toUpperCase(), email_verified: true } });
    const first = await through(a, 'mira');
    expect(first.location).toBe('/alerts');
    expect(await viewerOf(first.device)).toMatchObject({ email, role: 'PARTNER', sessions: [{ singleSignOn: true }] });
    // Another address at the provider is still the same person.
    await a.provider.add({ mira: { email: 'renamed@nowhere.example', email_verified: true } });
    expect(await viewerOf((await through(a, 'mira')).device)).toMatchObject({ email });
  });

  it.each([
    ['an address that the provider has not verified', { email_verified: false }, true],
    ['somebody whom nobody has added', { email_verified: true }, false],
  ])('keeps out %s', async (what, claims, added) => {
    const email = newEmail();
    if (added) await addMember(a, email);
    await a.provider.add({ [what]: { email, ...claims } });
    const { device, location } = await through(a, what);
    expect(location).toBe('/sign-in?sso=refused');
    expect(await viewerOf(device)).toBeUndefined();
  });

  it('does not take another subject for a person who is known by one', async () => {
    const email = newEmail();
    await addMember(a, email);
    await a.provider.add({ first: { email, email_verified: true }, second: { email, email_verified: true } });
    expect((await through(a, 'first')).location).toBe('/alerts');
    expect((await through(a, 'second')).location).toBe('/sign-in?sso=refused');
  });

  it('of one workspace opens no other, though its owner says so and the person is in both', async () => {
    const victim = newEmail();
    await addMember(b, victim, 'OWNER');
    await addMember(a, victim);
    await a.provider.add({ victim: { email: victim, email_verified: true } });
    const { device } = await through(a, 'victim');
    expect(await viewerOf(device)).toMatchObject({
      workspace: { name: `Workspace ${a.workspace.slug}` },
      places: [{ workspaceName: `Workspace ${a.workspace.slug}` }],
    });
    for (const [path, body] of [
      ['/change-password', { currentPassword: PASSWORD, newPassword: 'seven lanterns by the canal' }],
      ['/two-factor/enable', { password: PASSWORD, method: 'totp' }],
    ] as const)
      expect(await device.post(path, body)).toMatchObject({ status: 403, body: { code: 'SIGNED_IN_ELSEWHERE' } });
    // Who is a member of B alone is nobody at A.
    const onlyThere = newEmail();
    await addMember(b, onlyThere);
    await a.provider.add({ stranger: { email: onlyThere, email_verified: true } });
    expect((await through(a, 'stranger')).location).toBe('/sign-in?sso=refused');
  });

  it('sees and ends no sessions that it did not open', async () => {
    const email = newEmail();
    await addMember(a, email);
    const own = new SignInClient(api);
    await own.signIn(email, PASSWORD);
    await a.provider.add({ bound: { email, email_verified: true } });
    const { device } = await through(a, 'bound');
    expect((await viewerOf(device)).sessions).toHaveLength(1);
    await api.ask('mutation { endSessions(input: {}) { ended } }', {}, device.cookie);
    expect(await viewerOf(own)).toMatchObject({ email });
  });

  it('is finished once, in the browser that began it', async () => {
    const email = newEmail();
    await addMember(a, email);
    await a.provider.add({ once: { email, email_verified: true } });
    const { device, search } = await through(a, 'once');
    expect((await device.get(`/sso/callback${search}`)).headers.get('location')).toBe('/sign-in?sso=refused');
    expect((await new SignInClient(api).get(`/sso/callback${search}`)).headers.get('location')).toBe(
      '/sign-in?sso=refused',
    );
  });

  it('begins alike for a workspace without it and for none', async () => {
    const without = await api.makeWorkspace();
    const answers = await Promise.all(
      [without.slug, 'nowhere', ''].map((workspace) => new SignInClient(api).post('/sso/start', { workspace })),
    );
    for (const { status, body } of answers) expect([status, body.code]).toEqual([400, 'NO_SINGLE_SIGN_ON']);
  });

  it('leads to no page of others', async () => {
    const start = (returnTo: string) =>
      new SignInClient(api).post('/sso/start', { workspace: a.workspace.slug, returnTo });
    for (const returnTo of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example'])
      expect((await start(returnTo)).status).toBe(400);
  });
});

describe('its settings', () => {
  it('are the owners’, and do not tell the secret', async () => {
    const partner = new GraphqlCaller(api, await api.makeToken(a.workspace, 'PARTNER'));
    expect(await partner.failing('{ singleSignOn { issuer } }')).toEqual(['FORBIDDEN']);
    const { singleSignOn } = await a.owner.ask('{ singleSignOn { issuer clientId enabled workspaceSlug } }');
    expect(singleSignOn).toEqual({
      issuer: a.provider.issuer,
      clientId: 'bicorne',
      enabled: true,
      workspaceSlug: a.workspace.slug,
    });
    const { rows } = await below.query<{ kept: string }>(
      `select (select string_agg(s::text, ' ') from bicorne.single_sign_on s) ||
         (select string_agg(e::text, ' ') from bicorne.audit_entry e) as kept`,
    );
    expect(rows[0]?.kept).toContain('SINGLE_SIGN_ON');
    expect(rows[0]?.kept).not.toContain(OIDC_CLIENT.client_secret);
    expect(rows[0]?.kept).not.toContain(Buffer.from(OIDC_CLIENT.client_secret).toString('hex'));
  });

  it('are checked at the provider, through the client for what leaves the machine', async () => {
    const input = { clientId: 'x', clientSecret: 'y', enabled: true };
    const refusals = (issuer: string) => a.owner.messages('saveSingleSignOn', { ...input, issuer });
    expect(await refusals('http://169.254.169.254/latest')).toEqual([expect.stringContaining('does not answer')]);
    expect(await refusals(api.url)).toEqual([expect.stringContaining('does not answer as an OpenID provider')]);
    expect(await a.owner.refused('saveSingleSignOn', { ...input, issuer: 'nothing' })).toEqual(['issuer INVALID_URL']);
    expect(
      await a.owner.refused('saveSingleSignOn', { ...input, clientSecret: null, issuer: b.provider.issuer }),
    ).toEqual(['clientSecret REQUIRED']);
  });

  it('that are switched off let nobody in', async () => {
    const { clientId, issuer } = { clientId: 'bicorne', issuer: b.provider.issuer };
    await b.owner.change('saveSingleSignOn', { clientId, issuer, enabled: false }, 'singleSignOn { enabled }');
    const answer = await new SignInClient(api).post('/sso/start', { workspace: b.workspace.slug });
    expect(answer).toMatchObject({ status: 400, body: { code: 'NO_SINGLE_SIGN_ON' } });
    expect(codesOf(await api.ask('{ singleSignOn { issuer } }'))).toEqual(['UNAUTHENTICATED']);
  });
});
