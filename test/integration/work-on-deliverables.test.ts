import {
  acceptDeliverable,
  acknowledgeDueDateMove,
  endEngagementEarly,
  engagementStatus,
  loadDriftState,
  loadEngagement,
  moveDueDate,
  nameAiRiskOwner,
  prepareUpload,
  recordStandingAnswer,
  requestChanges,
  saveRevision,
  submitDeliverable,
  waiveDeliverable,
  withdrawDueDateMove,
  type SaveRevisionInput,
  type Services,
} from '@bicorne/application';
import type { Decided, DriftFacts } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL with its policies, and the use cases under the role of the API. The clock is the test's.

let server: TestDatabase;
let app: DataSource;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

const NOW = at('2026-03-20T12:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  services = await testServices();
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

beforeEach(async () => {
  practice = await Practice.open(new WorkspaceTransaction(app), services);
  engagement = await practice.engagement();
});

function idOf(key: string): string {
  return engagement.deliverables.get(key) ?? '';
}

function acting(caller: Caller = practice.owner, moment: Date = NOW) {
  return practice.acting(caller, moment);
}

function save(key: string, markdown: string, rest: Partial<SaveRevisionInput> = {}) {
  return must(saveRevision(acting(), { deliverableId: idOf(key), markdown, ...rest }));
}

async function codes(decision: Promise<Decided<unknown>>): Promise<string[]> {
  const decided = await decision;
  return decided.ok ? [] : decided.refusals.map(({ field, code }) => `${field} ${code}`);
}

async function facts(): Promise<DriftFacts> {
  const state = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
    loadDriftState(tx, engagement.id, services.catalogue, NOW),
  );
  if (!state) throw new Error('The engagement is gone');
  return state.facts;
}

describe('a saved revision shows work under its hat', () => {
  const SOME =
    '# Model registry\n\n## Models in use\n\nclaims-triage v3.2 by Acme, run by Ben Okafor since 4 March 2026.\n';
  const LINK = { section: 'Models in use', kind: 'LINK', url: 'https://registry.noordlicht.example' } as const;

  async function shown(): Promise<string[]> {
    const { activity } = await facts();
    return activity.filter(({ hat }) => hat === 'CAIO').map(({ kind }) => kind);
  }

  it('by a depth that none before had, once', async () => {
    await save('model-registry', SOME);
    await save('model-registry', '# Model registry\n');
    await save('model-registry', SOME);
    expect(await shown()).toEqual(['REVISION_RAISED_DEPTH']);
  });

  it('by evidence that none before had, once, whatever comes of it', async () => {
    await save('model-registry', '# Model registry\n');
    const statement = { section: 'Models in use', kind: 'STATEMENT', statement: 'Seen in production.' } as const;
    for (const evidence of [[statement], [], [statement]])
      await save('model-registry', '# Model registry\n', { evidence });
    const kinds = await shown();
    expect(kinds).toHaveLength(1);
    expect(['EVIDENCE', 'REVISION_RAISED_DEPTH']).toContain(kinds[0]);
  });

  it('by one step where it is deeper and has new evidence, and by none for what counts elsewhere', async () => {
    await save('model-registry', SOME, { evidence: [LINK] });
    expect(await shown()).toEqual(['REVISION_RAISED_DEPTH']);
    await save('data-lineage', '# Data lineage\n', { evidence: [LINK] });
    expect(await shown()).toEqual(['REVISION_RAISED_DEPTH']);
    await save('data-lineage', '# Data lineage\n', { evidence: [LINK, { ...LINK, url: 'https://lineage.example' }] });
    expect(await shown()).toHaveLength(2);
  });
});

describe('what is compared across the hats', () => {
  const ADDRESS = 'https://wiki.noordlicht.example/platform';
  const text = (name: string) =>
    Array.from({ length: 30 }, (_, n) => `The gateway on ${name}-${n} serves claims to team ${n}.`).join(' ');

  async function compared() {
    const { deliverables, overlaps } = await facts();
    const found = deliverables.find(({ key }) => key === 'ai-strategy');
    return { evidence: found?.evidence, headings: found?.content?.headings, shared: overlaps[0]?.shared ?? 0 };
  }

  it('is the revision that counts: what lies with the client, and the draft once it is sent back', async () => {
    await save('roadmap', `# Roadmap\n\n## Items\n\n${text('host')}\n`);
    await save('ai-strategy', `# AI strategy\n\n## Risk appetite\n\nSee ${ADDRESS}/ for it.\n`);
    await must(submitDeliverable(acting(), { deliverableId: idOf('ai-strategy') }));
    const submitted = { evidence: [ADDRESS], headings: expect.arrayContaining(['Risk appetite']), shared: 0 };
    expect(await compared()).toEqual(submitted);
    // A draft beside it, with the roadmap's text and sections.
    await save('ai-strategy', `# AI strategy\n\n## Items\n\n${text('host')}\n`);
    expect(await compared()).toEqual(submitted);
    // Nor does it count when the other one of the pair is saved.
    await save('roadmap', `# Roadmap\n\n## Items\n\n${text('host')} And one more.\n`);
    expect(await compared()).toEqual(submitted);
    const sentBack = { deliverableId: idOf('ai-strategy'), reason: 'No costs.' };
    await must(requestChanges(acting(engagement.sponsor), sentBack));
    const drafted = await compared();
    expect(drafted).toMatchObject({ evidence: [], headings: expect.arrayContaining(['Items']) });
    expect(drafted.shared).toBeGreaterThan(100);
  });

  it('counts the file that a revision was taken from', async () => {
    const fileId = '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c11';
    const sha256 = 'a'.repeat(64);
    await practice.query(
      `insert into file (workspace_id, id, client_id, engagement_id, name, media_type, size, sha256, uploaded_at, uploaded_by)
       values ($1, $2, $3, $4, 'plan.docx', 'text/plain', 1, $5, now(), 'Ada Moreno')`,
      [practice.workspaceId, fileId, engagement.clientId, engagement.id, sha256],
    );
    await save('roadmap', '# Roadmap\n\nOne text.\n', { fileId });
    await save('ai-strategy', '# AI strategy\n\nAnother.\n', { fileId });
    const { deliverables } = await facts();
    const withFile = deliverables.filter(({ evidence }) => evidence.includes(sha256)).map(({ key }) => key);
    expect(withFile.toSorted()).toEqual(['ai-strategy', 'roadmap']);
  });
});

describe('a due date that waits for the sponsor', () => {
  const later = { dueOn: '2026-06-10', reason: 'Budget.' };

  it.each([
    ['accepting', () => acceptDeliverable(acting(engagement.sponsor), { deliverableId: idOf('roadmap') })],
    [
      'waiving',
      () => waiveDeliverable(acting(engagement.sponsor), { deliverableId: idOf('roadmap'), reason: 'Bought.' }),
    ],
  ])('is taken back by %s', async (_, settle) => {
    await practice.submit(idOf('roadmap'), NOW);
    await must(moveDueDate(acting(), { deliverableId: idOf('roadmap'), ...later }));
    await must(settle());
    const moves = await practice.query('select withdrawn_at as "withdrawnAt" from due_date_move');
    expect(moves).toEqual([{ withdrawnAt: NOW }]);
    expect(await codes(acknowledgeDueDateMove(acting(engagement.sponsor), { deliverableId: idOf('roadmap') }))).toEqual(
      ['deliverableId NOTHING_PENDING'],
    );
  });
});

describe('the output of a hat', () => {
  it('is what it owes, without what was waived', async () => {
    const outputSplit = async () => {
      const view = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
        loadEngagement(tx, engagement.id, null),
      );
      if (!view) throw new Error('The engagement is gone');
      return engagementStatus(view).readiness.conditions.find(({ code }) => code === 'OUTPUT_SPLIT');
    };
    expect(await outputSplit()).toMatchObject({ met: true });
    await practice.query("update deliverable set state = 'WAIVED' where hat = 'CAIO'");
    expect(await outputSplit()).toEqual({
      code: 'OUTPUT_SPLIT',
      met: false,
      detail: 'The CAIO hat has no deliverables: plan some.',
    });
  });
});

describe('an engagement that is over', () => {
  it('changes no more, but for what lay with the client, which can be accepted', async () => {
    const { sponsor, id: engagementId } = engagement;
    const [roadmap, strategy, registry] = ['roadmap', 'ai-strategy', 'model-registry'].map((key) => ({
      deliverableId: idOf(key),
    })) as [{ deliverableId: string }, { deliverableId: string }, { deliverableId: string }];
    await practice.submit(roadmap.deliverableId, NOW);
    await practice.submit(strategy.deliverableId, NOW);
    await save('model-registry', '# Model registry\n\nA draft.\n');
    await must(moveDueDate(acting(), { ...registry, dueOn: '2026-05-20', reason: 'Budget.' }));
    await must(endEngagementEarly(acting(), { engagementId, reason: 'The client was bought.' }));

    const closed = ['deliverableId WRONG_STATE'];
    expect(await codes(saveRevision(acting(), { ...registry, markdown: 'Another.' }))).toEqual(closed);
    expect(await codes(submitDeliverable(acting(), registry))).toEqual(closed);
    expect(await codes(waiveDeliverable(acting(sponsor), { ...registry, reason: 'Over.' }))).toEqual(closed);
    expect(await codes(requestChanges(acting(sponsor), { ...roadmap, reason: 'Costs.' }))).toEqual(closed);
    expect(await codes(moveDueDate(acting(), { ...registry, dueOn: '2026-05-22', reason: 'Again.' }))).toEqual(closed);
    expect(await codes(acknowledgeDueDateMove(acting(sponsor), registry))).toEqual(closed);
    expect(await codes(withdrawDueDateMove(acting(), registry))).toEqual(closed);
    const over = ['engagementId WRONG_STATE'];
    const answer = { engagementId, question: 'AI_RISK_POSTURE', answer: 'Known.' } as const;
    expect(await codes(recordStandingAnswer(acting(), answer))).toEqual(over);
    const owner = { engagementId, name: 'Eva Lind', email: 'eva@noordlicht.example' };
    expect(await codes(nameAiRiskOwner(acting(), owner))).toEqual(over);
    expect(await codes(prepareUpload(acting(), engagementId))).toEqual(over);

    expect(await codes(acceptDeliverable(acting(sponsor), roadmap))).toEqual([]);
  });
});
