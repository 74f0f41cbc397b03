import {
  acknowledgeDriftAlert,
  listAlerts,
  scanDue,
  snoozeDriftAlert,
  updateWorkspace,
  type AlertView,
  type Services,
} from '@bicorne/application';
import { alertEventPayload } from '@bicorne/notifications';
import { MemberEntity, openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL with its policies, the use cases under the role of the API, the scan under the role of the worker.
// Left out: the queue and the channels; what they would send is read from the notices. The clock is the test's.

let server: TestDatabase;
let app: DataSource;
let worker: DataSource;
let superuser: pg.Client;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

/** The decision log is due on Monday 16 March: late from the midnight that ends that day, a Tuesday. */
const LATE = at('2026-03-17T00:00');
/** Three whole working days after Tuesday: Friday is over. */
const PARTNER_DUE = at('2026-03-21T00:00');
/** Five: Tuesday is over. LATE is critical from this very moment less one day. */
const OWNER_DUE = at('2026-03-25T00:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 4 });
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  services = await testServices({ smtpUrl: 'smtp://localhost:1' });
});

afterAll(async () => {
  await superuser?.end();
  await worker?.destroy();
  await app?.destroy();
  await server?.drop();
});

beforeEach(async () => {
  await superuser.query("update engagement set state = 'COMPLETED', next_check_at = null");
  practice = await Practice.open(new WorkspaceTransaction(app), services);
  await practice.transaction.run({ workspaceId: practice.workspaceId }, ({ manager }) =>
    manager.insert(MemberEntity, {
      workspaceId: practice.workspaceId,
      userId: randomUUID(),
      name: 'Pia Partner',
      email: 'pia@halyard.example',
      role: 'PARTNER',
    }),
  );
  engagement = await practice.engagement();
  // One deliverable that drifts is enough.
  await practice.query(
    `update deliverable set due_on = '2026-05-31' where engagement_id = $1 and key <> 'decision-log'`,
    [engagement.id],
  );
});

function scan(moment: Date): Promise<number> {
  return scanDue({ database: worker, transaction: new WorkspaceTransaction(worker), services }, moment);
}

async function late(): Promise<AlertView> {
  const { rows } = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
    listAlerts(tx, { filter: { rules: ['LATE'] }, offset: 0, limit: 100, practitionerId: null }),
  );
  const [alert] = rows;
  if (!alert) throw new Error('Nothing is late');
  return alert;
}

async function steps(): Promise<string[]> {
  return (await late()).escalations.map(({ level, told }) => `${level}: ${told.join(', ')}`);
}

interface Told {
  name: string;
  because: string;
}

/** Who was told about the late deliverable, in order, and why. */
async function told(): Promise<Told[]> {
  const rows = await practice.query<{ name: string; payload: unknown }>(
    `select n.recipient as name, n.payload from notice n
     join drift_alert a on a.workspace_id = n.workspace_id and a.id = n.drift_alert_id
     where n.channel = 'IN_APP' and a.rule = 'LATE' order by n.created_at, 1`,
  );
  return rows.map(({ name, payload }) => ({ name, because: alertEventPayload.parse(payload).data.because ?? '' }));
}

async function nextCheck(): Promise<Date | null> {
  const [row] = await practice.query<{ next: Date | null }>(
    'select next_check_at as next from engagement where id = $1',
    [engagement.id],
  );
  return row?.next ?? null;
}

describe('an alert that nobody acknowledges', () => {
  it('goes to the partner after three working days and to the owner after five, each once', async () => {
    await scan(LATE);
    expect(await steps()).toEqual([]);
    await scan(new Date(PARTNER_DUE.getTime() - 1));
    expect(await steps()).toEqual([]);
    await scan(PARTNER_DUE);
    expect(await steps()).toEqual(['PARTNER: Pia Partner']);
    await scan(new Date(OWNER_DUE.getTime() - 1));
    await scan(OWNER_DUE);
    await scan(at('2026-03-27T00:00'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner', 'OWNER: Olive Owner']);
  });

  it('tells each why, and does not write again of other figures', async () => {
    await scan(LATE);
    await scan(PARTNER_DUE);
    await scan(at('2026-03-22T00:00'));
    expect(await told()).toEqual([
      { name: 'Ada Moreno', because: 'You wear the CTO hat.' },
      {
        name: 'Pia Partner',
        because: 'Nobody has acknowledged it for 3 working days. You answer for the portfolio.',
      },
    ]);
  });

  it('loses nothing where looks were missed', async () => {
    await scan(LATE);
    await scan(at('2026-04-20T12:00'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner', 'OWNER: Olive Owner']);
  });

  it('is looked at again when the next level is due', async () => {
    await practice.query(`update deliverable set state = 'WAIVED', waived_at = now() where engagement_id = $1`, [
      engagement.id,
    ]);
    await practice.query('update engagement set ai_risk_owner_name = null, next_check_at = $2 where id = $1', [
      engagement.id,
      LATE,
    ]);
    await scan(LATE);
    const rows = await practice.query<{ rule: string }>("select distinct rule from drift_alert where state = 'OPEN'");
    expect(rows.map(({ rule }) => rule)).toContain('NO_RISK_OWNER');
    expect((await nextCheck())?.getTime()).toBeLessThanOrEqual(PARTNER_DUE.getTime());
  });

  it('tells everyone whom it reached when it grows more severe', async () => {
    await scan(LATE);
    await scan(PARTNER_DUE);
    await scan(at('2026-03-23T00:00'));
    expect((await late()).severity).toBe('CRITICAL');
    const after = (await told()).slice(2);
    expect(after.map(({ name }) => name)).toEqual(['Ada Moreno', 'Pia Partner']);
  });

  it('stays with the consultancy, unless the workspace lets the sponsor know', async () => {
    const owner = practice.acting(practice.owner, at('2026-03-03T09:00'));
    await must(updateWorkspace(owner, { escalateToSponsor: true }));
    await practice.client('Another client');
    await scan(LATE);
    await scan(OWNER_DUE);
    expect(await steps()).toEqual(['PARTNER: Pia Partner', 'OWNER: Olive Owner', 'SPONSOR: Carla Reyes']);
    const [sponsor, ...others] = (await told()).filter(({ name }) => name === 'Carla Reyes');
    expect(others).toEqual([]);
    expect(sponsor?.because).toContain('the practice has chosen to tell you');
    const [event] = await practice.query<{ url: string; clientId: string }>(
      `select payload -> 'data' ->> 'url' as url, client_id as "clientId" from notice
       where channel = 'EMAIL' and payload -> 'data' ->> 'because' like '%sponsor%'`,
    );
    // A sponsor sees no alerts: the link leads to what it is about.
    expect(event?.url).toMatch(/\/deliverables\//);
    expect(event?.clientId).toBe(engagement.clientId);
  });
});

describe('an answer', () => {
  it('stops it: acknowledged', async () => {
    await scan(LATE);
    const { id } = await late();
    await must(acknowledgeDriftAlert(practice.acting(practice.cto, at('2026-03-18T09:00')), { driftAlertId: id }));
    await scan(at('2026-04-20T12:00'));
    expect(await steps()).toEqual([]);
  });

  it('lets it rest, and counts anew from the end of the snooze', async () => {
    await scan(LATE);
    const { id } = await late();
    const snooze = { driftAlertId: id, until: '2026-03-26', reason: 'Ada is away.' };
    // Critical before it rests, so that no rise of severity wakes it.
    await scan(at('2026-03-23T12:00'));
    await must(snoozeDriftAlert(practice.acting(practice.cto, at('2026-03-23T13:00')), snooze));
    await scan(at('2026-03-25T23:00'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner']);
    await scan(at('2026-03-26T00:00'));
    expect((await late()).state).toBe('OPEN');
    // Five working days from Thursday 26 March; summer time begins on the 29th.
    await scan(new Date('2026-04-02T21:59:00Z'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner']);
    await scan(new Date('2026-04-02T22:00:00Z'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner', 'OWNER: Olive Owner']);
  });

  it('resolved, it is over; the next of its identity begins anew and names it', async () => {
    await scan(LATE);
    await scan(PARTNER_DUE);
    const log = engagement.deliverables.get('decision-log') ?? '';
    const first = await late();
    await practice.submit(log, at('2026-03-23T10:00'));
    await practice.query(`update deliverable set state = 'CHANGES_REQUESTED', sent_back_at = $2 where id = $1`, [
      log,
      at('2026-03-24T10:00'),
    ]);
    await practice.query('update engagement set next_check_at = $2 where id = $1', [
      engagement.id,
      at('2026-03-25T00:00'),
    ]);
    await scan(at('2026-03-25T00:00'));
    const second = await late();
    expect(second.previousAlert).toMatchObject({ id: first.id });
    expect(second.escalations).toEqual([]);
    const [event] = await practice.query<{ payload: unknown }>(
      'select payload from notice where drift_alert_id = $1 order by created_at limit 1',
      [second.id],
    );
    expect(alertEventPayload.parse(event?.payload).data.previousAlert).toMatchObject({
      openedOn: '2026-03-17',
      resolvedOn: '2026-03-23',
    });
  });
});

describe("the workspace's calendar", () => {
  it.each<[string, Parameters<typeof updateWorkspace>[1], Date]>([
    ['a holiday on Thursday', { holidays: ['2026-03-19'] }, at('2026-03-24T00:00')],
    ['a week from Monday to Wednesday', { workingDays: [1, 2, 3] }, at('2026-03-25T00:00')],
    // 13 hours ahead of Amsterdam in winter: midnight there is 11:00 of the day before.
    ['days of Kiritimati', { timeZone: 'Pacific/Kiritimati' }, at('2026-03-20T11:00')],
  ])('moves the moment: %s', async (_, settings, moment) => {
    await must(updateWorkspace(practice.acting(practice.owner, at('2026-03-03T09:00')), settings));
    await scan(LATE);
    await scan(new Date(moment.getTime() - 1));
    expect(await steps()).toEqual([]);
    await scan(moment);
    expect(await steps()).toEqual(['PARTNER: Pia Partner']);
  });

  it('changed, every running engagement is looked at again, in one statement', async () => {
    await scan(LATE);
    const before = await nextCheck();
    const moment = at('2026-03-17T09:00');
    await must(updateWorkspace(practice.acting(practice.owner, moment), { workingDays: [1, 2, 3] }));
    expect(before?.getTime()).toBeGreaterThan(moment.getTime());
    expect(await nextCheck()).toEqual(moment);
  });

  it('refuses what is no calendar, by field, and keeps what was', async () => {
    const owner = practice.acting(practice.owner, at('2026-03-03T09:00'));
    expect(await updateWorkspace(owner, { workingDays: [], timeZone: 'Mars/Olympus' })).toMatchObject({
      ok: false,
      refusals: [{ field: 'timeZone' }, { field: 'workingDays' }],
    });
    const [row] = await practice.query('select time_zone, working_days from workspace');
    expect(row).toEqual({ time_zone: 'Europe/Amsterdam', working_days: [1, 2, 3, 4, 5] });
  });
});

describe('a paused engagement', () => {
  it('lets its alerts rest, and the days of the pause count for nothing', async () => {
    await scan(LATE);
    // As pausing and resuming leave it: away from Wednesday to the Wednesday after, due dates seven days later.
    await practice.query(
      `insert into pause (workspace_id, engagement_id, client_id, from_day, to_day, paused_at, resumed_at, paused_by, resumed_by)
       values ($1, $2, $3, '2026-03-18', '2026-03-25', $4, $5, 'Olive Owner', 'Olive Owner')`,
      [practice.workspaceId, engagement.id, engagement.clientId, at('2026-03-18T09:00'), at('2026-03-25T09:00')],
    );
    await practice.query(`update deliverable set due_on = '2026-03-23' where id = $1`, [
      engagement.deliverables.get('decision-log'),
    ]);
    // Tuesday 17th; then Wednesday 25th, Thursday, Friday.
    await scan(at('2026-03-27T23:59'));
    expect(await steps()).toEqual([]);
    await scan(at('2026-03-28T00:00'));
    expect(await steps()).toEqual(['PARTNER: Pia Partner']);
  });
});
