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
  const clientId = await client('Noordlicht Energie');
  await client('Ostara Foods');
  sponsor = await api.makeToken(workspace, 'VIEWER', { clientName: 'Noordlicht Energie' });
  otherSponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Ostara Foods' });
  stranger = await api.makeToken(await api.makeWorkspace(), 'OWNER');
  const input = {
    clientId,
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
  const read = data?.assessIntake.intakeAssessment.writtenRead;
  path = new URL(read?.pdfUrl ?? '').pathname;
  markdown = read?.markdown ?? '';
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
