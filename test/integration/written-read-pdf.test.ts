import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, HTTP, PostgreSQL with its policies.

let database: TestDatabase;
let api: TestApi;
let path: string;
let markdown: string;
let owner: string;
let sponsor: string;
let otherSponsor: string;
let stranger: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  const workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
  const read = await assessed('Noordlicht Energie');
  await client('Ostara Foods');
  sponsor = await api.makeToken(workspace, 'VIEWER', { clientName: 'Noordlicht Energie' });
  otherSponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Ostara Foods' });
  stranger = await api.makeToken(await api.makeWorkspace(), 'OWNER');
  path = new URL(read.pdfUrl).pathname;
  markdown = read.markdown;
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function client(name: string): Promise<string> {
  const { data } = await api.ask<{ createClient: { client: { id: string } } }>(
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }',
    { input: { name } },
    owner,
  );
  return data?.createClient.client.id ?? '';
}

/** A written read of a new client. */
async function assessed(clientName: string): Promise<{ markdown: string; pdfUrl: string }> {
  const input = {
    clientId: await client(clientName),
    aiStory: 'STRATEGIC_STORY',
    platform: 'STABLE',
    seniorTechnologyOwner: true,
    samePersonForAiRiskAndPlatform: false,
    openQuestionsAreAiShaped: true,
    surfaceBroaderThanAi: false,
    aiFitsInsideTechnologyEngagement: false,
  };
  const { data } = await api.ask<{
    assessIntake: { intakeAssessment: { writtenRead: { markdown: string; pdfUrl: string } } };
  }>(
    `mutation ($input: AssessIntakeInput!) {
       assessIntake(input: $input) { intakeAssessment { writtenRead { markdown pdfUrl } } } }`,
    { input },
    owner,
  );
  if (!data) throw new Error('No answer.');
  return data.assessIntake.intakeAssessment.writtenRead;
}

function get(as?: string, at = path): Promise<Response> {
  return fetch(`${api.url}${at}`, { headers: as ? { authorization: `Bearer ${as}` } : {} });
}

describe('the written read as a PDF', () => {
  it('says what the Markdown says', async () => {
    const response = await get(owner);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { text } = await extractText(new Uint8Array(await response.arrayBuffer()), { mergePages: true });
    const said = text.replace(/\s+/g, ' ');
    const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading ?? '');
    expect(headings.length).toBeGreaterThan(5);
    for (const heading of headings) expect(said).toContain(heading);
  });

  it('has the same bytes each time', async () => {
    const [one, two] = await Promise.all(
      [get(owner), get(sponsor)].map(async (answer) => Buffer.from(await (await answer).arrayBuffer())),
    );
    expect(one).toEqual(two);
  });

  it('of many clients at once is each one’s own', async () => {
    const names = Array.from({ length: 14 }, (_, n) => `Halm ${n}`);
    const reads = await Promise.all(names.map(assessed));
    const pdfs = await Promise.all(reads.map(({ pdfUrl }) => get(owner, new URL(pdfUrl).pathname)));
    expect(pdfs.map(({ status }) => status)).toEqual(names.map(() => 200));
    for (const [n, pdf] of pdfs.entries()) {
      const { text } = await extractText(new Uint8Array(await pdf.arrayBuffer()), { mergePages: true });
      expect([...new Set(text.match(/Halm \d+/g))]).toEqual([names[n]]);
    }
    expect(api.log()).not.toContain('MaxListeners');
  });

  it('is shown by browsers, and runs nothing', async () => {
    const { headers } = await get(owner);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-disposition': 'inline; filename="written-read.pdf"',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not made for who asks for its head alone', async () => {
    const response = await fetch(`${api.url}${path}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${owner}` },
    });
    expect(response.status).toBe(404);
  });

  it.each([
    ['nobody', () => undefined, 401],
    ['a token that is none', () => 'bic_nothing', 401],
    ['the client that it is about', () => sponsor, 200],
    ['another client', () => otherSponsor, 404],
    ['another workspace', () => stranger, 404],
  ])('is answered to %s', async (_who, as, status) => expect((await get(as())).status).toBe(status));

  it.each(['.md', '', '/x.pdf'])('has no other address: %s', async (ending) => {
    expect((await get(owner, path.replace(/\.pdf$/, ending))).status).toBe(404);
  });
});
