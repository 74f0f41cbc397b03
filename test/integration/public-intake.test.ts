import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { PROSPECTS_AN_HOUR } from '@bicorne/domain';
import pg from 'pg';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, HTTP and PostgreSQL. Nobody signs in but the consultancy.

const ANSWERS = {
  aiStory: 'STRATEGIC_STORY',
  platform: 'STABLE',
  seniorTechnologyOwner: true,
  samePersonForAiRiskAndPlatform: false,
  openQuestionsAreAiShaped: true,
  surfaceBroaderThanAi: false,
  aiFitsInsideTechnologyEngagement: false,
};
const PROSPECT = { company: 'Tessel Logistics', contactName: 'Petra Lund', contactEmail: 'petra@tessel.example' };

const SUBMIT = `mutation ($input: SubmitPublicIntakeInput!) { submitPublicIntake(input: $input) {
  writtenRead { company consultancy markdown url expiresAt } userErrors { code field message } } }`;

interface Submitted {
  submitPublicIntake: {
    writtenRead: { company: string; markdown: string; url: string; expiresAt: string } | null;
    userErrors: { code: string; field: string; message: string }[];
  };
}

let database: TestDatabase;
let api: TestApi;
let superuser: pg.Client;
let workspace: TestWorkspace;
let owner: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
});

afterAll(async () => {
  await superuser?.end();
  await api?.close();
  await database?.drop();
});

beforeEach(async () => {
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
  await publish();
});

function publish(input: object = { enabled: true, introduction: 'Eight questions, five minutes.' }, as = owner) {
  return api.ask<{ updatePublicIntake: unknown }>(
    `mutation ($input: UpdatePublicIntakeInput!) { updatePublicIntake(input: $input) {
       publicIntake { enabled introduction url } userErrors { code field message } } }`,
    { input },
    as,
  );
}

function submit(change: object = {}, as?: Record<string, string>) {
  return api.ask<Submitted>(SUBMIT, { input: { workspace: workspace.slug, ...PROSPECT, ...ANSWERS, ...change } }, as);
}

async function published(slug: string) {
  return api.ask('query ($slug: String!) { publicIntake(workspace: $slug) { workspaceName introduction } }', { slug });
}

interface PortfolioRow {
  client: {
    name: string;
    source: string;
    prospectName: string;
    prospectEmail: string;
    intakeAssessment: { id: string };
  };
  attention: string;
}

async function portfolio(as = owner): Promise<PortfolioRow[]> {
  const { data } = await api.ask<{ portfolio: { edges: { node: PortfolioRow }[] } }>(
    `{ portfolio(first: 100) { edges { node { attention
       client { name source prospectName prospectEmail intakeAssessment { id } } } } } }`,
    {},
    as,
  );
  return data?.portfolio.edges.map(({ node }) => node) ?? [];
}

describe('a prospect at the public address', () => {
  it('answers, gets the written read with a link to come back, and stands in the portfolio', async () => {
    expect((await published(workspace.slug)).data).toEqual({
      publicIntake: { workspaceName: `Workspace ${workspace.slug}`, introduction: 'Eight questions, five minutes.' },
    });
    const { data, errors } = await submit({ stage: 'SERIES_A', website: 'https://tessel.example' });
    expect(errors).toBeUndefined();
    const read = data?.submitPublicIntake.writtenRead;
    expect(read).toMatchObject({ company: 'Tessel Logistics', consultancy: `Workspace ${workspace.slug}` });
    expect(read?.markdown).toContain('**Our recommendation: fill one hat, with a fractional CAIO.**');
    const days = (new Date(read?.expiresAt ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);

    const again = await api.ask('query ($secret: String!) { sharedWrittenRead(secret: $secret) { markdown } }', {
      secret: read?.url.split('/r/')[1],
    });
    expect(again.data).toEqual({ sharedWrittenRead: { markdown: read?.markdown } });
    expect(await portfolio()).toEqual([
      {
        client: {
          name: 'Tessel Logistics',
          source: 'PUBLIC_INTAKE',
          prospectName: 'Petra Lund',
          prospectEmail: 'petra@tessel.example',
          intakeAssessment: { id: expect.any(String) },
        },
        attention: 'No engagement yet.',
      },
    ]);
  });

  it('is told what the answers say so far', async () => {
    const ask = (answers: object) =>
      api.ask(
        'query ($answers: AnswersSoFarInput!) { recommendationSoFar(answers: $answers) { possible caioSignals ctoSignals reasons { question leansTo } } }',
        { answers },
      );
    expect((await ask({ aiStory: 'STRATEGIC_STORY', platform: null })).data).toEqual({
      recommendationSoFar: {
        possible: ['FRACTIONAL_CAIO', 'CTO_AND_CAIO', 'TWO_ROLES'],
        caioSignals: 1,
        ctoSignals: 0,
        reasons: [{ question: 'AI_STORY', leansTo: 'CAIO' }],
      },
    });
    expect(
      (await ask({ samePersonForAiRiskAndPlatform: true, practitionerHasProductionAiDepth: false })).data,
    ).toMatchObject({
      recommendationSoFar: { possible: ['TWO_ROLES'] },
    });
  });

  it('is told by field what to mend, all at once', async () => {
    const { data } = await submit({ company: ' ', contactEmail: 'petra', leaveEmpty: 'https://spam.example' });
    expect(data?.submitPublicIntake.writtenRead).toBeNull();
    expect(data?.submitPublicIntake.userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['INVALID', 'leaveEmpty'],
      ['REQUIRED', 'company'],
      ['INVALID', 'contactEmail'],
    ]);
    expect(await portfolio()).toEqual([]);
  });

  it('learns nothing of the other clients: a known company answers as an unknown one, and stays as it was', async () => {
    const known = { company: 'Averill Mutual', contactName: 'Someone Else', contactEmail: 'someone@else.example' };
    await submit(known);
    const [before] = await portfolio();
    const same = await submit({ ...known, ...ANSWERS, aiStory: 'ONE_OF_SEVERAL' });
    const unknown = await submit({ company: 'Nobody Knows BV', aiStory: 'ONE_OF_SEVERAL' });
    const shapeOf = ({ status, data, errors }: typeof same) => ({
      status,
      errors,
      answered: Object.keys(data?.submitPublicIntake.writtenRead ?? {}),
      userErrors: data?.submitPublicIntake.userErrors,
    });
    expect(shapeOf(same)).toEqual(shapeOf(unknown));
    const rows = await portfolio();
    expect(rows.map(({ client }) => client.name)).toEqual(['Averill Mutual', 'Averill Mutual', 'Nobody Knows BV']);
    expect(rows.filter(({ client }) => client.intakeAssessment.id === before?.client.intakeAssessment.id)).toHaveLength(
      1,
    );
  });

  it('is taken for nobody else: a session of another workspace, and its rows, stay out of it', async () => {
    const theirs = await api.makeWorkspace();
    const cookie = await api.signIn(theirs.ownerEmail);
    expect((await submit({ company: 'Once' }, { cookie })).data?.submitPublicIntake.writtenRead?.company).toBe('Once');
    expect((await portfolio()).map(({ client }) => client.name)).toEqual(['Once']);
    expect(await portfolio(await api.makeToken(theirs, 'OWNER'))).toEqual([]);
    const foreign = await submit({}, { cookie, origin: 'https://evil.example' });
    expect(codesOf(foreign)).toEqual(['FORBIDDEN']);
  });
});

describe('answers that are sent again with their Idempotency-Key', () => {
  const KEY = { 'idempotency-key': '4c2bb2f3e2aa4a0d' };

  it('are one prospect, who is given the same written read', async () => {
    const [first, second] = [await submit({}, KEY), await submit({}, KEY)];
    expect(first.data?.submitPublicIntake.writtenRead?.url).toMatch(/\/r\/[\w-]{64}$/);
    expect(second.data).toEqual(first.data);
    expect(await portfolio()).toHaveLength(1);
  });

  it('are one prospect though ten come at the same moment, and signed in or not', async () => {
    const cookie = await api.signIn((await api.makeWorkspace()).ownerEmail);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => submit({}, index % 2 ? KEY : { ...KEY, cookie })),
    );
    expect(new Set(answers.map(({ data }) => data?.submitPublicIntake.writtenRead?.url)).size).toBe(1);
    expect(await portfolio()).toHaveLength(1);
  });

  it('are one prospect where the workspace took all that it takes in the hour', async () => {
    const first = await submit({}, KEY);
    await Promise.all(Array.from({ length: PROSPECTS_AN_HOUR - 1 }, () => submit()));
    expect(codesOf(await submit())).toEqual(['RATE_LIMITED']);
    expect((await submit({}, KEY)).data).toEqual(first.data);
  });

  it('tell nothing to who sends the key with other answers, or to another workspace: that is another prospect', async () => {
    const first = await submit({}, KEY);
    const other = await submit({ contactEmail: 'someone@else.example' }, KEY);
    expect(other.data?.submitPublicIntake.userErrors).toEqual([]);
    expect(other.data?.submitPublicIntake.writtenRead?.url).not.toBe(first.data?.submitPublicIntake.writtenRead?.url);
    expect(await portfolio()).toHaveLength(2);
    workspace = await api.makeWorkspace();
    owner = await api.makeToken(workspace, 'OWNER');
    await publish();
    await submit({}, KEY);
    expect(await portfolio()).toHaveLength(1);
  });

  it('may be mended under the same key where they were refused', async () => {
    expect((await submit({ company: ' ' }, KEY)).data?.submitPublicIntake.writtenRead).toBeNull();
    expect((await submit({}, KEY)).data?.submitPublicIntake.userErrors).toEqual([]);
    expect(await portfolio()).toHaveLength(1);
  });

  it('open nothing where the consultancy ended the link since', async () => {
    await submit({}, KEY);
    await superuser.query('update bicorne.share_link set revoked_at = now() where workspace_id = $1', [workspace.id]);
    expect((await submit({}, KEY)).data?.submitPublicIntake).toEqual({
      writtenRead: null,
      userErrors: [{ code: 'LINK_ENDED', field: null, message: expect.stringContaining('with another key') }],
    });
    expect(await portfolio()).toHaveLength(1);
  });

  it('leave neither the key, nor the link, nor the answers in the table of keys', async () => {
    const { data } = await submit({}, KEY);
    const { rows } = await superuser.query<{ kept: string }>(
      'select to_jsonb(k)::text as kept from bicorne.idempotency_key k where workspace_id = $1',
      [workspace.id],
    );
    expect(rows).toHaveLength(1);
    for (const secret of [KEY['idempotency-key'], data?.submitPublicIntake.writtenRead?.url.slice(-20), 'Petra'])
      expect(rows[0]?.kept).not.toContain(secret);
  });

  it('are forgotten when they are old and the next prospect comes', async () => {
    await submit({}, KEY);
    await superuser.query(`update bicorne.idempotency_key set created_at = now() - interval '8 days'`);
    await submit({}, { 'idempotency-key': 'next' });
    const { rows } = await superuser.query('select from bicorne.idempotency_key where workspace_id = $1', [
      workspace.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it.each([[''], ['x'.repeat(256)], ['a b']])('are refused with a key that is none: %#', async (key) => {
    expect(codesOf(await submit({}, { 'idempotency-key': key }))).toEqual(['BAD_USER_INPUT']);
    expect(await portfolio()).toEqual([]);
  });
});

describe('the public address', () => {
  it('answers alike for a workspace that publishes nothing and for one that does not exist', async () => {
    await publish({ enabled: false });
    const [off, unknown] = [await published(workspace.slug), await published('no-such-workspace')];
    expect([off.data, off.errors]).toEqual([{ publicIntake: null }, undefined]);
    expect(unknown.data).toEqual(off.data);
    const [refused, nowhere] = [await submit(), await submit({ workspace: 'no-such-workspace' })];
    expect(codesOf(refused)).toEqual(['NOT_FOUND']);
    expect({ ...nowhere, headers: null }).toEqual({ ...refused, headers: null });
    expect(await portfolio()).toEqual([]);
  });

  it("is the owner's to open and to close", async () => {
    const opened = await publish({ enabled: true, introduction: ' Hello. ' });
    expect(opened.data?.updatePublicIntake).toEqual({
      publicIntake: { enabled: true, introduction: 'Hello.', url: expect.stringMatching(`/intake/${workspace.slug}$`) },
      userErrors: [],
    });
    const long = await publish({ enabled: true, introduction: 'x'.repeat(2_001) });
    expect(long.data?.updatePublicIntake).toMatchObject({
      publicIntake: null,
      userErrors: [{ code: 'TOO_LONG', field: 'introduction' }],
    });
    expect(codesOf(await publish({ enabled: true }, await api.makeToken(workspace, 'PARTNER')))).toEqual(['FORBIDDEN']);
    const { data } = await api.ask('{ viewer { workspace { publicIntake { enabled introduction } } } }', {}, owner);
    expect(data).toEqual({ viewer: { workspace: { publicIntake: { enabled: true, introduction: 'Hello.' } } } });
  });

  it('takes so many prospects in an hour and no more, also where they come at once, and says until when', async () => {
    const answers = [];
    for (let sent = 0; sent < PROSPECTS_AN_HOUR + 4; sent += 16)
      answers.push(...(await Promise.all(Array.from({ length: 16 }, () => submit()))));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBe(PROSPECTS_AN_HOUR);
    for (const answer of refused) {
      expect(codesOf(answer)).toEqual(['RATE_LIMITED']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
      expect(answer.errors?.[0]?.message).toMatch(/try again in \d+ minutes/);
    }
    expect(await portfolio()).toHaveLength(PROSPECTS_AN_HOUR);
  });

  it('takes so many of one address', async () => {
    const body = JSON.stringify({
      query: SUBMIT,
      variables: { input: { workspace: 'none', ...PROSPECT, ...ANSWERS } },
    });
    const statuses = [];
    for (let count = 0; count < 11; count++) statuses.push(await fromElsewhere(body));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });
});

/** From an address of this machine that does not count as its own. */
async function fromElsewhere(body: string): Promise<number | undefined> {
  const sent = request(`${api.url}/graphql`, {
    method: 'POST',
    localAddress: '127.0.0.3',
    headers: { 'content-type': 'application/json' },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  await text(response);
  return response.statusCode;
}
