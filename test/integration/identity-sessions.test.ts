import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { codesOf, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { GraphqlCaller, type Json } from '../support/graphql-caller.js';
import { SignInClient } from '../support/sign-in-client.js';

// Real: two processes of the API on one PostgreSQL, and graphql-sse's own client.

/** What "within seconds" means here. */
const SOON_MS = 5_000;

/** Several processes start, on a machine that may be busy. */
const START_MS = 180_000;

let database: TestDatabase;
let api: TestApi;
let other: TestApi;
let workspace: TestWorkspace;
let owner: GraphqlCaller;
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  [api, other] = await Promise.all([startApi(database.url), startApi(database.url)]);
  workspace = await api.makeWorkspace();
  owner = new GraphqlCaller(api, await api.makeToken(workspace, 'OWNER'));
}, START_MS);

afterAll(async () => {
  await Promise.all([api?.close(), other?.close()]);
  await database?.drop();
});

async function member(role = 'PARTNER'): Promise<{ id: string; email: string; device: SignInClient }> {
  const email = `person${++people}@${workspace.slug}.example`;
  const input = { name: 'Mira Vos', email, role, password: PASSWORD };
  const { member: made } = await owner.change('addMember', input, 'member { id }');
  const device = new SignInClient(api);
  await device.signIn(email, PASSWORD);
  return { id: made.id, email, device };
}

const ask = (client: SignInClient, query: string, variables: object = {}) =>
  api.ask<Json>(query, variables, client.cookie);
const roleOf = async (client: SignInClient): Promise<unknown> =>
  (await ask(client, '{ viewer { role } }')).data?.viewer.role;
const sessionsOf = async (client: SignInClient): Promise<Json[]> =>
  (await ask(client, '{ viewer { sessions { id current agent address } } }')).data.viewer.sessions;
const END = 'mutation ($input: EndSessionsInput!) { endSessions(input: $input) { ended userErrors { code } } }';
const CHOOSE =
  'mutation ($input: ChoosePlaceInput!) { choosePlace(input: $input) { place { id } userErrors { code } } }';

/** Resolves with how long it took the stream of a device, at the other process, to end after `act`. */
async function streamEnds(headers: Record<string, string>, act: () => Promise<unknown>): Promise<number> {
  let connected: () => void = () => undefined;
  const isConnected = new Promise<void>((resolve) => (connected = resolve));
  const client = createClient({
    url: `${other.url}/graphql/stream`,
    headers: { origin: other.url, ...headers },
    retryAttempts: 0,
    on: { connected: () => connected() },
  });
  const ended = new Promise<void>((resolve, reject) => {
    client.subscribe(
      { query: 'subscription { noticesTold(first: 1) { unread } }' },
      { next: () => undefined, error: reject, complete: resolve },
    );
  });
  await Promise.race([isConnected, ended]);
  const begun = performance.now();
  await act();
  await ended;
  client.dispose();
  return performance.now() - begun;
}

describe('the sessions of a person', () => {
  it('are listed, each ended by itself, from the next request on', async () => {
    const { email, device } = await member();
    const phone = new SignInClient(api, { 'user-agent': 'Phone' });
    await phone.signIn(email, PASSWORD);
    const sessions = await sessionsOf(device);
    expect(sessions.map(({ current, agent }) => [current, agent])).toEqual([
      [true, expect.any(String)],
      [false, 'Phone'],
    ]);
    const ended = await ask(device, END, { input: { sessionId: sessions[1].id } });
    expect(ended.data.endSessions).toEqual({ ended: 1, userErrors: [] });
    expect([await roleOf(phone), await roleOf(device)]).toEqual([undefined, 'PARTNER']);
  });

  it('are ended all but the one that asks', async () => {
    const { email, device } = await member();
    const others = [new SignInClient(api), new SignInClient(other)];
    for (const each of others) await each.signIn(email, PASSWORD);
    expect((await ask(device, END, { input: {} })).data.endSessions.ended).toBe(2);
    expect(await Promise.all(others.map(roleOf))).toEqual([undefined, undefined]);
  });

  it('are nobody else’s to end: a foreign one and an unknown one answer alike', async () => {
    const [one, another] = [await member(), await member()];
    const [{ id: foreign }] = (await sessionsOf(another.device)) as [{ id: string }];
    const unknown = Buffer.from('Session:nothing').toString('base64url');
    const answers = await Promise.all(
      [foreign, unknown].map((sessionId) => ask(one.device, END, { input: { sessionId } })),
    );
    expect(answers.map(codesOf)).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    expect(await roleOf(another.device)).toBe('PARTNER');
  });

  it('take their streams with them', async () => {
    const { device } = await member();
    const another = new SignInClient(api);
    const email = (await ask(device, '{ viewer { email } }')).data.viewer.email;
    await another.signIn(email, PASSWORD);
    expect(await streamEnds(device.cookie, () => ask(another, END, { input: {} }))).toBeLessThan(SOON_MS);
  });

  it('are none of a token', async () => {
    expect(await owner.ask('{ viewer { sessions { id } places { id } security { hasPassword } } }')).toEqual({
      viewer: { sessions: [], places: [], security: null },
    });
    expect(await owner.refused('endSessions', {})).toEqual(['null NOT_A_PERSON']);
  });
});

describe('a change of who may do what', () => {
  it('of a role holds from the next request on, and ends streams', async () => {
    const { id, device } = await member('PRACTITIONER');
    await owner.change('changeMemberRole', { memberId: id, role: 'OWNER' }, 'member { role }');
    expect(await roleOf(device)).toBe('OWNER');
    const change = () => owner.change('changeMemberRole', { memberId: id, role: 'PARTNER' }, 'member { role }');
    expect(await streamEnds(device.cookie, change)).toBeLessThan(SOON_MS);
    expect(await roleOf(device)).toBe('PARTNER');
  });

  it('a removal holds from the next request on, and ends streams', async () => {
    const { id, device } = await member();
    const remove = () => owner.change('removeMember', { memberId: id }, 'member { id }');
    expect(await streamEnds(device.cookie, remove)).toBeLessThan(SOON_MS);
    expect(codesOf(await ask(device, '{ viewer { role } }'))).toEqual(['UNAUTHENTICATED']);
  });

  it('leaves a workspace an owner', async () => {
    const alone = await api.makeWorkspace();
    const token = new GraphqlCaller(api, await api.makeToken(alone, 'OWNER'));
    const { members } = await token.ask('{ members(first: 1) { edges { node { id } } } }');
    const memberId = members.edges[0].node.id;
    expect(await token.refused('removeMember', { memberId })).toEqual(['memberId LAST_OWNER']);
    expect(await token.refused('changeMemberRole', { memberId, role: 'PARTNER' })).toEqual(['memberId LAST_OWNER']);
  });

  it('revoking a token holds from the next request on', async () => {
    const made = await owner.change(
      'createApiToken',
      { name: 'CI', role: 'PARTNER', scopes: ['READ'] },
      'token apiToken { id }',
    );
    const revoke = () => owner.change('revokeApiToken', { apiTokenId: made.apiToken.id }, 'apiToken { id }');
    const headers = { authorization: `Bearer ${made.token}` };
    expect(await api.ask('{ viewer { id } }', {}, headers)).toMatchObject({ errors: undefined });
    await revoke();
    expect(codesOf(await api.ask('{ viewer { id } }', {}, headers))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the places of a person', () => {
  it('are chosen for a session, and no other than theirs', async () => {
    const { email, device } = await member();
    const second = await api.makeWorkspace();
    // The same person: the first workspace set their password, so the second is theirs once the mailbox is.
    const secondOwner = new GraphqlCaller(api, await api.makeToken(second, 'OWNER'));
    await secondOwner.change(
      'addMember',
      { name: 'Mira Vos', email, role: 'OWNER', password: PASSWORD },
      'member { id }',
    );
    const places = async (): Promise<Json[]> =>
      (await ask(device, '{ viewer { places { id role workspaceName current } } }')).data.viewer.places;
    expect((await places()).map(({ workspaceName }) => workspaceName)).toEqual([`Workspace ${workspace.slug}`]);
    await api.database.query('update auth."user" set "emailVerified" = true where email = $1', [email]);
    const both = await places();
    expect(both.map(({ workspaceName, current }) => [workspaceName, current])).toEqual([
      [`Workspace ${workspace.slug}`, true],
      [`Workspace ${second.slug}`, false],
    ]);
    await ask(device, CHOOSE, { input: { placeId: both[1].id } });
    expect(await roleOf(device)).toBe('OWNER');
    const elsewhere = new SignInClient(api);
    await elsewhere.signIn(email, PASSWORD);
    expect(await roleOf(elsewhere)).toBe('PARTNER');
    const { device: stranger } = await member();
    const foreign = await ask(stranger, CHOOSE, { input: { placeId: both[1].id } });
    const unknown = await ask(stranger, CHOOSE, { input: { placeId: Buffer.from('Place:x').toString('base64url') } });
    expect([codesOf(foreign), codesOf(unknown)]).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
  });
});

it.each(['/request-password-reset', '/sign-in/magic-link'])(
  'without a mail server %s promises nobody a letter, whether there is an account or not',
  async (path) => {
    const { email } = await member();
    const answers = await Promise.all(
      [email, 'nobody@nowhere.example'].map((each) => new SignInClient(api).post(path, { email: each })),
    );
    for (const answer of answers) expect(answer).toMatchObject({ status: 501, body: { code: 'NO_EMAIL' } });
    expect((await owner.ask('{ workspace { sendsEmail } }')).workspace).toEqual({ sendsEmail: false });
  },
);
