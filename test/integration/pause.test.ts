import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  pauseEngagement,
  recheckEngagement,
  resumeEngagement,
  snoozeDriftAlert,
  type Services,
} from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL, the use cases and every rule of drift. The clock is the test's.

let server: TestDatabase;
let app: DataSource;
let services: Services;
let practice: Practice;

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 2 });
  services = await testServices();
  practice = await Practice.open(new WorkspaceTransaction(app), services);
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

interface AlertRow {
  rule: string;
  subject: string;
  severity: string;
  state: string;
  figures: { name: string; value: number }[];
}

function alertsOf({ id }: StartedEngagement): Promise<AlertRow[]> {
  return practice.query(
    `select rule, subject_id as subject, severity, state, figures from drift_alert where engagement_id = $1
     order by rule, subject_id, opened_at`,
    [id],
  );
}

function look({ id }: StartedEngagement, moment: Date) {
  return practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, id, moment));
}

const noon = (day: string): Date => at(`${day}T12:00`);

describe('a pause', () => {
  it('opens, raises and resolves nothing, neither while it runs nor when it ends', async () => {
    const engagement = await practice.engagement();
    await practice.submit(engagement.deliverables.get('architecture-read') ?? '', noon('2026-03-05'));
    await practice.decision(engagement, noon('2026-03-16'), { hatWorn: 'JOINT', area: 'ai-team-hiring' });
    const pausedAt = at('2026-03-18T17:00');
    await look(engagement, pausedAt);
    const before = await alertsOf(engagement);
    expect(before.map(({ rule }) => rule)).toContain('LATE');

    const { id: engagementId } = engagement;
    await must(pauseEngagement(practice.acting(practice.owner, pausedAt), { engagementId }));
    for (const day of ['2026-03-19', '2026-04-20', '2026-06-20']) {
      expect(await look(engagement, noon(day))).toMatchObject({ opened: 0, raised: 0, resolved: 0 });
    }
    // Ninety-four days later, at the same time of day: the clocks went forward in between.
    const resumedAt = new Date('2026-06-20T17:00:00+02:00');
    await must(resumeEngagement(practice.acting(practice.owner, resumedAt), { engagementId }));
    expect(await alertsOf(engagement)).toEqual(before);

    const [days] = await practice.query<{ ends: string; due: string; first: string; quarter: string }>(
      `select e.ends_on::text as ends, d.due_on::text as due, d.original_due_on::text as first, q.to_day::text as quarter
       from engagement e join deliverable d on d.engagement_id = e.id and d.key = 'roadmap'
       join quarter q on q.engagement_id = e.id where e.id = $1`,
      [engagementId],
    );
    expect(days).toEqual({ ends: '2026-09-02', due: '2026-08-18', first: '2026-08-18', quarter: '2026-09-02' });
    // What was late goes on getting later from where it stood.
    expect(await look(engagement, new Date('2026-06-26T00:00:00+02:00'))).toMatchObject({ raised: 1 });
  });

  it('lets a snooze end as many days later, so that nothing wakes because of it', async () => {
    const engagement = await practice.engagement();
    await look(engagement, noon('2026-03-18'));
    const { id: engagementId } = engagement;
    const [late] = await practice.query<{ id: string }>(
      "select id from drift_alert where engagement_id = $1 and rule = 'LATE'",
      [engagementId],
    );
    const snooze = { driftAlertId: late?.id ?? '', until: '2026-03-25', reason: 'Ada is away.' };
    await must(snoozeDriftAlert(practice.acting(practice.cto, noon('2026-03-18')), snooze));
    await must(pauseEngagement(practice.acting(practice.owner, noon('2026-03-19')), { engagementId }));
    await must(resumeEngagement(practice.acting(practice.owner, noon('2026-03-27')), { engagementId }));
    const [after] = await practice.query<{ state: string; until: Date }>(
      'select state, snoozed_until as until from drift_alert where id = $1',
      [snooze.driftAlertId],
    );
    // Eight days more, over the change of the clock on the 29th.
    expect(after).toEqual({ state: 'SNOOZED', until: new Date('2026-04-02T00:00:00+02:00') });
  });

  it('of less than a day moves nothing', async () => {
    const { id: engagementId } = await practice.engagement();
    await must(pauseEngagement(practice.acting(practice.owner, at('2026-03-10T09:00')), { engagementId }));
    await must(resumeEngagement(practice.acting(practice.owner, at('2026-03-10T17:00')), { engagementId }));
    const [row] = await practice.query<{ ends: string; pauses: number }>(
      `select ends_on::text as ends, (select count(*)::int from pause where engagement_id = $1) as pauses
       from engagement where id = $1`,
      [engagementId],
    );
    expect(row).toEqual({ ends: '2026-05-31', pauses: 1 });
  });
});
