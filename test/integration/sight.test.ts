import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assessIntake,
  attestDepth,
  createWebhookEndpoint,
  draftEngagement,
  engagementSeenBy,
  inviteClientContact,
  isAcknowledgedBy,
  isDeliverableLate,
  listAlerts,
  loadClients,
  loadEngagement,
  nameAiRiskOwner,
  NotFound,
  quarterSpendOf,
  recheckEngagement,
  saveRevision,
  type Services,
} from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { A_FEW_WORDS, at, must, Practice, START, testServices, type StartedEngagement } from '../support/factories.js';

// Who sees and changes what inside one workspace, on a real database: a practitioner, and the client side.

let server: TestDatabase;
let app: DataSource;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

const NOON = at('2026-03-17T12:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  services = await testServices();
  practice = await Practice.open(new WorkspaceTransaction(app), services);
  engagement = await practice.engagement({ shape: 'FRACTIONAL_CTO' });
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

async function viewOf(id: string) {
  const view = await practice.transaction.run(practice.owner, (tx) => loadEngagement(tx, id, null));
  if (!view) throw new Error('The engagement is gone.');
  return view;
}

describe('a practitioner', () => {
  it('changes no client whose engagements are not theirs', async () => {
    const caio = practice.acting(practice.caio, NOON);
    const { clientId } = engagement;
    const person = {
      clientId,
      name: 'Ann',
      email: 'ann@x.example',
      role: 'VIEWER' as const,
      password: 'words enough for a sentence',
    };
    await expect(inviteClientContact(caio, person)).rejects.toThrow(NotFound);
    await expect(assessIntake(caio, { clientId })).rejects.toThrow(NotFound);
    const draft = { clientId, shape: 'FRACTIONAL_CTO' as const, startsOn: START, assignments: [] };
    await expect(draftEngagement(caio, draft)).rejects.toThrow(NotFound);
  });

  it('drafts only what they wear a hat in, and two hats at the most', async () => {
    const { id: clientId } = await practice.client('Pellworm');
    const hat = { hat: 'CTO' as const, daysPerWeek: 1, practitionerId: practice.cto.memberId };
    const draft = { clientId, shape: 'FRACTIONAL_CTO' as const, startsOn: START, assignments: [hat] };
    const by = practice.acting(practice.caio, NOON);
    expect(await draftEngagement(by, draft)).toMatchObject({
      refusals: [{ code: 'NOT_ALLOWED', field: 'assignments' }],
    });
    expect(await draftEngagement(by, { ...draft, assignments: [hat, hat, hat] })).toMatchObject({
      refusals: [{ code: 'OUT_OF_RANGE', field: 'assignments' }],
    });
    expect(await draftEngagement(practice.acting(practice.cto, NOON), draft)).toMatchObject({ ok: true });
  });

  it('attests nobody but themselves', async () => {
    const input = { kind: 'EVALUATION' as const, statement: 'Ran it.', evidenceUrl: 'https://ben.example' };
    const caio = practice.acting(practice.caio, NOON);
    await expect(attestDepth(caio, { ...input, practitionerId: practice.cto.memberId ?? '' })).rejects.toThrow(
      NotFound,
    );
    await must(attestDepth(caio, { ...input, practitionerId: practice.caio.memberId ?? '' }));
  });
});

describe('a client', () => {
  it('stands in the portfolio by what runs, not by a newer draft', async () => {
    const draft = {
      clientId: engagement.clientId,
      shape: 'FRACTIONAL_CAIO' as const,
      startsOn: START,
      assignments: [],
    };
    const draftId = await must(draftEngagement(practice.acting(practice.owner, NOON), draft));
    const { clientId } = engagement;
    const [seen] = await practice.transaction.run(practice.owner, (tx) => loadClients(tx, [clientId], null));
    expect(seen?.currentEngagementId).toBe(engagement.id);
    const late = (await viewOf(draftId)).hats.flatMap((hat) => hat.deliverables);
    expect(late.filter((deliverable) => isDeliverableLate(deliverable, at('2026-12-01T00:00')))).toEqual([]);
  });

  it('has a person once, also when invited twice at once', async () => {
    const context = practice.acting(practice.owner, NOON);
    const person = {
      clientId: engagement.clientId,
      name: 'Vic',
      email: 'vic@x.example',
      role: 'VIEWER' as const,
      password: 'words enough for a sentence',
    };
    const both = await Promise.all([inviteClientContact(context, person), inviteClientContact(context, person)]);
    expect(both.map((decision) => (decision.ok ? 'kept' : decision.refusals[0]?.code)).sort()).toEqual([
      'TAKEN',
      'kept',
    ]);
  });

  it('sees no alerts, no signals and no figures of drafts, and names its risk owner', async () => {
    const context = practice.acting(practice.owner, NOON);
    const deliverableId = engagement.deliverables.get('decision-log') ?? '';
    await must(saveRevision(context, { deliverableId, markdown: A_FEW_WORDS }));
    await practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, engagement.id, NOON));
    const whole = await viewOf(engagement.id);
    expect(whole).toMatchObject({ openAlerts: expect.any(Number) });
    expect(whole.openAlerts).toBeGreaterThan(0);
    const seen = engagementSeenBy(whole, engagement.sponsor);
    expect(seen).toMatchObject({ openAlerts: 0, criticalAlerts: 0, openSignals: [], hats: [{ depth: null }] });
    expect(seen.hats[0]?.deliverables.filter(({ depth, verdict }) => depth !== null || verdict !== null)).toEqual([]);
    expect(engagementSeenBy(whole, practice.owner)).toBe(whole);

    const owner = { engagementId: engagement.id, name: 'Carla', email: 'carla@x.example' };
    await must(nameAiRiskOwner(practice.acting(engagement.sponsor, NOON), owner));
    expect((await viewOf(engagement.id)).openAlerts).toBe(whole.openAlerts);
  });
});

describe('a charter', () => {
  it('knows whether the caller has acknowledged it', async () => {
    const view = await viewOf(engagement.id);
    const [charter] = view.charters;
    if (!charter) throw new Error('There is a charter.');
    const token = { ...practice.owner, memberId: null, tokenId: 'token' };
    const told = [practice.cto, practice.caio, practice.owner, engagement.sponsor, token];
    expect(told.map((caller) => isAcknowledgedBy(charter, caller))).toEqual([true, false, false, true, true]);
  });
});

describe('the spend of a quarter', () => {
  it('counts what was decided before its end, before its first day and JOINT too, beyond what one decision may hold', async () => {
    const two = await practice.engagement();
    const most = { amount: '999999999999.99', currency: 'EUR' };
    for (const hatWorn of ['CTO', 'JOINT'] as const) await practice.decision(two, NOON, { hatWorn, spend: most });
    await practice.decision(two, NOON, { decidedAt: at('2026-03-01T23:59'), spend: { amount: '5', currency: 'EUR' } });
    const view = await viewOf(two.id);
    const spent = view.hats.map((hat) => `${hat.hat} ${quarterSpendOf(hat, view, NOON).amount}`);
    expect(spent).toEqual(['CTO 2000000000004.98', 'CAIO 999999999999.99']);
  });
});

describe('an endpoint', () => {
  it('is told of what is sent, twenty at the most, and shows no more than its host beside an alert', async () => {
    const context = practice.acting(practice.owner, NOON);
    const events = ['DRIFT_ALERT_RAISED' as const];
    expect(await createWebhookEndpoint(context, { url: 'https://x.example', events: [] })).toMatchObject({
      refusals: [{ code: 'REQUIRED', field: 'events' }],
    });
    for (let n = 0; n < 20; n++)
      await must(createWebhookEndpoint(context, { url: `https://x.example/secret/${n}`, events }));
    const onemore = await createWebhookEndpoint(context, { url: 'https://x.example', events });
    expect(onemore).toMatchObject({ refusals: [{ code: 'TOO_MANY' }] });

    const late = await practice.engagement();
    const at18 = at('2026-03-18T12:00');
    await practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, late.id, at18));
    const { rows } = await practice.transaction.run(practice.owner, (tx) =>
      listAlerts(tx, { filter: { engagementId: late.id }, practitionerId: null, offset: 0, limit: 10 }),
    );
    const recipients = rows.flatMap(({ deliveries }) =>
      deliveries.filter(({ channel }) => channel === 'WEBHOOK').map(({ recipient }) => recipient),
    );
    expect(recipients.length).toBeGreaterThanOrEqual(20);
    expect(new Set(recipients)).toEqual(new Set(['https://x.example']));
    const [jobs] = await practice.query<{ count: number }>(
      "select count(*)::int as count from outbox where job = 'delivery.send'",
    );
    expect(jobs?.count).toBe(recipients.length);
  });
});
