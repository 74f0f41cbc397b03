import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { LIVE_LINKS_OF_A_READ } from '@bicorne/domain';
import { newLinkSecret } from '@bicorne/identity';
import pg from 'pg';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, HTTP, PostgreSQL and its clock. Rows are moved in time as superuser, whom no policy holds.

const DAY_MS = 86_400_000;

let database: TestDatabase;
let api: TestApi;
let superuser: pg.Client;
let workspace: TestWorkspace;
let owner: string;
let assessmentId: string;

interface Link {
  id: string;
  url: string | null;
  expiresAt: string;
  revokedAt: string | null;
  opens: number;
}

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  superuser = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
  assessmentId = await assess('Noordlicht | Energie', owner);
});

afterAll(async () => {
  await superuser?.end();
  await api?.close();
  await database?.drop();
});

async function assess(name: string, as: string): Promise<string> {
  const made = await api.ask<{ createClient: { client: { id: string } } }>(
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }',
    { input: { name } },
    as,
  );
  const assessed = await api.ask<{ assessIntake: { intakeAssessment: { id: string } } }>(
    'mutation ($input: AssessIntakeInput!) { assessIntake(input: $input) { intakeAssessment { id } } }',
    {
      input: {
        clientId: made.data?.createClient.client.id,
        aiStory: 'STRATEGIC_STORY',
        platform: 'STABLE',
        seniorTechnologyOwner: true,
        samePersonForAiRiskAndPlatform: false,
        openQuestionsAreAiShaped: true,
        surfaceBroaderThanAi: false,
        aiFitsInsideTechnologyEngagement: false,
      },
    },
    as,
  );
  return assessed.data?.assessIntake.intakeAssessment.id ?? '';
}

function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

async function share(intakeAssessmentId: string, expiresAt: string, as = owner) {
  return api.ask<{ shareWrittenRead: { shareLink: Link | null; userErrors: { code: string; field: string }[] } }>(
    `mutation ($input: ShareWrittenReadInput!) {
       shareWrittenRead(input: $input) { shareLink { id url expiresAt revokedAt opens } userErrors { code field message } } }`,
    { input: { intakeAssessmentId, expiresAt } },
    as,
  );
}

async function newLink(): Promise<{ id: string; secret: string }> {
  const link = (await share(assessmentId, fromNow(30 * DAY_MS))).data?.shareWrittenRead.shareLink;
  return { id: link?.id ?? '', secret: link?.url?.split('/r/')[1] ?? '' };
}

async function open(secret: string) {
  return api.ask<{ sharedWrittenRead: Record<string, string> | null }>(
    `query ($secret: String!) { sharedWrittenRead(secret: $secret) {
       company consultancy preparedAt markdown url markdownUrl pdfUrl expiresAt } }`,
    { secret },
  );
}

async function links(): Promise<Link[]> {
  const { edges } = await linksOf('Noordlicht');
  return edges.map(({ node }) => node);
}

interface LinkPage {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: Link }[];
}

async function linksOf(search: string, first = 100, after: string | null = null): Promise<LinkPage> {
  const { data } = await api.ask<{ clients: { edges: { node: { intakeAssessment: { shareLinks: LinkPage } } }[] } }>(
    `query ($search: String, $first: Int, $after: String) { clients(first: 1, search: $search) { edges { node {
       intakeAssessment { shareLinks(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
         edges { node { id url expiresAt revokedAt opens } } } } } } } }`,
    { search, first, after },
    owner,
  );
  const page = data?.clients.edges[0]?.node.intakeAssessment.shareLinks;
  if (!page) throw new Error(`There is no written read for ${search}.`);
  return page;
}

/** Everything about an answer by which one could tell two apart. */
async function seen(path: string, accept = 'text/html') {
  const response = await fetch(`${api.url}${path}`, { headers: { accept } });
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !/^(date|etag|x-ratelimit-.*)$/.test(name)),
  );
  return { status: response.status, headers, body: await response.text() };
}

describe('a link to a written read', () => {
  it('opens it without a sign-in: the page, the Markdown and the PDF, each counted', async () => {
    const { id, secret } = await newLink();
    expect(secret).toMatch(/^[\w-]{64}$/);
    const page = await seen(`/r/${secret}`);
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });

    const { data, errors } = await open(secret);
    expect(errors).toBeUndefined();
    expect(data?.sharedWrittenRead).toMatchObject({
      company: 'Noordlicht | Energie',
      consultancy: `Workspace ${workspace.slug}`,
      url: expect.stringMatching(new RegExp(`/r/${secret}$`)),
    });
    const markdown = await seen(`/r/${secret}.md`);
    expect(markdown).toMatchObject({ status: 200, headers: { 'content-type': 'text/markdown; charset=utf-8' } });
    expect(markdown.body).toBe(data?.sharedWrittenRead?.['markdown']);
    expect(markdown.body).toContain('# Which hats Noordlicht \\| Energie needs filling');

    const pdf = await seen(`/r/${secret}.pdf`);
    expect(pdf).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(pdf.body).toMatch(/^%PDF-/);
    for (const { headers } of [page, markdown, pdf])
      expect(headers).toMatchObject({
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    // The page itself opens nothing: what shows it asks for the read.
    expect((await links()).find((link) => link.id === id)).toMatchObject({ opens: 3, url: null, revokedAt: null });
  });

  it('is kept as a hash', async () => {
    const { secret } = await newLink();
    const { rows } = await superuser.query<{ row: string }>('select to_jsonb(l)::text as row from share_link l');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(secret) || row.includes(secret.slice(-20)))).toEqual([]);
  });

  it('answers alike where it is revoked, expired, unknown, of no workspace, or no secret', async () => {
    const [revoked, expired] = [await newLink(), await newLink()];
    const before = await open(revoked.secret);
    expect(before.data?.sharedWrittenRead).not.toBeNull();
    const revoke = `mutation ($input: RevokeShareLinkInput!) {
      revokeShareLink(input: $input) { shareLink { id revokedAt } userErrors { code } } }`;
    const first = await api.ask<{ revokeShareLink: { shareLink: Link } }>(
      revoke,
      { input: { shareLinkId: revoked.id } },
      owner,
    );
    expect(first.data?.revokeShareLink.shareLink).toEqual({ id: revoked.id, revokedAt: expect.any(String) });
    const second = await api.ask(revoke, { input: { shareLinkId: revoked.id } }, owner);
    expect(second.data).toEqual({ revokeShareLink: { ...first.data?.revokeShareLink, userErrors: [] } });
    await superuser.query(`update share_link set expires_at = now() where hash = sha256(convert_to($1, 'UTF8'))`, [
      expired.secret,
    ]);

    const gone = [
      revoked.secret,
      expired.secret,
      newLinkSecret(workspace.id).secret,
      newLinkSecret('00000000-0000-4000-8000-000000000000').secret,
      'x',
      '%00',
      "a'b",
    ];
    for (const suffix of ['', '.md', '.pdf']) {
      const answers: Awaited<ReturnType<typeof seen>>[] = [];
      for (const secret of gone) answers.push(await seen(`/r/${secret}${suffix}`));
      expect(answers[0]).toMatchObject({ status: 404, headers: { 'x-robots-tag': 'noindex, nofollow, noarchive' } });
      expect(answers).toEqual(answers.map(() => answers[0]));
    }
    for (const secret of gone.filter((each) => each !== '%00'))
      expect(await open(secret)).toMatchObject({ status: 200, data: { sharedWrittenRead: null }, errors: undefined });
    expect(api.log()).toBe('');
  });
});

describe('sharing', () => {
  it.each([
    ['in the past', -1_000, 'IN_THE_PAST'],
    ['more than a year away', 367 * DAY_MS, 'TOO_LATE'],
  ])('is refused with an end %s', async (_when, ms, code) => {
    expect((await share(assessmentId, fromNow(ms))).data?.shareWrittenRead).toEqual({
      shareLink: null,
      userErrors: [{ code, field: 'expiresAt', message: expect.stringMatching(/choose a moment .*\d{4}-\d{2}-\d{2}/) }],
    });
  });

  it('stops at so many links that lead to one written read, also where they are made at once; an ended one makes room', async () => {
    const read = await assess('Averill Mutual', owner);
    const [ended] = await Promise.all([
      share(read, fromNow(DAY_MS)),
      ...Array.from({ length: LIVE_LINKS_OF_A_READ - 2 }, () => share(read, fromNow(DAY_MS))),
    ]);
    const last = await Promise.all(Array.from({ length: 4 }, () => share(read, fromNow(DAY_MS))));
    const refused = last.flatMap(({ data }) => data?.shareWrittenRead.userErrors ?? []);
    expect(refused).toEqual(
      Array.from({ length: 3 }, () => ({
        code: 'TOO_MANY_LINKS',
        field: 'intakeAssessmentId',
        message: expect.stringMatching(/50 links .*revoke one/),
      })),
    );
    const revoke = 'mutation ($id: ID!) { revokeShareLink(input: { shareLinkId: $id }) { userErrors { code } } }';
    const endedId = ended?.data?.shareWrittenRead.shareLink?.id;
    await api.ask(revoke, { id: endedId }, owner);
    expect((await share(read, fromNow(DAY_MS))).data?.shareWrittenRead.userErrors).toEqual([]);
    // Another written read has links of its own.
    expect((await share(assessmentId, fromNow(DAY_MS))).data?.shareWrittenRead.userErrors).toEqual([]);
    await superuser.query(
      `update share_link set expires_at = now() - interval '1 day' where id = (select id from share_link
       where intake_assessment_id = (select id from intake_assessment a where a.client_id = (select id from client where name = 'Averill Mutual'))
         and revoked_at is null order by created_at desc limit 1)`,
    );

    const first = await linksOf('Averill', 30);
    const second = await linksOf('Averill', 30, first.pageInfo.endCursor);
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([51, true, false]);
    const listed = [...first.edges, ...second.edges].map(({ node }) => node);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(51);
    const live = listed.map(({ revokedAt, expiresAt }) => revokedAt === null && new Date(expiresAt) > new Date());
    expect(live).toEqual([...Array.from({ length: 49 }, () => true), false, false]);
    expect(listed.at(-1)?.id).toBe(endedId);
  });

  it('is not found for what another workspace has, and not for a client contact', async () => {
    const other = await api.makeWorkspace();
    const stranger = await api.makeToken(other, 'OWNER');
    const { id } = await newLink();
    expect(codesOf(await share(assessmentId, fromNow(DAY_MS), stranger))).toEqual(['NOT_FOUND']);
    const revoke =
      'mutation ($input: RevokeShareLinkInput!) { revokeShareLink(input: $input) { userErrors { code } } }';
    expect(codesOf(await api.ask(revoke, { input: { shareLinkId: id } }, stranger))).toEqual(['NOT_FOUND']);
    const sponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Noordlicht | Energie' });
    expect(codesOf(await share(assessmentId, fromNow(DAY_MS), sponsor))).toEqual(['FORBIDDEN']);
    expect(codesOf(await share(assessmentId, fromNow(DAY_MS), 'no token'))).toEqual(['UNAUTHENTICATED']);
  });
});

it('limits how often one address opens links, by each field of an operation and by each page', async () => {
  const aliases = Array.from({ length: 25 }, (_, index) => `a${index}: sharedWrittenRead(secret: "x") { company }`);
  const body = JSON.stringify({ query: `{ ${aliases.join(' ')} }` });
  const answers = [];
  for (let count = 0; count < 3; count++) answers.push(await fromElsewhere('/graphql', body));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  const last = answers.at(-1);
  expect(Number(last?.retryAfter)).toBeGreaterThan(0);
  expect(new Set(codesOf(JSON.parse(last?.body ?? '{}') as { errors: [] }))).toEqual(new Set(['RATE_LIMITED']));
  expect(await fromElsewhere('/r/x')).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) });
});

/** From an address of this machine that does not count as its own. */
async function fromElsewhere(path: string, body?: string) {
  const sent = request(`${api.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    localAddress: '127.0.0.2',
    headers: { 'content-type': 'application/json', accept: 'text/html' },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], body: await text(response) };
}
