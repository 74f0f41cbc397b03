import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { change, draftEngagement, send, type DraftedEngagement } from '../support/drafted-engagement.js';

// Real: the API's process and PostgreSQL with the row policies.

const TEMPLATE = 'template { id key hat title dueDay weight own markdown retiredAt }';
const SECURITY = `# Security read

## Where we stand

What is protected, and from whom.

## What we do next

Each with an owner and a date.
`;

interface Made {
  template: { id: string; key: string; markdown: string } | null;
}

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

function create(input: object, token = engagement.owner) {
  return send<Made>(api, token, 'CreateTemplate', TEMPLATE, input);
}

function add(input: object, token = engagement.owner) {
  const fields = 'deliverable { id key hat title dueOn quarter template { own markdown dueDay } }';
  return send<{ deliverable: { id: string } | null }>(api, token, 'AddDeliverable', fields, {
    engagementId: engagement.engagementId,
    ...input,
  });
}

async function sectionsOf(deliverableId: string | undefined, markdown: string): Promise<string[]> {
  const fields = 'revision { assessment { sections { heading } } }';
  const saved = await change<{ revision: { assessment: { sections: { heading: string }[] } } }>(
    api,
    engagement.owner,
    'SaveRevision',
    fields,
    { deliverableId, markdown },
  );
  return saved.revision.assessment.sections.map(({ heading }) => heading);
}

describe('a template of one’s own', () => {
  it('may be plain Markdown from anywhere, with a hat', async () => {
    expect(await create({ markdown: SECURITY, hat: 'CTO' })).toMatchObject({
      userErrors: [],
      template: { key: 'security-read', hat: 'CTO', title: 'Security read', dueDay: 90, weight: 1, own: true },
    });
  });

  it('may say all in front matter, and less beside it', async () => {
    const markdown = `---\nkey: vendor-read\nhat: CTO\ndueDay: 40\nweight: 2\ncritical: [Terms]\n---\n\n# Vendor read\n\n## Terms\n\n## Exit\n`;
    expect(await create({ markdown, title: 'Vendors', dueDay: 45 })).toMatchObject({
      template: {
        key: 'vendor-read',
        title: 'Vendors',
        dueDay: 45,
        weight: 2,
        markdown: '# Vendor read\n\n## Terms\n\n## Exit\n',
      },
    });
  });

  it.each([
    ['no hat', { markdown: '# A\n\n## B\n' }, 'REQUIRED', 'hat'],
    ['no headings', { markdown: 'Just text.', hat: 'CTO', key: 'text' }, 'NO_HEADINGS', 'markdown'],
    ['a key of the catalogue', { markdown: SECURITY, hat: 'CTO', key: 'roadmap' }, 'TAKEN', 'key'],
    ['a key of another', { markdown: SECURITY, hat: 'CTO' }, 'TAKEN', 'key'],
    ['a key that is none', { markdown: SECURITY, hat: 'CTO', key: 'Security Read' }, 'INVALID_KEY', 'key'],
    ['a due day after the quarter', { markdown: SECURITY, hat: 'CTO', key: 'a', dueDay: 91 }, 'OUT_OF_RANGE', 'dueDay'],
    ['no weight', { markdown: SECURITY, hat: 'CTO', key: 'a', weight: 0 }, 'OUT_OF_RANGE', 'weight'],
    [
      'a critical section that is no heading',
      { markdown: '---\nhat: CTO\ncritical: [Costs]\n---\n# A\n\n## B\n' },
      'TEMPLATE_INVALID',
      'markdown.critical',
    ],
    ['an unknown hat', { markdown: '---\nhat: CFO\n---\n# A\n\n## B\n' }, 'TEMPLATE_INVALID', 'markdown.hat'],
    ['more than fits', { markdown: `# A\n\n## B\n${'x'.repeat(100_000)}`, hat: 'CTO' }, 'TOO_LONG', 'markdown'],
  ])('is refused with %s', async (_, input, code, field) => {
    const refused = await create(input);
    expect(refused).toMatchObject({ template: null, userErrors: [{ code, field }] });
  });

  it('is made by who runs the practice, and seen in the workspace alone', async () => {
    const practitioner = await api.makeToken(engagement.workspace, 'PRACTITIONER');
    const LIST = '{ templates(first: 100) { totalCount edges { node { key own } } } }';
    interface Listed {
      templates: { totalCount: number; edges: { node: { key: string; own: boolean } }[] };
    }
    const CREATE = 'mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { userErrors { code } } }';
    expect(codesOf(await api.ask(CREATE, { input: { markdown: SECURITY } }, practitioner))).toEqual(['FORBIDDEN']);
    const ours = (await api.ask<Listed>(LIST, {}, practitioner)).data?.templates.edges.map(({ node }) => node) ?? [];
    expect(ours.filter(({ own }) => own).map(({ key }) => key)).toEqual(['vendor-read', 'security-read']);
    expect(ours.filter(({ own }) => !own)).toHaveLength(14);
    const stranger = await draftEngagement(api);
    expect((await api.ask<Listed>(LIST, {}, stranger.owner)).data?.templates.totalCount).toBe(14);
  });
});

describe('a deliverable that was added', () => {
  it('is planned once a quarter, under a hat of the shape, on a day of the quarter', async () => {
    const added = await add({ templateKey: 'security-read' });
    expect(added).toMatchObject({
      userErrors: [],
      deliverable: {
        key: 'security-read',
        hat: 'CTO',
        title: 'Security read',
        quarter: 1,
        template: { own: true, markdown: SECURITY },
      },
    });
    expect(await add({ templateKey: 'security-read' })).toMatchObject({
      userErrors: [{ code: 'TAKEN', field: 'templateKey' }],
    });
    expect(await add({ templateKey: 'nothing' })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: 'templateKey' }],
    });
    expect(await add({ templateKey: 'vendor-read', dueOn: '2020-01-01' })).toMatchObject({
      userErrors: [{ code: 'OUT_OF_RANGE', field: 'dueOn' }],
    });
    const single = await draftEngagement(api, {
      in: engagement.workspace,
      clientName: 'Pellworm',
      shape: 'FRACTIONAL_CAIO',
    });
    expect(await add({ templateKey: 'vendor-read', engagementId: single.engagementId })).toMatchObject({
      userErrors: [{ code: 'NOT_IN_SHAPE', field: 'templateKey' }],
    });
    expect(await add({ templateKey: 'vendor-read', hat: 'CAIO', engagementId: single.engagementId })).toMatchObject({
      userErrors: [],
      deliverable: { hat: 'CAIO' },
    });
  });

  it('stays with the version that it was planned with, and the next one has the newer', async () => {
    const first = await create({ markdown: '# Budget read\n\n## Costs\n', hat: 'CTO' });
    const before = await add({ templateKey: 'budget-read' });
    const { template } = await change<Made>(api, engagement.owner, 'ReplaceTemplate', TEMPLATE, {
      templateId: first.template?.id,
      markdown: '# Budget read\n\n## Costs\n\n## Savings\n',
    });
    expect(template).toMatchObject({ key: 'budget-read', hat: 'CTO', retiredAt: null });
    const text = '## Costs\n\n€12,000 a month for hosting.\n\n## Savings\n\n€3,000 a month.\n';
    expect(await sectionsOf(before.deliverable?.id, text)).toEqual(['Costs']);
    const other = await draftEngagement(api, { in: engagement.workspace, clientName: 'Halm' });
    const after = await add({ templateKey: 'budget-read', engagementId: other.engagementId });
    expect(await sectionsOf(after.deliverable?.id, text)).toEqual(['Costs', 'Savings']);
    await change(api, engagement.owner, 'RetireTemplate', TEMPLATE, { templateId: template?.id });
    const third = await draftEngagement(api, { in: engagement.workspace, clientName: 'Oderbruch' });
    expect(await add({ templateKey: 'budget-read', engagementId: third.engagementId })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await sectionsOf(after.deliverable?.id, `${text}\nMore.\n`)).toEqual(['Costs', 'Savings']);
  });

  it('is listed page by page in one order, retired versions where they are asked for', async () => {
    interface Listed {
      templates: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { node: { id: string | null; key: string; hat: string; dueDay: number; retiredAt: string | null } }[];
      };
    }
    const page = async (first: number, after: string | null, retired: boolean) => {
      const { data } = await api.ask<Listed>(
        `query ($first: Int!, $after: String, $retired: Boolean!) {
           templates(first: $first, after: $after, retired: $retired) {
             totalCount pageInfo { hasNextPage endCursor } edges { node { id key hat dueDay retiredAt } } } }`,
        { first, after, retired },
        engagement.owner,
      );
      if (!data) throw new Error('No answer.');
      return data.templates;
    };
    const all = async (retired: boolean) => {
      const whole = await page(100, null, retired);
      const nodes = [];
      for (let after: string | null = null, more = true; more;) {
        const { edges, pageInfo } = await page(4, after, retired);
        nodes.push(...edges.map(({ node }) => node));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect(nodes).toEqual(whole.edges.map(({ node }) => node));
      expect(nodes).toHaveLength(whole.totalCount);
      return nodes;
    };
    const current = await all(false);
    expect(current.filter(({ retiredAt }) => retiredAt !== null)).toEqual([]);
    const every = await all(true);
    expect(every.filter(({ retiredAt }) => retiredAt === null)).toEqual(current);
    // The one that was replaced, and the one that took its place.
    expect(every.filter(({ key }) => key === 'budget-read').map(({ retiredAt }) => retiredAt !== null)).toEqual([
      true,
      true,
    ]);
    const places = every.map(({ hat, dueDay }) => (hat === 'CTO' ? 0 : 100) + dueDay);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('is found nowhere by another workspace', async () => {
    const made = await create({ markdown: '# Risk read\n\n## Risks\n', hat: 'CAIO' });
    const stranger = await draftEngagement(api);
    const { errors } = await api.ask(
      'mutation ($input: RetireTemplateInput!) { retireTemplate(input: $input) { userErrors { code } } }',
      { input: { templateId: made.template?.id } },
      stranger.owner,
    );
    expect(codesOf({ errors })).toEqual(['NOT_FOUND']);
    expect(await add({ templateKey: 'risk-read', engagementId: stranger.engagementId }, stranger.owner)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });
});
