import type { NotedAttempt } from '@bicorne/application';
import type { JobQueues } from '@bicorne/jobs';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

export interface Figures {
  contentType: string;
  /** All of them now, in the format of Prometheus. @throws where database or queue do not answer */
  text(): Promise<string>;
  noteAttempt: (attempt: NotedAttempt) => void;
}

/** Where an event says when it happened, alone or among others in one message. */
const events = z.union([
  z.object({ timestamp: z.iso.datetime() }).transform(({ timestamp }) => [timestamp]),
  z
    .object({ notices: z.array(z.object({ timestamp: z.iso.datetime() })) })
    .transform(({ notices }) => notices.map(({ timestamp }) => timestamp)),
]);

const SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400];

/** What the worker tells of itself, of the queue and of what waits in the database. docs/operations.md lists it. */
export function openFigures(database: DataSource, queues: Pick<JobQueues, 'figures'>): Figures {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const refreshing = [queueFigures(registry, queues), databaseFigures(registry, database)];
  const attempts = new Counter({
    name: 'bicorne_delivery_attempts_total',
    help: 'Attempts at deliveries that this process made',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const untilSent = new Histogram({
    name: 'bicorne_delivery_seconds',
    help: 'From drift to the delivery that tells of it',
    labelNames: ['channel'],
    buckets: SECONDS,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: async () => {
      await Promise.all(refreshing.map((refresh) => refresh()));
      return registry.metrics();
    },
    noteAttempt: ({ channel, state, payload }) => {
      const outcome = state === 'PENDING' ? 'retry' : state.toLowerCase();
      attempts.inc({ channel, outcome });
      if (state !== 'SENT') return;
      const read = events.safeParse(payload);
      for (const timestamp of read.success ? read.data : [])
        untilSent.observe({ channel }, Math.max(0, (Date.now() - Date.parse(timestamp)) / 1_000));
    },
  };
}

/** Asks anew what the gauges tell. */
type Refresh = () => Promise<void>;

function queueFigures(registry: Registry, queues: Pick<JobQueues, 'figures'>): Refresh {
  const registers = [registry];
  const oldest = new Gauge({
    name: 'bicorne_queue_oldest_waiting_seconds',
    help: 'How long the oldest job of a queue has waited for a worker',
    labelNames: ['queue'],
    registers,
  });
  const jobs = new Gauge({
    name: 'bicorne_queue_jobs',
    help: 'Jobs of a queue in a state',
    labelNames: ['queue', 'state'],
    registers,
  });
  return async () => {
    for (const { queue, counts, oldestWaiting } of await queues.figures()) {
      for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count);
      oldest.set({ queue }, oldestWaiting);
    }
  };
}

interface Backlog {
  what: 'outbox' | 'delivery' | 'notice';
  channel: string;
  rows: number;
  seconds: number;
}

const CHANNELS = ['EMAIL', 'SLACK', 'WEBHOOK'];

function databaseFigures(registry: Registry, database: DataSource): Refresh {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const outbox = gauge('bicorne_outbox_rows', 'Rows of the outbox');
  const outboxAge = gauge('bicorne_outbox_oldest_seconds', 'Age of the oldest row of the outbox');
  const due = gauge('bicorne_deliveries_due', 'Deliveries whose moment has come and that nobody holds', ['channel']);
  const dueAge = gauge('bicorne_deliveries_due_oldest_seconds', 'For how long the oldest of them is due', ['channel']);
  const untold = gauge('bicorne_notices_untold', 'Notices in the app that are not told yet');
  return async () => {
    const backlogs = await database.query<Backlog[]>(BACKLOGS);
    const of = (what: Backlog['what'], channel = ''): Backlog | undefined =>
      backlogs.find((backlog) => backlog.what === what && backlog.channel === channel);
    outbox.set(of('outbox')?.rows ?? 0);
    outboxAge.set(of('outbox')?.seconds ?? 0);
    untold.set(of('notice')?.rows ?? 0);
    for (const channel of CHANNELS) {
      due.set({ channel }, of('delivery', channel)?.rows ?? 0);
      dueAge.set({ channel }, of('delivery', channel)?.seconds ?? 0);
    }
  };
}

const BACKLOGS = `
  select 'outbox' as what, '' as channel, count(*)::int as rows,
    coalesce(extract(epoch from now() - min(created_at)), 0)::float as seconds
  from outbox
  union all
  select 'notice', '', count(*)::int, coalesce(extract(epoch from now() - min(created_at)), 0)::float
  from notice where channel = 'IN_APP' and told_at is null
  union all
  select 'delivery', channel, count(*)::int, extract(epoch from now() - min(next_attempt_at))::float
  from delivery
  where state in ('PENDING', 'SENDING') and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
  group by channel`;
