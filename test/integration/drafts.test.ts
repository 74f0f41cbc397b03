import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, PASSWORD, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { change, draftEngagement, type DraftedEngagement } from '../support/drafted-engagement.js';

// Real: the API's process, PostgreSQL with the row policies, sessions of two people.

let database: TestDatabase;
let api: TestApi;
let engagement: DraftedEngagement;
let olive: { cookie: string };
let pia: { cookie: string };

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  engagement = await draftEngagement(api);
  const email = `pia@${engagement.workspace.slug}.example`;
  await change(api, engagement.owner, 'AddMember', 'member { id }', {
    name: 'Pia Partner',
    email,
    role: 'PARTNER',
    password: PASSWORD,
  });
  olive = { cookie: await api.signIn(engagement.workspace.ownerEmail) };
  pia = { cookie: await api.signIn(email) };
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

type Caller = string | { cookie: string };

function idOf(key: string): string {
  return engagement.deliverables.get(key) ?? '';
}

async function keep(key: string, markdown: string, as: Caller, more: object = {}) {
  const { data } = await api.ask<{ keepDraft: { deliverable: object | null; userErrors: { code: string }[] } }>(
    `mutation ($input: KeepDraftInput!) {
       keepDraft(input: $input) { deliverable { latestRevision { number } draft { markdown } } userErrors { code } } }`,
    { input: { deliverableId: idOf(key), markdown, evidence: [], baseRevision: 0, ...more } },
    as,
  );
  return data?.keepDraft;
}

async function save(key: string, markdown: string, as: Caller, baseRevision: number) {
  const { data } = await api.ask<{ saveRevision: { revision: { number: number } | null; userErrors: object[] } }>(
    'mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { revision { number } userErrors { code } } }',
    { input: { deliverableId: idOf(key), markdown, baseRevision } },
    as,
  );
  return data?.saveRevision;
}

async function draftOf(key: string, as: Caller) {
  const { data } = await api.ask<{ deliverable: { draft: object | null } }>(
    `query ($id: ID!) { deliverable(id: $id) { draft {
       markdown baseRevision evidence { section kind url statement file { id } } } } }`,
    { id: idOf(key) },
    as,
  );
  return data?.deliverable.draft;
}

describe('a draft', () => {
  it('is kept for one person, and the last one counts', async () => {
    const evidence = [{ section: 'Risks', kind: 'LINK', url: 'https://client.example/risks' }];
    await keep('roadmap', '# Roadmap', olive);
    await keep('roadmap', '# Roadmap\n\nMore.', olive, { evidence });
    await keep('roadmap', '', pia);
    expect(await draftOf('roadmap', olive)).toEqual({
      markdown: '# Roadmap\n\nMore.',
      baseRevision: 0,
      evidence: [{ ...evidence[0], statement: null, file: null }],
    });
    expect(await draftOf('roadmap', pia)).toMatchObject({ markdown: '' });
    expect(await draftOf('roadmap', engagement.owner)).toBeNull();
    const asClient = await api.ask(
      'query ($id: ID!) { deliverable(id: $id) { draft { markdown } } }',
      { id: idOf('roadmap') },
      engagement.sponsor,
    );
    expect(codesOf(asClient)).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['a token', 'owner', {}, 'NO_PERSON'],
    ['a revision that is not there', 'olive', { baseRevision: 9 }, 'OUT_OF_RANGE'],
    ['evidence without an address', 'olive', { evidence: [{ section: 'A', kind: 'LINK' }] }, 'REQUIRED'],
    ['half of an emoji', 'olive', { markdown: 'x'.repeat(1_000_001) }, 'TOO_LONG'],
  ] as const)('is refused of %s', async (_, who, input, code) => {
    const kept = await keep('hiring-plan', '# Plan', who === 'owner' ? engagement.owner : olive, input);
    expect(kept).toMatchObject({ deliverable: null, userErrors: [{ code }] });
  });

  it('ends when it is saved, and when it is thrown away', async () => {
    await keep('technology-read', '# Read', olive);
    expect(await save('technology-read', '# Read', olive, 0)).toMatchObject({ revision: { number: 1 } });
    expect(await draftOf('technology-read', olive)).toBeNull();
    await keep('technology-read', '# Read on', olive, { baseRevision: 1 });
    const input = { deliverableId: idOf('technology-read') };
    await api.ask(
      'mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { userErrors { code } } }',
      { input },
      olive,
    );
    expect(await draftOf('technology-read', olive)).toBeNull();
  });

  it('learns that another saved first, and is held against theirs section by section', async () => {
    const base = '# Read\n\n## Risks\n\nOne.\n\n## Costs\n\nTwo.\n';
    const theirs = base.replace('Two.', 'Three.');
    const mine = base.replace('One.', 'Many.');
    await save('architecture-read', base, olive, 0);
    await save('architecture-read', theirs, pia, 1);
    expect(await keep('architecture-read', mine, olive, { baseRevision: 1 })).toMatchObject({
      deliverable: { latestRevision: { number: 2 } },
    });
    expect(await save('architecture-read', mine, olive, 1)).toMatchObject({
      revision: null,
      userErrors: [{ code: 'CONFLICT' }],
    });
    const { data } = await api.ask<{ reconcileDraft: { sections: { heading: string; changedBy: string }[] } }>(
      `query ($id: ID!, $markdown: String!) { reconcileDraft(deliverableId: $id, markdown: $markdown, baseRevision: 1) {
         revision sections { heading changedBy mine theirs parts { kind text } } } }`,
      { id: idOf('architecture-read'), markdown: mine },
      olive,
    );
    expect(data?.reconcileDraft).toMatchObject({
      revision: 2,
      sections: [
        { heading: 'Read', changedBy: 'NOBODY', parts: [] },
        { heading: 'Risks', changedBy: 'MINE', mine: '## Risks\n\nMany.\n' },
        { heading: 'Costs', changedBy: 'THEIRS', theirs: '## Costs\n\nThree.\n', parts: expect.arrayContaining([]) },
      ],
    });
  });
});
