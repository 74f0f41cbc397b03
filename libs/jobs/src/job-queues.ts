import { openBackend, type JobQueue, type QueueBackend, type QueueServer } from './backend.js';
import { JOBS, QUEUES, type Job, type JobName, type JobPayload, type QueueName } from './catalogue.js';
import { entriesOf } from './entries.js';
import type { JobLog } from './log.js';
import { within } from './within.js';

/** The queues as those see them who add jobs. */
export interface JobQueues {
  readonly backend: 'redis' | 'postgres';
  /** Adds the jobs; resolves when the queue has them all. Where it rejects, some may have been added: add all again. */
  add(jobs: readonly Job[]): Promise<void>;
  /** Entries of the queue of that job that wait for a worker; each holds up to as many jobs as travel together. */
  waiting(name: JobName): Promise<number>;
  /** How many jobs each queue has in each state, and how long its oldest waiting one has waited. */
  figures(): Promise<QueueFigures[]>;
  /** Makes sure that each scheduled job comes, also where its keys were deleted since. Cheap; repeat it. */
  keepSchedules(schedules: readonly Schedule[]): Promise<void>;
  close(): Promise<void>;
}

/** Of one queue, at one moment. */
export interface QueueFigures {
  queue: QueueName;
  counts: Record<string, number>;
  /** Seconds; nought where none waits. */
  oldestWaiting: number;
}

/** A job without payload that comes every so many seconds, once for all processes together. */
export interface Schedule {
  name: { [N in JobName]: JobPayload<N> extends Record<string, never> ? N : never }[JobName];
  everySeconds: number;
}

/** Finished jobs are kept to look at, never to count on. */
const KEPT_COMPLETED = 200;
const KEPT_FAILED = 2_000;

/**
 * A schedule whose next moment is this long past is broken: BullMQ makes the next job when it begins the one before, so
 * a worker that was killed in between takes the chain with it. One that is merely late gets a job too many, a hint.
 */
const BROKEN_AFTER_MS = 5_000;

const CONNECTIONS = 2;
/** A queue whose server is away may wait for it for ever. */
const CLOSE_WITHIN_MS = 1_000;

/** Opens the queues for adding. @throws what the server says where it cannot be reached */
export async function openJobQueues(server: QueueServer, log: JobLog): Promise<JobQueues> {
  const backend = await openBackend(server, CONNECTIONS, (error) =>
    log.warn({ error: error.message }, 'The queue lost its connection'),
  );
  const queues = new Map<QueueName, JobQueue>();
  for (const name of Object.keys(QUEUES) as QueueName[]) {
    const queue = backend.queue(name);
    queue.on('error', (error) => log.warn({ queue: name, error: error.message }, 'The queue reports an error'));
    queues.set(name, queue);
  }
  try {
    await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  } catch (error) {
    await closeAll(queues, backend).catch(() => undefined);
    throw error;
  }
  return queuesOn(backend, queues);
}

function queuesOn(backend: QueueBackend, queues: ReadonlyMap<QueueName, JobQueue>): JobQueues {
  const queueOf = (name: JobName): JobQueue => {
    const queue = queues.get(JOBS[name].queue);
    if (queue === undefined) throw new Error(`No queue for the job ${name}.`);
    return queue;
  };
  return {
    backend: backend.kind,
    add: async (jobs) => {
      for (const queue of new Set(jobs.map(({ name }) => queueOf(name)))) {
        const group = jobs.filter(({ name }) => queueOf(name) === queue);
        await queue.addBulk(entriesOf(group).map(({ name, data }) => ({ name, data, opts: optionsOf(name) })));
      }
    },
    waiting: (name) => queueOf(name).getWaitingCount(),
    figures: () => Promise.all([...queues].map(([name, queue]) => figuresOf(name, queue))),
    keepSchedules: async (schedules) => {
      for (const schedule of schedules) await keepSchedule(queueOf(schedule.name), schedule);
    },
    close: () => closeAll(queues, backend),
  };
}

async function figuresOf(name: QueueName, queue: JobQueue): Promise<QueueFigures> {
  const [counts, [oldest]] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    queue.getWaiting(0, 0),
  ]);
  return { queue: name, counts, oldestWaiting: oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1_000) : 0 };
}

async function keepSchedule(queue: JobQueue, { name, everySeconds }: Schedule): Promise<void> {
  const every = everySeconds * 1_000;
  const known = await queue.getJobScheduler(name);
  // Asked first, for each upsert would start the interval again.
  if (known?.every === every && known.next !== undefined && known.next > Date.now() - BROKEN_AFTER_MS) return;
  await queue.upsertJobScheduler(name, { every }, { name, data: {}, opts: optionsOf(name) });
}

function optionsOf(name: JobName) {
  const { tries, firstPauseMs } = JOBS[name].retry;
  return {
    attempts: tries,
    backoff: { type: 'exponential', delay: firstPauseMs, jitter: 0.5 },
    removeOnComplete: { count: KEPT_COMPLETED },
    removeOnFail: { count: KEPT_FAILED },
  };
}

async function closeAll(queues: ReadonlyMap<QueueName, JobQueue>, backend: QueueBackend): Promise<void> {
  await within(CLOSE_WITHIN_MS, Promise.allSettled([...queues.values()].map((queue) => queue.close())));
  await backend.close();
}
