import { loadDriftState, recheckEngagement, saveRevision, type DriftState, type Services } from '@bicorne/application';
import type { DriftDeliverable } from '@bicorne/domain';
import { openDatabase, WorkspaceTransaction, type Tx } from '@bicorne/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL with its policies, under the role of the API. What other use cases write is written as rows here, so
// that each fact is known.

let server: TestDatabase;
let app: DataSource;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

const NOW = at('2026-03-20T12:00');
const HASH = 'a'.repeat(64);

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

/** Runs in the workspace and counts every statement that reaches the connection. */
async function counted<T>(work: (tx: Tx) => Promise<T>): Promise<{ statements: string[]; result: T }> {
  return practice.transaction.run({ workspaceId: practice.workspaceId }, async (tx) => {
    const { queryRunner } = tx.manager;
    if (!queryRunner) throw new Error('A transaction has a connection of its own');
    const connection = (await queryRunner.connect()) as pg.ClientBase;
    const statements: string[] = [];
    const query = connection.query.bind(connection);
    const counting = (statement: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> => {
      statements.push(typeof statement === 'string' ? statement : statement.text);
      return typeof statement === 'string' ? query(statement, values) : query(statement);
    };
    Object.assign(connection, { query: counting });
    try {
      return { result: await work(tx), statements };
    } finally {
      Reflect.deleteProperty(connection, 'query');
    }
  });
}

async function state(): Promise<DriftState> {
  const { result } = await counted((tx) => loadDriftState(tx, engagement.id, services.catalogue, NOW));
  if (!result) throw new Error('The engagement is gone');
  return result;
}

async function deliverable(key: string): Promise<DriftDeliverable> {
  const found = (await state()).facts.deliverables.find((one) => one.key === key);
  if (!found) throw new Error(`No deliverable ${key}`);
  return found;
}

function idOf(key: string): string {
  return engagement.deliverables.get(key) ?? '';
}

/** Adds a row of the engagement's client; the columns that every table has are filled in. */
async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const values = { workspace_id: practice.workspaceId, client_id: engagement.clientId, ...row };
  const places = Object.keys(values).map((_, index) => `$${index + 1}`);
  await practice.query(
    `insert into ${table} (${Object.keys(values).join()}) values (${places.join()})`,
    Object.values(values),
  );
}

describe('the facts of an engagement', () => {
  it('come in one statement, however much there is', async () => {
    const first = await counted((tx) => loadDriftState(tx, engagement.id, services.catalogue, NOW));
    expect(first.statements).toHaveLength(1);
    for (const [index, key] of [...engagement.deliverables.keys()].entries())
      await practice.submit(idOf(key), at(`2026-03-${String(4 + index).padStart(2, '0')}T10:00`));
    for (const day of ['05', '06', '09']) await practice.decision(engagement, at(`2026-03-${day}T10:00`));
    const second = await counted((tx) => loadDriftState(tx, engagement.id, services.catalogue, NOW));
    expect(second.statements).toHaveLength(1);
    expect(second.result?.facts.deliverables.every(({ submissions }) => submissions.length === 1)).toBe(true);
  });

  it('are null of an engagement that is not there', async () => {
    const { result } = await counted((tx) => loadDriftState(tx, practice.workspaceId, services.catalogue, NOW));
    expect(result).toBeNull();
  });

  it('have its time: quarters, pauses that are over, and the calendar of the workspace', async () => {
    await practice.query("update workspace set working_days = '{1,2,3}', holidays = '{2026-04-27,2026-12-25}'");
    const by = { paused_by: 'Olive Owner', engagement_id: engagement.id };
    const over = { from_day: '2026-03-04', to_day: '2026-03-06', paused_at: at('2026-03-04T10:00') };
    await insert('pause', { ...by, ...over, resumed_at: at('2026-03-06T10:00'), resumed_by: 'Olive Owner' });
    await insert('pause', { ...by, from_day: '2026-03-19', paused_at: at('2026-03-19T10:00') });
    const { facts } = await state();
    expect(facts).toMatchObject({
      timeZone: 'Europe/Amsterdam',
      startsOn: '2026-03-02',
      endsOn: '2026-05-31',
      quarters: [{ number: 1, from: '2026-03-02', to: '2026-05-31' }],
      workingCalendar: { workingDays: [1, 2, 3], holidays: ['2026-04-27', '2026-12-25'] },
      pauses: [{ from: at('2026-03-04T10:00'), to: at('2026-03-06T10:00') }],
    });
  });

  it('have the limits of each hat, and who was in the charter when it was published', async () => {
    await practice.query('update hat_assignment set practitioner_id = null, per_quarter_limit = null where hat = $1', [
      'CAIO',
    ]);
    const { facts } = await state();
    expect(facts.hats.toSorted((a, b) => b.hat.localeCompare(a.hat))).toMatchObject([
      {
        hat: 'CTO',
        practitionerName: 'Ada Moreno',
        perDecisionLimit: { amount: '10000.00', currency: 'EUR' },
        perQuarterLimit: { amount: '40000.00', currency: 'EUR' },
      },
      { hat: 'CAIO', practitionerId: null, practitionerName: null, perQuarterLimit: null },
    ]);
    expect([...(facts.charters[0]?.practitionerIds ?? [])].sort()).toEqual(
      [practice.cto.memberId, practice.caio.memberId].sort(),
    );
  });

  it('have of a deliverable its days, its submissions and the headings of its template', async () => {
    const move = { deliverable_id: idOf('roadmap'), reason: 'Easter.', moved_by: 'Ada Moreno' };
    const acknowledged = { acknowledged_by: 'Carla Reyes', acknowledged_at: at('2026-03-04T10:00') };
    const moved = { from_day: '2026-05-16', to_day: '2026-05-20', moved_at: at('2026-03-03T10:00') };
    await insert('due_date_move', { ...move, ...moved, ...acknowledged });
    await insert('due_date_move', { ...move, ...moved, from_day: '2026-05-20', to_day: '2026-05-25' });
    await practice.submit(idOf('roadmap'), at('2026-03-05T10:00'));
    const roadmap = await deliverable('roadmap');
    expect(roadmap).toMatchObject({
      quarter: 1,
      originalDueOn: '2026-05-16',
      dueDateMoves: [{ from: '2026-05-16', to: '2026-05-20', acknowledgedAt: at('2026-03-04T10:00') }],
      submissions: [{ at: at('2026-03-05T10:00'), revision: 1, depth: roadmap.depth }],
    });
    const sections = services.catalogue.template('roadmap')?.sections.map(({ heading }) => heading) ?? [];
    expect(sections.length).toBeGreaterThan(2);
    expect(roadmap.templateSections).toEqual(sections);
    expect(roadmap.thresholds).toEqual({ thin: 60, critical: 40 });
  });

  it('have what stands as evidence in the latest revision, each piece once, the links of its text too', async () => {
    const id = idOf('model-registry');
    const piece = { section: 'Models in use' };
    const fileId = '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c11';
    await insert('file', {
      id: fileId,
      engagement_id: engagement.id,
      name: 'evaluation.pdf',
      media_type: 'application/pdf',
      size: 1,
      sha256: HASH,
      uploaded_at: NOW,
      uploaded_by: 'Ben Okafor',
    });
    const first = {
      deliverableId: id,
      markdown:
        '# Model registry\n\n## Models in use\n\nclaims-triage, see http://wiki.noordlicht.example/models/ for it.\n',
      evidence: [
        { ...piece, kind: 'LINK', url: 'https://registry.noordlicht.example' } as const,
        { ...piece, kind: 'LINK', url: 'http://www.registry.noordlicht.example/', section: 'Owners' } as const,
        { ...piece, kind: 'STATEMENT', statement: 'Seen in production.' } as const,
        { ...piece, kind: 'FILE', fileId } as const,
      ],
    };
    await must(saveRevision(practice.acting(practice.caio, at('2026-03-05T10:00')), first));
    expect((await deliverable('model-registry')).evidence.toSorted()).toEqual([
      HASH,
      'https://registry.noordlicht.example',
      'https://wiki.noordlicht.example/models',
      'seen in production.',
    ]);
    const again = { deliverableId: id, markdown: '# Model registry\n\nAnother text.\n', evidence: [] };
    await must(saveRevision(practice.acting(practice.caio, at('2026-03-06T10:00')), again));
    expect((await deliverable('model-registry')).evidence).toEqual([]);
  });

  it("read a template of the workspace's own where a deliverable is written to one", async () => {
    const templateId = '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c12';
    await practice.query(
      `insert into deliverable_template (workspace_id, id, key, hat, title, due_day, weight, markdown, created_at, created_by)
       values ($1, $2, 'board-paper', 'CTO', 'Board paper', 30, 1, $3, now(), 'Olive Owner')`,
      [practice.workspaceId, templateId, '# Board paper\n\n## What we ask\n\n## What it costs\n'],
    );
    await practice.query('update deliverable set template_id = $2 where id = $1', [idOf('roadmap'), templateId]);
    expect((await deliverable('roadmap')).templateSections).toEqual(['What we ask', 'What it costs']);
  });

  it('have of a decision its sign-offs and its approval, and of each question the newest answer', async () => {
    const decisionId = await practice.decision(engagement, at('2026-03-05T10:00'), {
      area: 'ai-team-hiring',
      hatWorn: 'JOINT',
      spend: { amount: '12000.00', currency: 'EUR' },
      vendor: 'Pellworm',
    });
    for (const hat of ['CTO', 'CAIO'] as const)
      await practice.query(
        `insert into decision_sign_off (workspace_id, client_id, decision_id, hat, reason, signed_by, signed_at)
         values ($1, $2, $3, $4, 'Agreed.', 'Ada Moreno', $5) on conflict do nothing`,
        [practice.workspaceId, engagement.clientId, decisionId, hat, at('2026-03-06T10:00')],
      );
    await insert('decision_approval', {
      decision_id: decisionId,
      reason: 'Worth it.',
      approved_by: 'Carla Reyes',
      approved_at: at('2026-03-07T10:00'),
    });
    for (const day of ['03', '10'])
      await insert('standing_answer', {
        engagement_id: engagement.id,
        question: 'AI_RISK_POSTURE',
        answer: 'Cautious.',
        answered_at: at(`2026-03-${day}T10:00`),
        answered_by: 'Ben Okafor',
      });
    const { facts } = await state();
    expect(facts.decisions).toMatchObject([
      {
        id: decisionId,
        spend: { amount: '12000.00', currency: 'EUR' },
        approvedAt: at('2026-03-07T10:00'),
      },
    ]);
    expect(facts.decisions[0]?.signOffs.map(({ hat }) => hat).toSorted()).toEqual(['CAIO', 'CTO']);
    expect(facts.standingAnswers).toEqual([{ question: 'AI_RISK_POSTURE', answeredAt: at('2026-03-10T10:00') }]);
  });

  it('have what deliverables of two hats share', async () => {
    const [cto, caio] = [idOf('roadmap'), idOf('ai-strategy')];
    await insert('deliverable_overlap', {
      engagement_id: engagement.id,
      cto_deliverable_id: cto,
      caio_deliverable_id: caio,
      shared: 120,
      cto_shingles: 150,
      caio_shingles: 400,
    });
    const { facts } = await state();
    expect(facts.overlaps).toEqual([{ deliverableIds: [cto, caio], shared: 120, shingles: [150, 400] }]);
  });

  it('have people of this client alone', async () => {
    await practice.client('Another client');
    const { people } = await state();
    expect(people.map(({ name, role }) => `${role} ${name}`).sort()).toEqual([
      'OWNER Olive Owner',
      'PRACTITIONER Ada Moreno',
      'PRACTITIONER Ben Okafor',
      'SPONSOR Carla Reyes',
    ]);
  });
});

describe('a look at an engagement', () => {
  const look = (moment: Date) => counted((tx) => recheckEngagement(tx, services, engagement.id, moment));

  it('runs no statement twice, however many alerts there are', async () => {
    await practice.query("update deliverable set due_on = '2026-03-17' where key <> 'decision-log'");
    const opening = await look(at('2026-03-18T12:00'));
    expect(opening.result?.opened).toBeGreaterThan(10);
    const updating = await look(at('2026-03-19T12:00'));
    const rising = await look(at('2026-03-25T12:00'));
    expect(rising.result?.raised).toBeGreaterThan(10);
    expect(rising.result?.escalated).toBeGreaterThan(10);
    for (const { statements } of [opening, updating, rising]) expect(new Set(statements).size).toBe(statements.length);
  });
});
