import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  acknowledgeDriftAlert,
  foresee,
  listAlerts,
  loadDecisionSignals,
  loadEngagement,
  NotFound,
  recheckEngagement,
  requestChanges,
  scanDue,
  snoozeDriftAlert,
  toGlobalId,
  type AlertView,
  type ForeseenAlert,
  type Services,
} from '@bicorne/application';
import { defaultCharter, failureModes, RULE_CODES } from '@bicorne/domain';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL with its policies, the use cases under the role of the API, the scan under the role of the worker.
// Left out: the queue and the channels, which have tests of their own. The clock is the test's.

let server: TestDatabase;
let app: DataSource;
let worker: DataSource;
let superuser: pg.Client;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

/** The decision log is due on 16 March: late from the midnight that ends that day. */
const LATE = at('2026-03-17T00:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 4 });
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  services = await testServices();
});

afterAll(async () => {
  await superuser?.end();
  await worker?.destroy();
  await app?.destroy();
  await server?.drop();
});

beforeEach(async () => {
  // What a scan finds due depends on every workspace: each test begins with nothing that runs.
  await superuser.query("update engagement set state = 'COMPLETED', next_check_at = null");
  practice = await Practice.open(new WorkspaceTransaction(app), services);
  engagement = await practice.engagement();
});

function scan(moment: Date): Promise<number> {
  return scanDue(scanDeps(), moment);
}

function scanDeps(): Parameters<typeof scanDue>[0] {
  return { database: worker, transaction: new WorkspaceTransaction(worker), services };
}

/** What is late has been at risk for a week, which is told by tests of its own. */
const RULES = RULE_CODES.filter((rule) => rule !== 'AT_RISK');

async function alerts(of: Practice = practice): Promise<AlertView[]> {
  const { rows } = await of.transaction.run({ workspaceId: of.workspaceId }, (tx) =>
    listAlerts(tx, { filter: { rules: RULES }, offset: 0, limit: 100, practitionerId: null }),
  );
  return rows.toReversed();
}

/** Rule and state of every alert, the first opened first. */
async function standing(of?: Practice): Promise<string[]> {
  return (await alerts(of)).map(({ rule, state }) => `${rule} ${state}`);
}

async function nextCheck(): Promise<Date | null> {
  const [row] = await practice.query<{ next: Date | null }>(
    'select next_check_at as next from engagement where id = $1',
    [engagement.id],
  );
  return row?.next ?? null;
}

function deliverable(key: string): string {
  const id = engagement.deliverables.get(key);
  if (id === undefined) throw new Error(`No deliverable ${key}`);
  return id;
}

describe('a deliverable that is late', () => {
  it('raises nothing before, and is looked at when its due day ends', async () => {
    await scan(new Date(LATE.getTime() - 1));
    expect(await nextCheck()).toEqual(LATE);
    expect(await alerts()).toEqual([]);
  });

  it('opens one alert; a second look changes nothing', async () => {
    expect(await scan(LATE)).toBe(1);
    expect(await standing()).toEqual(['LATE OPEN']);
    expect(await nextCheck()).toEqual(at('2026-03-18T00:00'));

    expect(await scan(LATE)).toBe(0);
    const again = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
      recheckEngagement(tx, services, engagement.id, LATE),
    );
    expect(again).toMatchObject({ opened: 0, raised: 0, resolved: 0 });
    expect(await alerts()).toHaveLength(1);
  });

  it('is said in words, for the hat that owes it', async () => {
    await scan(LATE);
    expect(await alerts()).toMatchObject([
      {
        rule: 'LATE',
        severity: 'WARNING',
        hat: 'CTO',
        deliverableId: deliverable('decision-log'),
        openedAt: LATE,
        statement: 'Decision log (CTO) was due on 16 March and has not been submitted; it is 1 day late.',
      },
    ]);
  });

  it('loses nothing where scans were missed, and is critical at once', async () => {
    await scan(at('2026-03-25T12:00'));
    expect(await alerts()).toMatchObject([{ rule: 'LATE', severity: 'CRITICAL', state: 'OPEN' }]);
    const view = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
      loadEngagement(tx, engagement.id, null),
    );
    expect(view).toMatchObject({
      criticalAlerts: 1,
      hats: [
        { hat: 'CTO', late: 1 },
        { hat: 'CAIO', late: 0 },
      ],
    });
  });

  it('is resolved by submitting, and drifting again is a new alert that names the last', async () => {
    await scan(LATE);
    await practice.submit(deliverable('decision-log'), at('2026-03-18T10:00'));
    const [first] = await alerts();
    expect(first).toMatchObject({ rule: 'LATE', state: 'RESOLVED', resolvedAt: at('2026-03-18T10:00') });

    const sentBack = practice.acting(engagement.sponsor, at('2026-03-19T10:00'));
    await must(requestChanges(sentBack, { deliverableId: deliverable('decision-log'), reason: 'Name the options.' }));
    expect(await standing()).toEqual(['LATE RESOLVED', 'THIN RESOLVED']);
    await scan(at('2026-03-20T00:00'));
    const rows = await practice.query<{ state: string; previous: string | null }>(
      "select state, previous_alert_id as previous from drift_alert where rule = 'LATE' order by opened_at",
    );
    expect(rows).toEqual([
      { state: 'RESOLVED', previous: null },
      { state: 'OPEN', previous: first?.id },
    ]);
  });
});

describe('the scan', () => {
  it('run twice at once opens an alert once', async () => {
    const looked = await Promise.all([scan(LATE), scan(LATE), scan(LATE)]);
    expect(looked.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await standing()).toEqual(['LATE OPEN']);
  });

  it('at once with a submission leaves no alert open for what was submitted', async () => {
    const submission = practice.submit(deliverable('decision-log'), LATE);
    await Promise.all([scan(LATE), submission, scan(LATE)]);
    expect((await standing()).filter((alert) => alert.startsWith('LATE') && !alert.endsWith('RESOLVED'))).toEqual([]);
  });

  it('does not let one engagement that cannot be looked at keep the others waiting', async () => {
    const broken = await practice.engagement();
    await practice.query("update engagement set time_zone = 'Nowhere/Land', next_check_at = $2 where id = $1", [
      broken.id,
      at('2026-03-10T00:00'),
    ]);
    await expect(scan(LATE)).rejects.toThrow(`Not looked at: ${broken.id}`);
    expect(await standing()).toEqual(['LATE OPEN']);
  });

  it('foresees what it would raise and changes nothing', async () => {
    const before = await everything();
    const foreseen: ForeseenAlert[] = [];
    for await (const alert of foresee(scanDeps(), at('2026-03-24T12:00')))
      if (alert.signal.rule !== 'AT_RISK') foreseen.push(alert);
    expect(foreseen).toMatchObject([
      {
        engagementId: toGlobalId('Engagement', engagement.id),
        clientName: 'Noordlicht Energie',
        signal: { rule: 'LATE', severity: 'CRITICAL' },
      },
    ]);
    expect(await everything()).toEqual(before);
  });
});

/** All that a look could change, beneath the policies. */
async function everything(): Promise<unknown[]> {
  const tables = ['engagement', 'hat_assignment', 'drift_alert', 'delivery', 'outbox'];
  const all: unknown[] = [];
  for (const table of tables) all.push((await superuser.query(`select * from ${table} order by 1, 2`)).rows);
  return all;
}

describe('an alert that somebody answers', () => {
  it('stays acknowledged while it gets later, and until it is mended', async () => {
    await scan(LATE);
    const [alert] = await alerts();
    const input = { driftAlertId: alert?.id ?? '', note: 'On Friday.' };
    await must(acknowledgeDriftAlert(practice.acting(practice.cto, at('2026-03-17T09:00')), input));
    await scan(at('2026-03-19T00:00'));
    expect(await alerts()).toMatchObject([
      {
        state: 'ACKNOWLEDGED',
        acknowledgedBy: 'Ada Moreno',
        acknowledgedAt: at('2026-03-17T09:00'),
        figures: [{ name: 'daysLate', value: 3, threshold: 1 }],
      },
    ]);
  });

  it('rests until the day it is snoozed to, and comes back as that day begins', async () => {
    await scan(LATE);
    const [alert] = await alerts();
    const input = { driftAlertId: alert?.id ?? '', until: '2026-03-20', reason: 'Ada is away.' };
    await must(snoozeDriftAlert(practice.acting(practice.cto, at('2026-03-17T09:00')), input));
    await scan(at('2026-03-19T23:59'));
    expect(await standing()).toEqual(['LATE SNOOZED']);
    expect(await nextCheck()).toEqual(at('2026-03-20T00:00'));
    await scan(at('2026-03-20T00:00'));
    expect(await alerts()).toMatchObject([{ state: 'OPEN', snoozedUntil: null }]);
  });
});

describe('a thin submission', () => {
  it('is taken, and raises THIN with the sections that keep it thin', async () => {
    await practice.submit(deliverable('decision-log'), at('2026-03-10T10:00'));
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      rule: 'THIN',
      hat: 'CTO',
      state: 'OPEN',
      deliverableId: deliverable('decision-log'),
    });
    expect(alert?.statement).toMatch(/^Decision log \(CTO\) was submitted with a depth of \d+, under 60\./);
    expect(alert?.statement).toContain('critical section “Open decisions” stands at 0, under 40.');
  });
});

describe('a hat that is neglected', () => {
  it('is found however long ago its last step was, by what the other had since', async () => {
    await practice.decision(engagement, at('2026-03-03T10:00'), { hatWorn: 'CTO' });
    for (const day of ['04', '05', '06'])
      await practice.decision(engagement, at(`2026-03-${day}T10:00`), { hatWorn: 'CAIO', area: 'ai-risk' });
    const neglected = async () => (await alerts()).filter(({ rule }) => rule === 'NEGLECTED_HAT');
    await scan(at('2026-03-17T09:59'));
    expect(await neglected()).toEqual([]);
    await scan(at('2026-03-17T10:00'));
    expect(await neglected()).toMatchObject([
      {
        hat: 'CTO',
        figures: [
          { name: 'daysSilent', value: 14 },
          { name: 'otherHatActivity', value: 3 },
        ],
      },
    ]);
  });
});

describe('decision rights', () => {
  it('leave a hat empty only once the charter that takes them is in force', async () => {
    const rights = defaultCharter('TWO_ROLES').map((right) => ({ ...right, holder: 'CTO' as const }));
    const charterId = await practice.publish(engagement, rights, at('2026-03-05T09:00'));
    const look = () =>
      practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
        recheckEngagement(tx, services, engagement.id, at('2026-03-06T09:00')),
      );
    await look();
    expect(await alerts()).toEqual([]);
    await practice.acknowledge(engagement, charterId, at('2026-03-06T10:00'));
    expect(await alerts()).toMatchObject([
      { rule: 'EMPTY_HAT', hat: 'CAIO', statement: 'The CAIO hat has no decision rights in the charter in force.' },
    ]);
  });

  it('that nobody keeps to are a bad interface', async () => {
    const adas = await practice.decision(engagement, at('2026-03-03T10:00'));
    const bens = await practice.decision(engagement, at('2026-03-04T10:00'), { hatWorn: 'CAIO' });
    const nobodys = await practice.decision(engagement, at('2026-03-05T10:00'), { area: 'Customer data sharing' });

    const found = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
      loadDecisionSignals(tx, [adas, bens, nobodys]),
    );
    expect(found.map(({ decisionId, rule, severity }) => [decisionId, rule, severity]).sort()).toEqual(
      [
        [bens, 'CONTRADICTION', 'CRITICAL'],
        [bens, 'WRONG_HAT', 'WARNING'],
        [nobodys, 'UNCLAIMED', 'WARNING'],
      ].sort(),
    );
    const modes = failureModes(await alerts(), 2);
    expect(modes.map(({ mode, signals }) => [mode, signals.length])).toEqual([['BAD_INTERFACE', 3]]);
  });

  it('are mended by superseding, and by a charter that claims the area', async () => {
    await practice.decision(engagement, at('2026-03-03T10:00'));
    const bens = await practice.decision(engagement, at('2026-03-04T10:00'), { hatWorn: 'CAIO' });
    await practice.decision(engagement, at('2026-03-05T10:00'), { area: 'Customer data sharing' });
    await practice.decision(engagement, at('2026-03-06T10:00'), { supersedesId: bens });
    expect((await standing()).toSorted()).toEqual(['CONTRADICTION RESOLVED', 'UNCLAIMED OPEN', 'WRONG_HAT RESOLVED']);

    const rights = [...defaultCharter('TWO_ROLES'), { area: 'customer-data-sharing', holder: 'CAIO' as const }];
    const charterId = await practice.publish(engagement, rights, at('2026-03-09T09:00'));
    await practice.acknowledge(engagement, charterId, at('2026-03-09T10:00'));
    expect(await standing()).toContain('UNCLAIMED RESOLVED');
  });

  it('judge a decision by the charter of its own day, though it is logged later', async () => {
    const rights = defaultCharter('TWO_ROLES').map((right) =>
      right.area === 'vendor-selection' ? { ...right, holder: 'JOINT' as const } : right,
    );
    const charterId = await practice.publish(engagement, rights, at('2026-03-09T09:00'));
    await practice.acknowledge(engagement, charterId, at('2026-03-09T10:00'));
    await practice.decision(engagement, at('2026-03-10T10:00'), { decidedAt: at('2026-03-05T10:00') });
    expect(await alerts()).toEqual([]);
  });
});

describe('two workspaces', () => {
  it('drift side by side, and neither sees or answers the other’s alerts', async () => {
    const other = await Practice.open(practice.transaction, services);
    await other.engagement();
    expect(await scan(LATE)).toBe(2);
    const [mine, theirs] = [await alerts(practice), await alerts(other)];
    expect([mine.length, theirs.length]).toEqual([1, 1]);
    expect(mine[0]?.id).not.toBe(theirs[0]?.id);

    const foreign = { driftAlertId: theirs[0]?.id ?? '' };
    const answer = acknowledgeDriftAlert(practice.acting(practice.owner, at('2026-03-17T09:00')), foreign);
    await expect(answer).rejects.toThrow(NotFound);
    const { rows } = await superuser.query('select state from drift_alert where id = $1', [foreign.driftAlertId]);
    expect(rows).toEqual([{ state: 'OPEN' }]);
  });
});
