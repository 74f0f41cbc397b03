import {
  assignHat,
  composeMessage,
  listNotices,
  readNotices,
  recheckEngagement,
  sweepNotices,
  tellNotices,
  updatePreferences,
  type ComposeResult,
  type Services,
} from '@bicorne/application';
import type { Job } from '@bicorne/jobs';
import { composedPayload } from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices } from '../support/factories.js';

// Real: PostgreSQL with its policies, the use cases, the steps of the worker under its role. Left out: the queue and the
// channels. The clock is the test's; the worker's own sweep goes by the database's.

let server: TestDatabase;
let app: DataSource;
let worker: DataSource;
let services: Services;
let practice: Practice;

/** In every engagement of the tests something is late from this moment on, and critically so a week later. */
const LATE = at('2026-03-17T00:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 6 });
  services = await testServices({ smtpUrl: 'smtp://localhost:1' });
});

afterAll(async () => {
  await worker?.destroy();
  await app?.destroy();
  await server?.drop();
});

beforeEach(async () => {
  practice = await Practice.open(new WorkspaceTransaction(app), services);
});

const minutesLater = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000);

/** Engagements in which the same people are told of drift, all in one look. */
async function drifting(count: number, moment = LATE): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { id } = await practice.engagement();
    await practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, id, moment));
  }
}

const idOf = (person: { memberId: string | null }): string => person.memberId ?? '';

function compose(person: { memberId: string | null }, moment: Date): Promise<ComposeResult> {
  return new WorkspaceTransaction(worker).run({ workspaceId: practice.workspaceId }, (tx) =>
    composeMessage(tx, { recipientId: idOf(person), channel: 'EMAIL' }, moment),
  );
}

interface Sent {
  id: string;
  recipient: string;
  digest: boolean;
  payload: unknown;
}

/** The messages to somebody, the first one first. */
function sentTo(person: { memberId: string | null }): Promise<Sent[]> {
  return practice.query<Sent>(
    `select id, recipient, digest, payload from delivery where recipient_id = $1 and event = 'notices' order by created_at`,
    [idOf(person)],
  );
}

function writtenFor(person: { memberId: string | null }, channel = 'EMAIL'): Promise<{ urgency: string; due: Date }[]> {
  return practice.query(
    `select urgency, due_at as due from notice where recipient_id = $1 and channel = $2 order by created_at, id`,
    [idOf(person), channel],
  );
}

async function prefer(change: Parameters<typeof updatePreferences>[1], person = practice.cto): Promise<void> {
  await must(updatePreferences(practice.acting(person, LATE), change));
}

describe('what a person is told by email', () => {
  it('waits for the digest of the day, and comes in one message', async () => {
    await drifting(3);
    const written = await writtenFor(practice.cto);
    expect(written.length).toBeGreaterThanOrEqual(3);
    expect(new Set(written.map(({ urgency, due }) => `${urgency} ${due.toISOString()}`))).toEqual(
      new Set([`DIGEST ${at('2026-03-17T08:00').toISOString()}`]),
    );
    expect(await compose(practice.cto, at('2026-03-17T07:59'))).toBe('NOTHING_DUE');
    expect(await compose(practice.cto, at('2026-03-17T08:00'))).toBe('COMPOSED');
    expect(await compose(practice.cto, at('2026-03-17T08:01'))).toBe('NOTHING_DUE');
    const [message, ...others] = await sentTo(practice.cto);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ digest: true, recipient: `${practice.cto.userId ?? ''}@halyard.example` });
    expect(composedPayload.parse(message?.payload).notices).toHaveLength(written.length);
  });

  it('goes at once where they said so, all that a scan opens in one message, and what follows in the next window', async () => {
    await prefer({ immediate: ['NOTICE', 'WARNING', 'CRITICAL'] });
    await drifting(2);
    expect(await compose(practice.cto, minutesLater(LATE, 1))).toBe('COMPOSED');
    await drifting(1, minutesLater(LATE, 2));
    expect(await compose(practice.cto, minutesLater(LATE, 3))).toBe('WAITS');
    expect(await compose(practice.cto, minutesLater(LATE, 5))).toBe('NOTHING_DUE');
    expect(await compose(practice.cto, minutesLater(LATE, 6))).toBe('COMPOSED');
    const counts = (await sentTo(practice.cto)).map(({ payload }) => composedPayload.parse(payload).notices.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe((await writtenFor(practice.cto)).length);
    expect(counts).toHaveLength(2);
  });

  it('is composed once, whoever is at it', async () => {
    await prefer({ immediate: ['NOTICE', 'WARNING', 'CRITICAL'] });
    await drifting(1);
    const results = await Promise.all(Array.from({ length: 5 }, () => compose(practice.cto, minutesLater(LATE, 1))));
    expect(results.filter((result) => result === 'COMPOSED')).toHaveLength(1);
    expect(await sentTo(practice.cto)).toHaveLength(1);
  });

  it('does not come in quiet hours, nor where they take no email', async () => {
    await prefer({ immediate: ['NOTICE', 'WARNING', 'CRITICAL'], quietHours: { from: '22:00', to: '07:00' } });
    await prefer({ channels: [] }, practice.caio);
    await drifting(1);
    expect((await writtenFor(practice.cto)).map(({ due }) => due)).toContainEqual(at('2026-03-17T07:00'));
    expect(await writtenFor(practice.caio)).toEqual([]);
    expect((await writtenFor(practice.caio, 'IN_APP')).length).toBeGreaterThan(0);
  });

  it('is dropped with a reason where they stop emails before it goes', async () => {
    await drifting(1);
    await prefer({ channels: [] });
    expect(await compose(practice.cto, at('2026-03-17T08:00'))).toBe('DROPPED');
    expect(await sentTo(practice.cto)).toEqual([]);
    const reasons = await practice.query<{ reason: string }>(
      `select distinct dropped_because as reason from notice where recipient_id = $1 and channel = 'EMAIL'`,
      [idOf(practice.cto)],
    );
    expect(reasons).toEqual([{ reason: 'The recipient has stopped emails.' }]);
  });

  it('says what has resolved meanwhile', async () => {
    await drifting(1);
    await practice.query("update drift_alert set state = 'RESOLVED', resolved_at = now() where rule = 'LATE'");
    await compose(practice.cto, at('2026-03-17T08:00'));
    const [message] = await sentTo(practice.cto);
    const late = composedPayload
      .parse(message?.payload)
      .notices.filter((notice) => notice.type === 'drift_alert.raised' && notice.data.rule === 'LATE');
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((notice) => 'resolved' in notice && notice.resolved === true)).toBe(true);
  });
});

describe('the sweep', () => {
  it('brings each recipient with something due once, and none whose moment lies ahead', async () => {
    await drifting(2);
    await prefer({ immediate: [] });
    const added: Job[] = [];
    const queues = { add: async (jobs: Job[]) => void added.push(...jobs), waiting: async () => 0 };
    await practice.query("update notice set due_at = now() + interval '1 hour' where recipient_id = $1", [
      idOf(practice.caio),
    ]);
    await sweepNotices({ database: worker, queues });
    const ours = added.filter(
      ({ payload }) => 'recipientId' in payload && payload.workspaceId === practice.workspaceId,
    );
    expect(ours.map(({ payload }) => 'recipientId' in payload && payload.recipientId)).toEqual([idOf(practice.cto)]);
  });
});

describe('who wears a hat from now on', () => {
  it('is told once what was open under it before', async () => {
    const { id: engagementId } = await practice.engagement();
    await practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, engagementId, LATE));
    const under = (await writtenFor(practice.cto, 'IN_APP')).length;
    const before = (await writtenFor(practice.caio, 'IN_APP')).length;
    const assign = {
      engagementId,
      hat: 'CTO' as const,
      practitionerId: idOf(practice.owner),
      daysPerWeek: 2,
    };
    const later = minutesLater(LATE, 60);
    await must(assignHat(practice.acting(practice.owner, later), assign));
    await must(assignHat(practice.acting(practice.owner, minutesLater(later, 1)), { ...assign, daysPerWeek: 1 }));
    const told = await practice.query<{ because: string }>(
      `select payload -> 'data' ->> 'because' as because from notice
       where recipient_id = $1 and channel = 'IN_APP' and engagement_id = $2`,
      [idOf(practice.owner), engagementId],
    );
    expect(told.map(({ because }) => because)).toEqual(
      Array(under).fill('You wear the CTO hat now, and it was open before.'),
    );
    expect(await writtenFor(practice.caio, 'IN_APP')).toHaveLength(before);
  });
});

describe('what a person is told in the app', () => {
  it('is told once however many tell it, and stands in their feed until it is read', async () => {
    await drifting(2);
    await Promise.all(Array.from({ length: 4 }, () => tellNotices(worker)));
    const context = practice.acting(practice.cto, LATE);
    const feed = await listNotices(context, { offset: 0, limit: 50, unreadOnly: false });
    expect(feed.totalCount).toBe((await writtenFor(practice.cto, 'IN_APP')).length);
    expect(feed.unread).toBe(feed.totalCount);
    expect(feed.rows[0]).toMatchObject({ clientName: 'Noordlicht Energie', because: 'You wear the CTO hat.' });

    const oldest = feed.rows.at(-1);
    expect(await readNotices(context, { upToId: oldest?.id ?? null })).toBe(feed.unread - 1);
    expect(await readNotices(context, {})).toBe(0);
    const unread = await listNotices(context, { offset: 0, limit: 50, unreadOnly: true });
    expect(unread.rows).toEqual([]);
    const others = await listNotices(practice.acting(practice.caio, LATE), { offset: 0, limit: 50, unreadOnly: true });
    expect(others.unread).toBeGreaterThan(0);
  });
});
