import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApi, type TestApi } from '../support/api-server.js';
import { Consultancy, day, eur } from '../support/consultancy.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import type { Json } from '../support/graphql-caller.js';

// Real: the API as a process, GraphQL over HTTP, PostgreSQL. A pause of several days is one whose beginning is put back.

let database: TestDatabase;
let api: TestApi;
let ours: Consultancy;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  ours = await Consultancy.open(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const STATE = 'engagement { state }';
const DAYS =
  'endsOn quarters { number from to } hats { deliverables { id key state dueOn originalDueOn pendingDueOn } }';

/** The id of the row behind a published one. */
const rowId = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1];

const deliverablesOf = (engagement: Json): Json[] => engagement.hats.flatMap(({ deliverables }: Json) => deliverables);

async function openRules(engagementId: string): Promise<string[]> {
  const fields = 'driftAlerts(first: 100) { edges { node { rule state deliverable { key } } } }';
  const { driftAlerts } = await ours.read(engagementId, fields);
  return driftAlerts.edges
    .filter(({ node }: Json) => node.state !== 'RESOLVED')
    .map(({ node }: Json) => `${node.rule} ${node.deliverable?.key ?? ''}`)
    .sort();
}

/** Beneath the policies: what a test cannot wait for, or what another part of the product does. */
async function beneath(sql: string, parameters: unknown[]): Promise<void> {
  const superuser = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  try {
    await superuser.query(sql, parameters);
  } finally {
    await superuser.end();
  }
}

/** As if the pause that runs had begun that many days earlier. */
async function pausedFor(days: number): Promise<void> {
  await beneath(
    `update pause set from_day = from_day - $1::int, paused_at = paused_at - make_interval(days => $1)
     where resumed_at is null`,
    [days],
  );
  await beneath('update engagement set paused_on = paused_on - $1::int where paused_on is not null', [days]);
}

describe('the start', () => {
  it('lists every unmet condition, one by one as they are met', async () => {
    const engagementId = await ours.draft();
    const { readiness } = await ours.read(engagementId, 'readiness { ready conditions { code met detail } }');
    expect(readiness.conditions).toHaveLength(7);
    const unmet = async () =>
      (await ours.owner.refused('startEngagement', { engagementId })).map((said) => said.split(' ')[0]);
    const first = readiness.conditions.filter(({ met }: Json) => !met).map(({ code }: Json) => code);
    expect(await unmet()).toEqual(first);
    expect(first).toEqual([
      'CAIO_DEPTH_EVIDENCED',
      'DECISION_RIGHTS_WRITTEN',
      'DECISION_RIGHTS_ACKNOWLEDGED',
      'AI_RISK_OWNER_NAMED',
    ]);
    await ours.owner.change(
      'assignHat',
      { engagementId, hat: 'CAIO', practitionerId: ours.members.cto, perDecisionLimit: null },
      STATE,
    );
    expect(await unmet()).toEqual(['HATS_ASSIGNED', ...first.slice(0, 3), 'SPENDING_LIMITS_AGREED', first[3]]);
    await ours.owner.change(
      'assignHat',
      { engagementId, hat: 'CAIO', practitionerId: ours.members.caio, perDecisionLimit: eur('5000') },
      STATE,
    );
    await ours.attest(ours.members.caio);
    expect(await unmet()).toEqual(first.slice(1));
    await ours.agree(engagementId);
    expect(await unmet()).toEqual(first.slice(3));
    await ours.owner.change('nameAiRiskOwner', { engagementId, name: 'Carla', email: 'carla@x.example' }, STATE);
    expect((await ours.owner.change('startEngagement', { engagementId }, STATE)).engagement.state).toBe('ACTIVE');
  });

  it('shows what attests a practitioner', async () => {
    const { members } = await ours.owner.ask(
      '{ members(first: 10) { edges { node { id depthEvidenced attestations { kind statement evidenceUrl attestedBy { name } attestedAt } } } } }',
    );
    const ben = members.edges.map(({ node }: Json) => node).find(({ id }: Json) => id === ours.members.caio);
    expect(ben.depthEvidenced).toBe(true);
    expect(ben.attestations.map(({ kind }: Json) => kind)).toEqual(
      expect.arrayContaining(['MODEL_SELECTION', 'EVALUATION', 'GOVERNANCE_ARTIFACTS']),
    );
    expect(ben.attestations[0]).toMatchObject({
      evidenceUrl: 'https://example.com/e',
      attestedBy: { name: expect.any(String) },
    });
  });
});

describe('a pause', () => {
  it('moves what is owed, the quarters and the end by its days', async () => {
    const engagementId = await ours.engagement(day(-20));
    const before = await ours.read(engagementId, DAYS);
    const plan = deliverablesOf(before).find(({ key }) => key === 'hiring-plan');
    await ours.owner.change(
      'moveDueDate',
      { deliverableId: plan.id, dueOn: day(45), reason: 'Budget.' },
      'deliverable { id }',
    );

    expect(
      await ours.practitioner.failing(
        'mutation ($input: PauseEngagementInput!) { pauseEngagement(input: $input) { userErrors { code } } }',
        { input: { engagementId } },
      ),
    ).toEqual(['FORBIDDEN']);
    const paused = await ours.owner.change(
      'pauseEngagement',
      { engagementId, reason: 'The budget is frozen.' },
      'engagement { state pauses { from to reason } }',
    );
    expect(paused.engagement).toEqual({
      state: 'PAUSED',
      pauses: [{ from: day(0), to: null, reason: 'The budget is frozen.' }],
    });
    expect(await ours.owner.refused('pauseEngagement', { engagementId })).toEqual(['engagementId WRONG_STATE']);
    expect(
      await ours.sponsor.failing('query ($id: ID!) { engagement(id: $id) { pauses { reason } } }', {
        id: engagementId,
      }),
    ).toEqual(['FORBIDDEN']);

    await pausedFor(12);
    await ours.owner.change('resumeEngagement', { engagementId }, STATE);
    const after = await ours.read(engagementId, `${DAYS} pauses { from to }`);
    expect(after.pauses).toEqual([{ from: day(-12), to: day(0) }]);
    expect(after.endsOn).toBe(day(-20 + 90 + 12));
    expect(after.quarters).toEqual([{ number: 1, from: day(-20), to: day(-20 + 90 + 12) }]);
    const moved = new Map(deliverablesOf(after).map((deliverable) => [deliverable.id, deliverable]));
    for (const { id, dueOn } of deliverablesOf(before)) {
      const twelveLater = new Date(Date.parse(dueOn) + 12 * 86_400_000).toISOString().slice(0, 10);
      expect(moved.get(id)).toMatchObject({ dueOn: twelveLater, originalDueOn: twelveLater });
    }
    expect(moved.get(plan.id).pendingDueOn).toBe(day(57));
    // That a pause opens no alert is told by test/integration/pause.test.ts, whose clock runs.
  });
});

describe('the end', () => {
  it('is completion where nothing is owed, and closes for good', async () => {
    const engagementId = await ours.engagement();
    expect(await ours.owner.refused('completeEngagement', { engagementId })).toEqual([
      'engagementId OPEN_DELIVERABLES',
    ]);
    await beneath("update deliverable set state = 'ACCEPTED' where engagement_id = $1", [rowId(engagementId)]);
    const { engagement } = await ours.owner.change(
      'completeEngagement',
      { engagementId },
      'engagement { state closedAt closedReason }',
    );
    expect(engagement).toEqual({ state: 'COMPLETED', closedAt: expect.any(String), closedReason: null });
    for (const name of ['pauseEngagement', 'resumeEngagement', 'completeEngagement', 'startEngagement'])
      expect(await ours.owner.refused(name, { engagementId })).toEqual(['engagementId WRONG_STATE']);
    expect(
      await ours.owner.refused('renewEngagement', { engagementId, templates: ['roadmap', 'ai-strategy'] }),
    ).toEqual(['engagementId WRONG_STATE']);
    expect(await ours.owner.refused('publishCharter', { engagementId })).toEqual(['engagementId WRONG_STATE']);
  });

  it('comes early with a reason, also from a pause, which ends with it; alerts are resolved', async () => {
    const engagementId = await ours.engagement(day(-20));
    expect(await openRules(engagementId)).not.toEqual([]);
    await ours.owner.change('pauseEngagement', { engagementId }, STATE);
    expect(await ours.owner.refused('endEngagementEarly', { engagementId, reason: ' ' })).toEqual(['reason REQUIRED']);
    const input = { engagementId, reason: 'The client was bought.' };
    const { engagement } = await ours.owner.change(
      'endEngagementEarly',
      input,
      'engagement { state closedReason endsOn pauses { from to } }',
    );
    expect(engagement).toEqual({
      state: 'ENDED_EARLY',
      closedReason: 'The client was bought.',
      endsOn: day(70),
      pauses: [{ from: day(0), to: day(0) }],
    });
    expect(await openRules(engagementId)).toEqual([]);
  });
});

describe('a renewal', () => {
  it('adds a quarter with what was chosen, and a template may come again', async () => {
    const engagementId = await ours.engagement(day(-80));
    expect(await ours.owner.refused('renewEngagement', { engagementId, templates: ['roadmap', 'x'] })).toEqual([
      'templates.1 UNKNOWN_TEMPLATE',
      'templates REQUIRED',
    ]);
    const input = { engagementId, templates: ['roadmap', 'ai-strategy', 'model-registry'] };
    const { engagement } = await ours.owner.change(
      'renewEngagement',
      input,
      `engagement { ${DAYS} currentQuarter { number } }`,
    );
    expect(engagement.quarters).toEqual([
      { number: 1, from: day(-80), to: day(10) },
      { number: 2, from: day(11), to: day(101) },
    ]);
    expect(engagement).toMatchObject({ endsOn: day(101), currentQuarter: { number: 1 } });
    const roadmaps = deliverablesOf(engagement).filter(({ key }) => key === 'roadmap');
    expect(roadmaps.map(({ dueOn }) => dueOn)).toEqual([day(-80 + 75), day(11 + 75)]);
    expect(deliverablesOf(engagement).filter(({ key }) => key === 'hiring-plan')).toHaveLength(1);
    expect(await ours.owner.refused('renewEngagement', input)).toEqual(['engagementId TOO_EARLY']);
  });

  it('begins another limit: what was spent in the first quarter is not spent in the second', async () => {
    const engagementId = await ours.engagement(day(-100));
    await ours.owner.change('renewEngagement', { engagementId, templates: ['roadmap', 'ai-strategy'] }, STATE);
    const decide = (days: number, spend: string) =>
      ours.owner.change(
        'recordDecision',
        {
          engagementId,
          area: 'architecture',
          hatWorn: 'CTO',
          title: 'Queue',
          decision: 'PostgreSQL.',
          rationale: 'One less.',
          decidedAt: new Date(Date.now() + days * 86_400_000).toISOString(),
          spend: eur(spend),
        },
        'decision { id }',
      );
    await decide(-120, '1000');
    await decide(-50, '4000');
    await decide(-5, '3000');
    const { hats, currentQuarter } = await ours.read(
      engagementId,
      'currentQuarter { number from to } hats { quarterSpend { amount } }',
    );
    expect(currentQuarter).toEqual({ number: 2, from: day(-9), to: day(81) });
    expect(hats.map(({ quarterSpend }: Json) => quarterSpend.amount)).toEqual(['3000.00', '0.00']);
    const { whichHat } = await ours.owner.ask(
      'query ($id: ID!) { whichHat(engagementId: $id, area: "Architecture", amount: { amount: "4000", currency: "EUR" }) { withinPerDecisionLimit quarterRemaining { amount } approvalsNeeded } }',
      { id: engagementId },
    );
    expect(whichHat).toEqual({
      withinPerDecisionLimit: true,
      quarterRemaining: { amount: '9000.00' },
      approvalsNeeded: [],
    });
  });
});

describe('a hat that changes hands', () => {
  it('keeps the shape, the depth and the limits that were agreed; a sponsor raises them', async () => {
    const engagementId = await ours.engagement();
    const { cto, caio } = ours.members;
    const hat = { engagementId, hat: 'CTO' };
    expect(await ours.owner.refused('assignHat', { ...hat, practitionerId: caio })).toEqual([
      'practitionerId ONE_PERSON_FOR_TWO_ROLES',
    ]);
    expect(await ours.practitioner.refused('assignHat', { ...hat, daysPerWeek: 3 })).toEqual([
      'engagementId NOT_ALLOWED',
    ]);
    expect(await ours.owner.refused('assignHat', { ...hat, perDecisionLimit: eur('6000') })).toEqual([
      'perDecisionLimit SPONSOR_RAISES',
    ]);
    expect(await ours.sponsor.refused('assignHat', { ...hat, practitionerId: cto })).toEqual([
      'practitionerId NOT_ALLOWED',
    ]);
    const raised = await ours.sponsor.change(
      'assignHat',
      { ...hat, perDecisionLimit: eur('6000') },
      'engagement { hats { hat perDecisionLimit { amount } } }',
    );
    expect(raised.engagement.hats[0]).toEqual({ hat: 'CTO', perDecisionLimit: { amount: '6000.00' } });

    await ours.owner.change('assignHat', { ...hat, practitionerId: null }, STATE);
    expect(await openRules(engagementId)).toContain('EMPTY_HAT ');
    await ours.owner.change('assignHat', { ...hat, practitionerId: cto }, STATE);
    expect(await openRules(engagementId)).not.toContain('EMPTY_HAT ');
  });
});

describe('standing answers', () => {
  it('are all kept, and the newest to each question is shown first', async () => {
    const engagementId = await ours.engagement();
    for (const answer of ['Two systems.', 'Three systems.'])
      await ours.owner.change('recordStandingAnswer', { engagementId, question: 'AI_RISK_POSTURE', answer }, STATE);
    const fields =
      'standingAnswers { answer } standingAnswerHistory(first: 5) { totalCount edges { node { question answer answeredAt answeredBy { name } } } }';
    const { standingAnswers, standingAnswerHistory } = await ours.read(engagementId, fields, ours.sponsor);
    expect(standingAnswers).toEqual([{ answer: 'Three systems.' }]);
    expect(standingAnswerHistory.totalCount).toBe(2);
    expect(standingAnswerHistory.edges.map(({ node }: Json) => node.answer)).toEqual([
      'Three systems.',
      'Two systems.',
    ]);
  });
});
