import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { change, draftEngagement, send, type DraftedEngagement } from '../support/drafted-engagement.js';

// Real: the API's process and PostgreSQL with the row policies.

const DELIVERABLE = `deliverable {
  id state stateNote dueOn originalDueOn pendingDueOn answeredAt submittedAt quarter
  submissions { revision depth verdict by { name } }
  dueDateMoves { from to reason movedBy { name } acknowledgedBy { name } withdrawnAt }
  template { key own }
}`;
const REVISION = 'revision { id number } deliverable { id }';

interface Changed {
  deliverable: {
    state: string;
    dueOn: string;
    pendingDueOn: string | null;
    answeredAt: string | null;
    submissions: { revision: number; depth: number }[];
    dueDateMoves: object[];
  } | null;
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

async function save(key: string, markdown: string): Promise<string> {
  const input = { deliverableId: engagement.deliverables.get(key), markdown };
  return (await change<{ revision: { id: string } }>(api, engagement.owner, 'SaveRevision', REVISION, input)).revision
    .id;
}

function act(name: string, key: string, input: object = {}, token = engagement.owner) {
  return send<Changed>(api, token, name, DELIVERABLE, { deliverableId: engagement.deliverables.get(key), ...input });
}

describe('a deliverable', () => {
  it('goes to the client, comes back, and goes again: every submission is kept with its depth', async () => {
    const { sponsor } = engagement;
    await save('roadmap', '# Roadmap\n\n## Items\n\nMove search to PostgreSQL by 5 May 2026, Ada Moreno.\n');
    const first = await act('SubmitDeliverable', 'roadmap');
    expect(first).toMatchObject({
      deliverable: { state: 'SUBMITTED', answeredAt: null, quarter: 1, template: { own: false } },
    });
    const back = await act('RequestChanges', 'roadmap', { reason: 'No costs.' }, sponsor);
    expect(back).toMatchObject({
      deliverable: { state: 'CHANGES_REQUESTED', stateNote: 'No costs.', answeredAt: expect.any(String) },
    });
    await save('roadmap', '# Roadmap\n\n## Items\n\nMove search to PostgreSQL by 5 May 2026, Ada Moreno, €12,000.\n');
    const again = await act('SubmitDeliverable', 'roadmap');
    expect(again.deliverable).toMatchObject({
      answeredAt: null,
      submissions: [{ revision: 1, by: { name: expect.any(String) } }, { revision: 2 }],
    });
    const accepted = await act('AcceptDeliverable', 'roadmap', { note: 'Good.' }, sponsor);
    expect(accepted).toMatchObject({ deliverable: { state: 'ACCEPTED', answeredAt: expect.any(String) } });
    expect(await act('WaiveDeliverable', 'roadmap', { reason: 'Late.' }, sponsor)).toMatchObject({
      userErrors: [{ code: 'ALREADY_ACCEPTED' }],
    });
  });

  it('is waived by a sponsor, with a reason', async () => {
    const { sponsor, owner } = engagement;
    expect(await act('WaiveDeliverable', 'hiring-plan', { reason: ' ' }, sponsor)).toMatchObject({
      userErrors: [{ code: 'REQUIRED', field: 'reason' }],
    });
    const byMember = await api.ask(
      'mutation ($input: WaiveDeliverableInput!) { waiveDeliverable(input: $input) { userErrors { code } } }',
      { input: { deliverableId: engagement.deliverables.get('hiring-plan'), reason: 'No.' } },
      owner,
    );
    expect(codesOf(byMember)).toEqual(['FORBIDDEN']);
    expect(await act('WaiveDeliverable', 'hiring-plan', { reason: 'Nobody is hired.' }, sponsor)).toMatchObject({
      deliverable: { state: 'WAIVED', stateNote: 'Nobody is hired.', answeredAt: expect.any(String) },
    });
  });

  it('keeps every move of its due date, also those that were taken back', async () => {
    const { sponsor, deliverables } = engagement;
    const { data } = await api.ask<{ deliverable: { dueOn: string } }>(
      'query ($id: ID!) { deliverable(id: $id) { dueOn } }',
      { id: deliverables.get('ai-strategy') },
      engagement.owner,
    );
    const dueOn = data?.deliverable.dueOn ?? '';
    const later = (days: number): string => new Date(Date.parse(dueOn) + days * 86_400_000).toISOString().slice(0, 10);
    await act('MoveDueDate', 'ai-strategy', { dueOn: later(7), reason: 'Easter.' });
    expect(await act('WithdrawDueDateMove', 'ai-strategy')).toMatchObject({
      userErrors: [],
      deliverable: { dueOn, pendingDueOn: null },
    });
    expect(await act('WithdrawDueDateMove', 'ai-strategy')).toMatchObject({
      userErrors: [{ code: 'NOTHING_PENDING' }],
    });
    await act('MoveDueDate', 'ai-strategy', { dueOn: later(10), reason: 'A survey.' });
    const moved = await act('AcknowledgeDueDateMove', 'ai-strategy', {}, sponsor);
    expect(moved.deliverable).toMatchObject({
      dueOn: later(10),
      originalDueOn: dueOn,
      dueDateMoves: [
        { from: dueOn, to: later(7), reason: 'Easter.', acknowledgedBy: null, withdrawnAt: expect.any(String) },
        {
          from: dueOn,
          to: later(10),
          reason: 'A survey.',
          acknowledgedBy: { name: expect.any(String) },
          withdrawnAt: null,
        },
      ],
    });
  });
});

describe('the difference of two revisions', () => {
  const DIFFERENCE = `query ($from: ID!, $to: ID!) { revisionDifference(fromRevisionId: $from, toRevisionId: $to) {
    fromNumber toNumber depthBefore depthAfter sections { heading change depthBefore depthAfter parts { kind text } } } }`;
  interface Difference {
    revisionDifference: {
      depthBefore: number;
      depthAfter: number;
      sections: { heading: string; change: string; parts: { kind: string; text: string }[] }[];
    };
  }

  it('is told section by section, with the words that changed', async () => {
    const before = await save(
      'incident-runbook',
      '# Incident runbook\n\n## Who is called\n\nBen Okafor, +31 20 555 0100.\n\n## After it\n\nA review in 5 days.\n',
    );
    const after = await save(
      'incident-runbook',
      '# Incident runbook\n\n## Scope\n\nclaims-triage v3.2 in production.\n\n## Who is called\n\nAda Moreno, +31 20 555 0100.\n\n## After it\n\nA review in 5 days.\n',
    );
    const { data } = await api.ask<Difference>(DIFFERENCE, { from: before, to: after }, engagement.owner);
    expect(data?.revisionDifference.sections).toMatchObject([
      { heading: 'Incident runbook', change: 'UNCHANGED', parts: [] },
      { heading: 'Scope', change: 'ADDED', parts: [{ kind: 'ADDED', text: 'claims-triage v3.2 in production.' }] },
      {
        heading: 'Who is called',
        change: 'CHANGED',
        parts: [
          { kind: 'REMOVED', text: 'Ben Okafor' },
          { kind: 'ADDED', text: 'Ada Moreno' },
          { kind: 'SAME', text: ', +31 20 555 0100.' },
        ],
      },
      { heading: 'After it', change: 'UNCHANGED', parts: [] },
    ]);
  });

  it('is for two of one deliverable, and for a client only of what was submitted', async () => {
    const { owner, sponsor } = engagement;
    const [one, other] = [await save('data-lineage', 'One.\n'), await save('model-registry', 'Other.\n')];
    const two = await save('data-lineage', 'Two.\n');
    expect(codesOf(await api.ask(DIFFERENCE, { from: one, to: other }, owner))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await api.ask(DIFFERENCE, { from: one, to: two }, sponsor))).toEqual(['NOT_FOUND']);
    const stranger = await draftEngagement(api);
    expect(codesOf(await api.ask(DIFFERENCE, { from: one, to: two }, stranger.owner))).toEqual(['NOT_FOUND']);
    await act('SubmitDeliverable', 'data-lineage');
    await save('data-lineage', 'Three.\n');
    expect((await api.ask<Difference>(DIFFERENCE, { from: two, to: two }, sponsor)).errors).toBeUndefined();
  });
});

describe('what two hats have in common', () => {
  it('is counted when a revision is saved, and again when it changes', async () => {
    const text = Array.from({ length: 30 }, (_, n) => `The gateway on host-${n} serves claims to team ${n}.`).join(' ');
    await save('architecture-read', `# Architecture\n\n${text}\n`);
    await save('output-monitoring', `# Monitoring\n\n${text}\n\nAnd one more thing by Ada Moreno.\n`);
    const overlaps = async () => {
      const [workspace] = [engagement.workspace.id];
      return api.database.transaction(async (manager) => {
        await manager.query("select set_config('app.workspace_id', $1, true)", [workspace]);
        return manager.query<{ shared: number; cto: number; caio: number }[]>(
          `select o.shared, o.cto_shingles as cto, o.caio_shingles as caio from deliverable_overlap o
           join deliverable d on d.id = o.cto_deliverable_id and d.key = 'architecture-read'
           join deliverable e on e.id = o.caio_deliverable_id and e.key = 'output-monitoring'`,
        );
      });
    };
    const [both] = await overlaps();
    expect(both?.shared).toBeGreaterThan(100);
    expect(both?.shared).toBe(both?.cto);
    expect(both?.caio).toBeGreaterThan(both?.cto ?? 0);
    await save('output-monitoring', '# Monitoring\n\nNothing of it is left here.\n');
    expect(await overlaps()).toEqual([]);
  });
});
