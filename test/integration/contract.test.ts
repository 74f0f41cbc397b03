import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, validate } from 'graphql';
import { CONTRACT, operation, OPERATIONS } from '../contract/documents.js';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

/**
 * Every operation of the published contract, sent over HTTP to the real API on a real database, in the order in which
 * an integration would: from a client to an engagement that drifts.
 */
describe('the contract', () => {
  const DAY_MS = 86_400_000;
  const limits = {
    perDecisionLimit: { amount: '5000.00', currency: 'EUR' },
    perQuarterLimit: { amount: '40000', currency: 'EUR' },
  };
  const answers = {
    aiStory: 'STRATEGIC_STORY',
    platform: 'BOTTLENECK',
    seniorTechnologyOwner: false,
    samePersonForAiRiskAndPlatform: true,
    openQuestionsAreAiShaped: true,
    surfaceBroaderThanAi: true,
    aiFitsInsideTechnologyEngagement: false,
    practitionerHasProductionAiDepth: true,
    stage: 'SERIES_A',
  };
  const sent = new Set<string>();
  let database: TestDatabase;
  let api: TestApi;

  /** Any answer: the tests say what they expect of it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- shapes are checked by the assertions
  type Data = any;

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database.url);
  });

  afterAll(async () => {
    await api.close();
    await database.drop();
  });

  async function send(name: string, variables: object, as: string): Promise<Data> {
    sent.add(name);
    const answer = await api.ask<Data>(operation(name), variables, as);
    expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
    return answer.data;
  }

  /** Sends a mutation that must take effect, and gives its payload. */
  async function change(name: string, input: object, as: string): Promise<Data> {
    const [payload] = Object.values<Data>(await send(name, { input }, as));
    expect({ name, userErrors: payload.userErrors }).toEqual({ name, userErrors: [] });
    return payload;
  }

  it('validates against the committed schema', () => {
    const schema = buildSchema(readFileSync(new URL('../../apps/api/schema.graphql', import.meta.url), 'utf8'));
    expect(validate(schema, CONTRACT).map(String)).toEqual([]);
  });

  it('works, operation by operation', async () => {
    const workspace = await api.makeWorkspace();
    const owner = await api.makeToken(workspace, 'OWNER');
    expect((await send('Viewer', {}, owner)).viewer).toMatchObject({
      role: 'OWNER',
      workspace: { slug: workspace.slug },
    });
    const [{ node: practitioner }] = (await send('Members', { first: 10 }, owner)).members.edges;

    const { client } = await change(
      'CreateClient',
      { name: 'Northwind', stage: 'SERIES_A', timeZone: 'Europe/Amsterdam' },
      owner,
    );
    expect((await send('Clients', { first: 10, search: 'NORTH' }, owner)).clients).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: client.id, name: 'Northwind' } }],
    });
    const sponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Northwind' });

    const { intakeAssessment } = await change('AssessIntake', { clientId: client.id, ...answers }, owner);
    expect(intakeAssessment.recommendation).toMatchObject({ shape: 'CTO_AND_CAIO', hats: ['CTO', 'CAIO'] });
    expect(intakeAssessment.writtenRead.markdown).toContain('Northwind');
    expect(intakeAssessment.writtenRead.pdfUrl).toMatch(/\/written-reads\/[\w-]+\.pdf$/);

    const startsOn = new Date(Date.now() - 40 * DAY_MS).toISOString().slice(0, 10);
    const assignments = ['CTO', 'CAIO'].map((hat) => ({
      hat,
      practitionerId: practitioner.id,
      daysPerWeek: 1,
      ...limits,
    }));
    const { engagement: draft } = await change(
      'DraftEngagement',
      { clientId: client.id, shape: 'CTO_AND_CAIO', startsOn, intakeAssessmentId: intakeAssessment.id, assignments },
      owner,
    );
    expect(draft.readiness.ready).toBe(false);

    const refused = (await send('StartEngagement', { input: { engagementId: draft.id } }, owner)).startEngagement;
    expect(refused.userErrors.map(({ code, field }: Data) => [code, field])).toEqual(
      draft.readiness.conditions.filter(({ met }: Data) => !met).map(({ code }: Data) => ['NOT_READY', code]),
    );

    for (const kind of ['MODEL_SELECTION', 'EVALUATION', 'GOVERNANCE_ARTIFACTS'])
      await change(
        'AttestDepth',
        {
          practitionerId: practitioner.id,
          kind,
          statement: 'Shipped with the client in 2025.',
          evidenceUrl: 'https://example.com/e',
        },
        owner,
      );
    const { charter } = await change('PublishCharter', { engagementId: draft.id }, owner);
    expect(charter).toMatchObject({ version: 1, inForce: false });
    await change('AcknowledgeCharter', { charterId: charter.id }, owner);
    expect((await change('AcknowledgeCharter', { charterId: charter.id }, sponsor)).charter.inForce).toBe(true);
    await change('NameAiRiskOwner', { engagementId: draft.id, name: 'Ada Vos', email: 'ada@northwind.example' }, owner);
    await change(
      'RecordStandingAnswer',
      { engagementId: draft.id, question: 'AI_RISK_POSTURE', answer: 'Two systems, both with a person in the loop.' },
      owner,
    );
    expect((await change('StartEngagement', { engagementId: draft.id }, owner)).engagement.state).toBe('ACTIVE');

    const { engagement } = await send('Engagement', { id: draft.id }, sponsor);
    expect(engagement).toMatchObject({
      state: 'ACTIVE',
      aiRiskOwner: { name: 'Ada Vos' },
      client: { name: 'Northwind' },
    });
    expect(engagement.hats).toHaveLength(2);

    const which = await send(
      'WhichHat',
      { engagementId: draft.id, area: 'AI risk', amount: { amount: '9000', currency: 'EUR' } },
      owner,
    );
    expect(which.whichHat).toMatchObject({
      holder: 'CAIO',
      withinPerDecisionLimit: false,
      approvalsNeeded: ['SPONSOR'],
    });
    const { decision } = await change(
      'RecordDecision',
      {
        engagementId: draft.id,
        area: 'vendor selection',
        hatWorn: 'CTO',
        title: 'One cloud',
        decision: 'We stay with one provider.',
        rationale: 'Two would cost a person.',
        options: ['One', 'Two'],
        decidedAt: new Date().toISOString(),
        spend: { amount: '1200.50', currency: 'EUR' },
        vendor: 'Example Cloud',
      },
      owner,
    );
    const log = await send('DecisionLog', { engagementId: draft.id, first: 5 }, owner);
    expect(log.engagement.decisions).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: decision.id, spend: { amount: '1200.50' } } }],
    });

    const late = await send('DriftAlerts', { first: 50, filter: { rules: ['LATE'], engagementId: draft.id } }, owner);
    expect(late.driftAlerts.edges.map(({ node }: Data) => node.deliverable.key).sort()).toEqual(
      ['ai-capability-map', 'architecture-read', 'decision-log'].sort(),
    );
    const [first, second] = late.driftAlerts.edges.map(({ node }: Data) => node);
    expect(
      (await change('AcknowledgeDriftAlert', { driftAlertId: first.id, note: 'On it.' }, owner)).driftAlert.state,
    ).toBe('ACKNOWLEDGED');
    const until = new Date(Date.now() + 5 * DAY_MS).toISOString().slice(0, 10);
    expect(
      (await change('SnoozeDriftAlert', { driftAlertId: second.id, until, reason: 'Agreed with the sponsor.' }, owner))
        .driftAlert.state,
    ).toBe('SNOOZED');

    const owed = engagement.hats[0].deliverables.find(({ key }: Data) => key === 'architecture-read');
    const { revision } = await change(
      'SaveRevision',
      {
        deliverableId: owed.id,
        markdown:
          '# Architecture read\n\n## The system today\n\nOne monolith on PostgreSQL 15, 40 requests a second.\n',
      },
      owner,
    );
    expect(revision).toMatchObject({ number: 1, assessment: { verdict: 'THIN' } });
    expect((await change('SubmitDeliverable', { deliverableId: owed.id }, owner)).deliverable).toMatchObject({
      state: 'SUBMITTED',
      verdict: 'THIN',
    });
    expect((await send('Deliverable', { id: owed.id }, sponsor)).deliverable.latestRevision.number).toBe(1);
    const thin = await send('DriftAlerts', { first: 5, filter: { rules: ['THIN'], states: ['OPEN'] } }, owner);
    expect(thin.driftAlerts.edges.map(({ node }: Data) => node.deliverable.id)).toEqual([owed.id]);
    expect(
      (await change('AcceptDeliverable', { deliverableId: owed.id, note: 'Good enough for now.' }, sponsor)).deliverable
        .state,
    ).toBe('ACCEPTED');

    const plan = engagement.hats[0].deliverables.find(({ key }: Data) => key === 'hiring-plan');
    const dueOn = new Date(Date.parse(`${plan.dueOn}T00:00:00Z`) + 5 * DAY_MS).toISOString().slice(0, 10);
    expect(
      (await change('MoveDueDate', { deliverableId: plan.id, dueOn, reason: 'The budget round moved.' }, owner))
        .deliverable,
    ).toMatchObject({ dueOn: plan.dueOn, pendingDueOn: dueOn });

    const { portfolio } = await send('Portfolio', { first: 10 }, owner);
    expect(portfolio).toMatchObject({
      totalCount: 1,
      edges: [{ node: { client: { name: 'Northwind' }, engagement: { state: 'ACTIVE' } } }],
    });
    const { webhookEndpoint, secret } = await change(
      'CreateWebhookEndpoint',
      { url: 'https://hooks.example.com/in', events: ['DRIFT_ALERT_RAISED'] },
      owner,
    );
    expect(webhookEndpoint.events).toEqual(['DRIFT_ALERT_RAISED']);
    expect(secret).toMatch(/^whsec_/);

    const { shareLink } = await change(
      'ShareWrittenRead',
      { intakeAssessmentId: intakeAssessment.id, expiresAt: new Date(Date.now() + DAY_MS).toISOString() },
      owner,
    );
    expect(shareLink.url).toMatch(/\/r\/[\w-]{64}$/);

    const { exportJob } = await change('ExportArtifactPack', { engagementId: draft.id }, sponsor);
    expect(exportJob).toMatchObject({ state: 'QUEUED', url: null });

    // The subscription has a test of its own.
    expect(OPERATIONS.filter((name) => !sent.has(name))).toEqual(['DriftAlertRaised']);
  });
});
