import { acknowledgeDriftAlert, requestChanges, saveRevision, scanDue, snoozeDriftAlert } from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: the API's process, PostgreSQL, HTTP. What happened before is told by the use cases at the moments that the test
// names; what is read and changed through the API happens by its own clock, much later.

const ALERTS = `query($filter: DriftAlertFilter) { driftAlerts(first: 50, filter: $filter) { totalCount edges { node {
  id rule severity state hat statement openedAt resolvedAt snoozedUntil acknowledgedBy { name }
  figures { name value threshold } previousAlert { id openedAt resolvedAt } escalations { level at told { name } }
  deliveries { channel recipient state }
} } } }`;

interface AlertNode {
  id: string;
  rule: string;
  severity: string;
  state: string;
  openedAt: string;
  resolvedAt: string | null;
  figures: { name: string; value: number; threshold: number }[];
  previousAlert: { id: string; openedAt: string; resolvedAt: string | null } | null;
  escalations: { level: string; at: string; told: { name: string }[] }[];
  deliveries: { channel: string; recipient: string }[];
}

let database: TestDatabase;
let api: TestApi;
let worker: DataSource;
let practice: Practice;
let engagement: StartedEngagement;
let owner: string;
let sponsor: string;

/** The decision log is due on 16 March: late from the midnight that ends that day. */
const LATE = at('2026-03-17T00:00');

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  worker = await openDatabase({ url: database.url, role: 'worker', poolSize: 2 });
});

afterAll(async () => {
  await worker?.destroy();
  await api?.close();
  await database?.drop();
});

beforeEach(async () => {
  const services = await testServices({ smtpUrl: 'smtp://localhost:1' });
  practice = await Practice.open(new WorkspaceTransaction(api.database), services);
  engagement = await practice.engagement();
  const workspace = { id: practice.workspaceId, slug: `w-${practice.workspaceId}`, ownerEmail: '' };
  owner = await api.makeToken(workspace, 'OWNER');
  sponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Noordlicht Energie' });
});

async function scan(moment: Date): Promise<void> {
  const { services } = practice;
  await scanDue({ database: worker, transaction: new WorkspaceTransaction(worker), services }, moment);
}

/** What is late, the first opened first. */
async function late(states?: string[]): Promise<AlertNode[]> {
  const filter = { rules: ['LATE'], states };
  const { data, errors } = await api.ask<{ driftAlerts: { edges: { node: AlertNode }[] } }>(ALERTS, { filter }, owner);
  expect(errors).toBeUndefined();
  return (data?.driftAlerts.edges ?? []).map(({ node }) => node).toReversed();
}

async function rowId(): Promise<string> {
  const [row] = await practice.query<{ id: string }>(
    "select id from drift_alert where rule = 'LATE' and state <> 'RESOLVED'",
  );
  return row?.id ?? '';
}

function deliverable(): string {
  return engagement.deliverables.get('decision-log') ?? '';
}

/** How often Ada was written to. */
async function letters(): Promise<number> {
  return (await late()).flatMap(({ deliveries }) => deliveries).filter(({ channel }) => channel === 'EMAIL').length;
}

describe('one thing that drifts', () => {
  it('is one alert, whose figures change without a word', async () => {
    await scan(LATE);
    const [first] = await late();
    await scan(at('2026-03-19T00:00'));
    const again = await late();
    expect(again).toHaveLength(1);
    expect(again[0]?.id).toBe(first?.id);
    expect(first?.figures).toMatchObject([{ name: 'daysLate', value: 1 }]);
    expect(again[0]?.figures).toMatchObject([{ name: 'daysLate', value: 3 }]);
    expect(await letters()).toBe(1);
  });

  it('is told again when it grows more severe, though somebody acknowledged it', async () => {
    await scan(LATE);
    const ada = practice.acting(practice.cto, at('2026-03-17T09:00'));
    await must(acknowledgeDriftAlert(ada, { driftAlertId: await rowId(), note: 'On Friday.' }));
    await scan(at('2026-03-23T00:00'));
    expect(await late(['ACKNOWLEDGED'])).toMatchObject([
      { severity: 'CRITICAL', state: 'ACKNOWLEDGED', acknowledgedBy: { name: 'Ada Moreno' }, escalations: [] },
    ]);
    expect(await letters()).toBe(2);
  });

  it('comes back from a snooze, and wakes for worse', async () => {
    await scan(LATE);
    const ada = practice.acting(practice.cto, at('2026-03-17T09:00'));
    await must(snoozeDriftAlert(ada, { driftAlertId: await rowId(), until: '2026-03-20', reason: 'Away.' }));
    await scan(at('2026-03-19T12:00'));
    expect(await late()).toMatchObject([{ state: 'SNOOZED', snoozedUntil: at('2026-03-20T00:00').toISOString() }]);
    expect(await letters()).toBe(1);
    await scan(at('2026-03-20T00:00'));
    expect(await late()).toMatchObject([{ state: 'OPEN', snoozedUntil: null }]);
    expect(await letters()).toBe(2);
    const again = practice.acting(practice.cto, at('2026-03-20T09:00'));
    await must(snoozeDriftAlert(again, { driftAlertId: await rowId(), until: '2026-04-20', reason: 'Still away.' }));
    await scan(at('2026-03-23T00:00'));
    expect(await late()).toMatchObject([{ state: 'OPEN', severity: 'CRITICAL', snoozedUntil: null }]);
  });

  it('resolves by itself, and the next time names the last', async () => {
    await scan(LATE);
    await practice.submit(deliverable(), at('2026-03-18T10:00'));
    const sentBack = practice.acting(engagement.sponsor, at('2026-03-19T10:00'));
    await must(requestChanges(sentBack, { deliverableId: deliverable(), reason: 'Name the options.' }));
    await scan(at('2026-03-20T00:00'));
    const [first, second] = await late();
    expect(first).toMatchObject({
      state: 'RESOLVED',
      resolvedAt: at('2026-03-18T10:00').toISOString(),
      previousAlert: null,
    });
    expect(second).toMatchObject({
      state: 'OPEN',
      previousAlert: { id: first?.id, openedAt: first?.openedAt, resolvedAt: first?.resolvedAt },
    });
  });

  it('shows how far it went because nobody answered', async () => {
    await scan(LATE);
    await scan(at('2026-03-25T00:00'));
    // No partner: the owner stands in, and is not told twice.
    expect(await late()).toMatchObject([
      {
        escalations: [
          { level: 'PARTNER', at: at('2026-03-25T00:00').toISOString(), told: [{ name: 'Olive Owner' }] },
          { level: 'OWNER', told: [] },
        ],
      },
    ]);
  });

  it('is answered through the API', async () => {
    await scan(LATE);
    const [alert] = await late();
    const acknowledge = `mutation($input: AcknowledgeDriftAlertInput!) { acknowledgeDriftAlert(input: $input) {
      driftAlert { id state acknowledgedAt } userErrors { code field message } } }`;
    const input = { driftAlertId: alert?.id, note: 'On it.' };
    const done = await api.ask<Record<string, unknown>>(acknowledge, { input }, owner);
    expect(done.data).toMatchObject({
      acknowledgeDriftAlert: { driftAlert: { id: alert?.id, state: 'ACKNOWLEDGED' }, userErrors: [] },
    });
    const twice = await api.ask<Record<string, unknown>>(acknowledge, { input }, owner);
    expect(twice.data).toMatchObject({ acknowledgeDriftAlert: { userErrors: [{ code: 'ALREADY_ACKNOWLEDGED' }] } });
    const snooze = `mutation($input: SnoozeDriftAlertInput!) { snoozeDriftAlert(input: $input) {
      driftAlert { state } userErrors { code field message } } }`;
    const never = { driftAlertId: alert?.id, until: '2026-03-01', reason: 'Away.' };
    const refused = await api.ask<Record<string, unknown>>(snooze, { input: never }, owner);
    expect(refused.data).toMatchObject({ snoozeDriftAlert: { userErrors: [{ code: 'NOT_LATER', field: 'until' }] } });
  });

  it('is the consultancy’s own business', async () => {
    await scan(LATE);
    expect(codesOf(await api.ask(ALERTS, {}, sponsor))).toEqual(['FORBIDDEN']);
  });
});

describe('what waits for the client', () => {
  it('is told to the sponsor, and goes no further', async () => {
    await practice.submit(deliverable(), at('2026-03-10T10:00'));
    await scan(at('2026-04-20T12:00'));
    const rows = await practice.query<{ recipient: string; told: number }>(
      `select n.recipient, (select count(*)::int from alert_escalation s where s.drift_alert_id = a.id) as told
       from drift_alert a join notice n on n.drift_alert_id = a.id
       where a.rule = 'WAITING_ON_CLIENT' and n.channel = 'EMAIL'`,
    );
    expect(rows).toEqual([{ recipient: expect.stringMatching(/@noordlicht\.example$/), told: 0 }]);
  });
});

describe('the plan of the quarter', () => {
  const FORECAST = `query { clients(first: 1) { edges { node { currentEngagement { hats { hat
    forecast { quarter plannedValue earnedValue totalValue spi forecastOn endsOn } depthHistory { on depthOfPlan planned }
  } } } } } }`;

  it('is forecast for each hat, and not for the client side', async () => {
    await practice.submit(deliverable(), at('2026-03-10T10:00'));
    const { data, errors } = await api.ask<Record<string, unknown>>(FORECAST, {}, owner);
    expect(errors).toBeUndefined();
    const hats = [{ hat: 'CTO' }, { hat: 'CAIO' }].map((hat) => ({
      ...hat,
      forecast: { quarter: 1, endsOn: '2026-05-31', totalValue: expect.any(Number) },
    }));
    expect(data).toMatchObject({ clients: { edges: [{ node: { currentEngagement: { hats } } }] } });
    expect(codesOf(await api.ask(FORECAST, {}, sponsor))).toContain('FORBIDDEN');
  });

  it('has its history, from the revisions that counted', async () => {
    await practice.submit(deliverable(), at('2026-03-10T10:00'));
    // A draft beside what lies with the client counts only once it is submitted.
    const markdown = '# Decision log\n\nNothing yet.\n';
    await must(
      saveRevision(practice.acting(practice.cto, at('2026-03-12T10:00')), { deliverableId: deliverable(), markdown }),
    );
    const { data } = await api.ask<{
      clients: {
        edges: {
          node: { currentEngagement: { hats: { depthHistory: { on: string; depthOfPlan: number | null }[] }[] } };
        }[];
      };
    }>(FORECAST, {}, owner);
    const [cto, caio] = data?.clients.edges[0]?.node.currentEngagement.hats ?? [];
    const points = cto?.depthHistory ?? [];
    expect(points.at(0)).toMatchObject({ on: '2026-03-01', depthOfPlan: null, planned: 0 });
    expect(points.find(({ on }) => on === '2026-03-10')?.depthOfPlan).toBeGreaterThan(0);
    expect(points.map(({ on }) => on)).not.toContain('2026-03-12');
    expect(points.at(-1)).toMatchObject({ planned: 60 });
    expect(caio?.depthHistory.every(({ depthOfPlan }) => depthOfPlan === null)).toBe(true);
  });
});

describe('the workspace', () => {
  const UPDATE = `mutation($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) {
    workspace { name timeZone currency workingDays holidays escalateToSponsor } userErrors { code field message } } }`;
  const WORKSPACE = '{ name timeZone currency workingDays holidays escalateToSponsor }';

  it('has its calendar set by the owner, and read by members', async () => {
    const input = { workingDays: [1, 2, 3, 4], holidays: ['2026-12-25', '2026-04-27'], escalateToSponsor: true };
    const changed = {
      name: 'Halyard',
      timeZone: 'Europe/Amsterdam',
      currency: 'EUR',
      workingDays: [1, 2, 3, 4],
      holidays: ['2026-04-27', '2026-12-25'],
      escalateToSponsor: true,
    };
    const done = await api.ask<Record<string, unknown>>(UPDATE, { input }, owner);
    expect(done.data).toMatchObject({ updateWorkspace: { workspace: changed, userErrors: [] } });
    const read = await api.ask<Record<string, unknown>>(
      `{ workspace ${WORKSPACE} viewer { workspace ${WORKSPACE} } }`,
      {},
      owner,
    );
    expect(read.data).toEqual({ workspace: changed, viewer: { workspace: changed } });
  });

  it('says which field is no calendar', async () => {
    const refused = await api.ask<Record<string, unknown>>(UPDATE, { input: { workingDays: [1, 9] } }, owner);
    expect(refused.data).toMatchObject({
      updateWorkspace: { workspace: null, userErrors: [{ code: 'INVALID_WORKING_DAYS', field: 'workingDays' }] },
    });
  });

  it('is changed by nobody else, and shows the client side its name alone', async () => {
    const slug = `w-${practice.workspaceId}`;
    const partner = await api.makeToken({ slug }, 'PARTNER');
    expect(codesOf(await api.ask(UPDATE, { input: { name: 'Mine' } }, partner))).toEqual(['FORBIDDEN']);
    const name = await api.ask<Record<string, unknown>>('{ workspace { name timeZone } }', {}, sponsor);
    expect(name.data).toEqual({ workspace: { name: 'Halyard', timeZone: 'Europe/Amsterdam' } });
    expect(codesOf(await api.ask('{ workspace { holidays } }', {}, sponsor))).toEqual(['FORBIDDEN']);
  });
});
