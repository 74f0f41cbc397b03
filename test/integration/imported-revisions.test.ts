import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markdownPdf } from '../../libs/documents/src/pdf/markdown-pdf.js';
import { docxOf } from '../../libs/documents/src/text/docx.factory.js';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { draftEngagement, send, type DraftedEngagement } from '../support/drafted-engagement.js';
import { pdfBomb } from '../support/pdf-bomb.js';
import { fileForm, PNG, postFile, REGISTRY } from '../support/uploads.js';

// Real: the API's process, its storage on disk, PostgreSQL, and documents as programs write them.

let database: TestDatabase;
let api: TestApi;
let engagement: DraftedEngagement;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  engagement = await draftEngagement(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

function upload(bytes: Uint8Array, name: string) {
  const form = fileForm(bytes, name, engagement.engagementId);
  return postFile(api, form, { authorization: `Bearer ${engagement.owner}` });
}

describe('an imported revision', () => {
  const IMPORTED = 'revision { number markdown file { name } assessment { sections { heading substance } } }';
  interface Imported {
    revision: { markdown: string; assessment: { sections: { heading: string; substance: number | null }[] } } | null;
  }

  async function imported(bytes: Uint8Array, name: string) {
    const { body } = await upload(bytes, name);
    const input = { deliverableId: engagement.deliverables.get('data-lineage'), fileId: body.id };
    return send<Imported>(api, engagement.owner, 'ImportRevision', IMPORTED, input);
  }

  it('takes the text of Markdown as it is', async () => {
    expect(await imported(Buffer.from(REGISTRY), 'registry.md')).toMatchObject({
      userErrors: [],
      revision: { markdown: REGISTRY, file: { name: 'registry.md' } },
    });
  });

  it('finds the template’s sections in DOCX and in PDF', async () => {
    const { data } = await api.ask<{ deliverable: { template: { markdown: string } } }>(
      'query ($id: ID!) { deliverable(id: $id) { template { markdown } } }',
      { id: engagement.deliverables.get('data-lineage') },
      engagement.owner,
    );
    const headings = [...(data?.deliverable.template.markdown ?? '').matchAll(/^## (.*)$/gm)].map(
      ([, heading]) => heading ?? '',
    );
    expect(headings.length).toBeGreaterThan(4);
    const sentence = (n: number): string =>
      `The claims export ${n} runs at 0${n}:30 on host db-${n} for Ben Okafor since March 2026.`;
    const docx = docxOf([
      { heading: 'Data lineage', level: 1 },
      ...headings.flatMap((heading, n) => [{ heading, level: 2 }, { text: sentence(n) }]),
    ]);
    const markdown = ['# Data lineage', ...headings.flatMap((heading, n) => [`## ${heading}`, sentence(n)])].join(
      '\n\n',
    );
    const pdf = await markdownPdf({
      markdown,
      title: 'Data lineage',
      client: 'Noordlicht',
      author: 'Halyard',
      hats: ['CAIO'],
      date: new Date('2026-03-02T09:00:00Z'),
    });
    for (const [bytes, name] of [
      [docx, 'lineage.docx'],
      [pdf, 'lineage.pdf'],
    ] as const) {
      const answer = await imported(bytes, name);
      expect(answer.userErrors).toEqual([]);
      const found = headings.filter((heading) => answer.revision?.markdown.includes(`## ${heading}\n`));
      expect({ name, found }).toEqual({ name, found: headings });
      expect(answer.revision?.assessment.sections.filter(({ substance }) => substance === 0)).toEqual([]);
    }
  });

  it.each([
    ['a picture', PNG, 'chart.png', 'UNSUPPORTED_TYPE'],
    ['a PDF that is cut off', Buffer.from('%PDF-1.7\n1 0 obj\n<<'), 'cut.pdf', 'DAMAGED'],
    ['an empty DOCX', docxOf([]), 'empty.docx', 'NO_TEXT'],
    ['a PDF of some kilobytes that unpacks to gigabytes', pdfBomb(300, 8), 'bomb.pdf', 'TOO_LARGE'],
  ])('is refused from %s', async (_, bytes, name, code) => {
    expect(await imported(bytes, name)).toMatchObject({
      revision: null,
      userErrors: [{ code, field: 'fileId', message: expect.stringMatching(new RegExp(`^${name}: `)) }],
    });
  });

  it('of many at once is refused where too many wait, and the files are kept', async () => {
    const docx = docxOf([{ text: 'The claims export runs at 02:30 on host db-1 for Ben Okafor since March 2026.' }]);
    const { body } = await upload(docx, 'lineage.docx');
    const input = { deliverableId: engagement.deliverables.get('data-lineage'), fileId: body.id };
    const all = await Promise.all(
      Array.from({ length: 12 }, () => send<Imported>(api, engagement.owner, 'ImportRevision', IMPORTED, input)),
    );
    const codes = all.map(({ userErrors }) => userErrors[0]?.code ?? 'TAKEN');
    expect(new Set(codes)).toEqual(new Set(['TAKEN', 'BUSY']));
    expect(await send<Imported>(api, engagement.owner, 'ImportRevision', IMPORTED, input)).toMatchObject({
      userErrors: [],
    });
  });
});
