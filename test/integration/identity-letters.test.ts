import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { API_SECRET, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { GraphqlCaller } from '../support/graphql-caller.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { subjectOf, textOf } from '../support/mail-text.js';
import { mailTo, secretIn, SignInClient } from '../support/sign-in-client.js';
import { until } from '../support/until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: the API, a worker, the queue on PostgreSQL, and a mail server that keeps what it is sent.

const NEW_PASSWORD = 'seven lanterns by the canal';

/** Several processes start, on a machine that may be busy. */
const START_MS = 180_000;

let database: TestDatabase;
let sink: MailSink;
let api: TestApi;
let worker: WorkerProcess;
let workspace: TestWorkspace;
let owner: GraphqlCaller;
let below: pg.Client;
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  sink = await mailSink();
  const env = { SMTP_URL: sink.url, BICORNE_EGRESS_ALLOW: '127.0.0.1', BICORNE_SECRET: API_SECRET };
  api = await startApi(database.url, env);
  worker = await startWorkerProcess({ ...env, DATABASE_URL: database.url, LOG_LEVEL: 'info' });
  workspace = await api.makeWorkspace();
  owner = new GraphqlCaller(api, await api.makeToken(workspace, 'OWNER'));
  below = new pg.Client({ connectionString: database.url });
  await below.connect();
}, START_MS);

afterAll(async () => {
  await below?.end();
  await worker?.stop();
  await api?.close();
  await sink?.stop();
  await database?.drop();
});

const newEmail = () => `person${++people}@${workspace.slug}.example`;

async function addMember(password: string | null = PASSWORD, role = 'PARTNER'): Promise<{ email: string; id: string }> {
  const email = newEmail();
  const fields = 'member { id invitation { id state } }';
  const { member } = await owner.change('addMember', { name: 'Mira Vos', email, role, password }, fields);
  return { email, id: member.id };
}

async function addContact(password: string | null = PASSWORD): Promise<{ email: string; id: string }> {
  const email = newEmail();
  const { client } = await owner.change('createClient', { name: `Client of ${email}` }, 'client { id }');
  const input = { clientId: client.id, name: 'Sam Brook', email, role: 'SPONSOR', password };
  const { clientContact } = await owner.change('inviteClientContact', input, 'clientContact { id }');
  return { email, id: clientContact.id };
}

/** Waits until the worker is done with every letter. */
const lettersDone = () =>
  until('the letters are done with', async () => (await below.query('select from auth.letter')).rowCount === 0);

const viewer = async (client: SignInClient) =>
  (await api.ask<{ viewer: { email: string; role: string } }>('{ viewer { email role } }', {}, client.cookie)).data
    ?.viewer;

const accept = (token: string, password?: string) =>
  api.ask<{ acceptInvitation: { email: string | null; userErrors: { code: string; field: string }[] } }>(
    `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { email userErrors { code field } } }`,
    { input: { token, password } },
  );

describe('a new password by email', () => {
  it('is set once, ends every session, and must be hard to guess', async () => {
    const { email } = await addMember();
    const before = new SignInClient(api);
    await before.signIn(email, PASSWORD);
    const device = new SignInClient(api);
    expect(await device.post('/request-password-reset', { email })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    const mail = await mailTo(sink, email);
    expect(subjectOf(mail)).toBe('Set a new password for Bicorne');
    const token = secretIn(mail);
    const weak = await device.post('/reset-password', { token, newPassword: 'Mira Vos Mira Vos' });
    expect(weak).toMatchObject({ status: 400, body: { code: 'WEAK_PASSWORD' } });
    expect((await device.post('/reset-password', { token, newPassword: NEW_PASSWORD })).status).toBe(200);
    expect(await viewer(before)).toBeUndefined();
    expect((await device.signIn(email, PASSWORD)).status).toBe(401);
    expect((await device.signIn(email, NEW_PASSWORD)).status).toBe(200);
    const again = await device.post('/reset-password', { token, newPassword: `${NEW_PASSWORD}!` });
    expect(again).toMatchObject({ status: 400, body: { code: 'INVALID_TOKEN' } });
  });

  it('is not offered to who has no place, and the database keeps no link', async () => {
    const { email } = await addMember();
    for (const address of [email, 'nobody@nowhere.example'])
      await new SignInClient(api).post('/request-password-reset', { email: address });
    const token = secretIn(await mailTo(sink, email));
    await lettersDone();
    expect(sink.received.some(({ to }) => to.includes('nobody@nowhere.example'))).toBe(false);
    const { rows } = await below.query<{ text: string }>(`
      select string_agg(t::text, ' ') as text from (
        select v::text as t from auth.verification v union all select d::text from bullmq.job d
        union all select l::text from auth.letter l) all_of_it`);
    expect(rows[0]?.text).not.toContain(token);
  });
});

describe('a link to sign in by', () => {
  it('signs a contact of a client in, once', async () => {
    const { email } = await addContact();
    const device = new SignInClient(api);
    await device.post('/sign-in/magic-link', { email });
    const token = secretIn(await mailTo(sink, email));
    expect((await device.get(`/magic-link/verify?token=${token}`)).status).toBe(200);
    expect(await viewer(device)).toEqual({ email, role: 'SPONSOR' });
    const late = new SignInClient(api);
    await late.get(`/magic-link/verify?token=${token}`);
    expect(await viewer(late)).toBeUndefined();
  });

  it('ends the password that somebody else had set', async () => {
    const { email } = await addContact();
    const inviter = new SignInClient(api);
    await inviter.signIn(email, PASSWORD);
    await inviter.post('/sign-in/magic-link', { email });
    await new SignInClient(api).get(`/magic-link/verify?token=${secretIn(await mailTo(sink, email))}`);
    expect(await viewer(inviter)).toBeUndefined();
    expect((await inviter.signIn(email, PASSWORD)).status).toBe(401);
  });

  it('is not for members, who are told how they sign in', async () => {
    const { email } = await addMember();
    await new SignInClient(api).post('/sign-in/magic-link', { email });
    const mail = await mailTo(sink, email);
    expect(subjectOf(mail)).toBe('Sign in to Bicorne with your password');
    expect(() => secretIn(mail)).toThrow('No link');
  });
});

describe('an invitation', () => {
  it('is an email with a link, by which somebody chooses their password', async () => {
    const { email } = await addMember(null);
    const mail = await mailTo(sink, email);
    expect(subjectOf(mail)).toContain('invites you to');
    const token = secretIn(mail);
    const open = await api.ask('query ($token: String!) { invitation(token: $token) { email needsPassword } }', {
      token,
    });
    expect(open.data).toEqual({ invitation: { email, needsPassword: true } });
    expect((await accept(token)).data?.acceptInvitation.userErrors).toEqual([{ code: 'REQUIRED', field: 'password' }]);
    expect((await accept(token, 'Mira Vos Mira Vos')).data?.acceptInvitation.userErrors).toEqual([
      { code: 'WEAK_PASSWORD', field: 'password' },
    ]);
    expect((await accept(token, NEW_PASSWORD)).data?.acceptInvitation).toEqual({ email, userErrors: [] });
    const device = new SignInClient(api);
    await device.signIn(email, NEW_PASSWORD);
    expect(await viewer(device)).toEqual({ email, role: 'PARTNER' });
    expect((await accept(token, NEW_PASSWORD)).data?.acceptInvitation.userErrors).toEqual([
      { code: 'INVALID_LINK', field: 'token' },
    ]);
  });

  it('sent again has another link; revoked, it leads nowhere, and the place is gone', async () => {
    const { email, id } = await addMember(null);
    const first = secretIn(await mailTo(sink, email));
    const invitationId = (
      await owner.ask('{ members(first: 100) { edges { node { id invitation { id } } } } }')
    ).members.edges
      .map(({ node }: { node: { id: string; invitation: { id: string } | null } }) => node)
      .find((node: { id: string }) => node.id === id).invitation.id;
    await owner.change('resendInvitation', { invitationId }, 'invitation { state }');
    const second = secretIn(await mailTo(sink, email, 1));
    expect((await accept(first, NEW_PASSWORD)).data?.acceptInvitation.userErrors).toMatchObject([
      { code: 'INVALID_LINK' },
    ]);
    const revoked = await owner.change('revokeInvitation', { invitationId }, 'invitation { state }');
    expect(revoked.invitation).toEqual({ state: 'REVOKED' });
    expect((await accept(second, NEW_PASSWORD)).data?.acceptInvitation.userErrors).toMatchObject([
      { code: 'INVALID_LINK' },
    ]);
    const { members } = await owner.ask('{ members(first: 100) { edges { node { id } } } }');
    expect(members.edges.map(({ node }: { node: { id: string } }) => node.id)).not.toContain(id);
  });

  it('waits while the mail server is away, and is sent after it', async () => {
    const email = newEmail();
    sink.refuse(email, 451);
    await owner.change('addMember', { name: 'Mira Vos', email, role: 'PARTNER', password: null }, 'member { id }');
    await until('the attempt is noted', async () => {
      const { rows } = await below.query<{ attempts: number }>(
        'select attempts::integer from auth.letter where email = $1',
        [email],
      );
      return rows[0]?.attempts === 1;
    });
    sink.accept(email);
    await below.query('update auth.letter set next_attempt_at = now() where email = $1', [email]);
    expect(textOf(await mailTo(sink, email))).toContain('has added you to');
  });
});

describe('an address that another workspace knows', () => {
  it('is not opened here by the password that was set there', async () => {
    const { email } = await addMember();
    const other = await api.makeWorkspace();
    const otherOwner = new GraphqlCaller(api, await api.makeToken(other, 'OWNER'));
    const add = { name: 'Mira Vos', email, role: 'OWNER', password: null };
    await otherOwner.change('addMember', add, 'member { id }');
    const places = async (client: SignInClient) =>
      (
        await api.ask<{ viewer: { workspace: { name: string } } }>(
          '{ viewer { workspace { name } } }',
          {},
          client.cookie,
        )
      ).data?.viewer.workspace.name;
    const inviter = new SignInClient(api);
    await inviter.signIn(email, PASSWORD);
    expect(await places(inviter)).toBe(`Workspace ${workspace.slug}`);
    await owner.change('removeMember', { memberId: await memberIdOf(email) }, 'member { id }');
    expect(await places(inviter)).toBeUndefined();
    await accept(secretIn(await mailTo(sink, email)), NEW_PASSWORD);
    const person = new SignInClient(api);
    await person.signIn(email, NEW_PASSWORD);
    expect(await places(person)).toBe(`Workspace ${other.slug}`);
  });
});

async function memberIdOf(email: string): Promise<string> {
  const { members } = await owner.ask('{ members(first: 100) { edges { node { id email } } } }');
  return members.edges.find(({ node }: { node: { email: string } }) => node.email === email).node.id;
}
