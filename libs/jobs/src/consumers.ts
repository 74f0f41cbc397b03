import { setMaxListeners } from 'node:events';
import { openBackend, type JobWorker, type QueueServer, type WorkerSettings } from './backend.js';
import { QUEUES, readJob, type Job, type JobName, type QueueName } from './catalogue.js';
import { payloadsOf } from './entries.js';
import type { Handlers, JobContext } from './handlers.js';
import type { JobLog } from './log.js';
import { within } from './within.js';

export interface Consumers {
  /**
   * Takes no further job, lets those under way finish for `graceMs`, then aborts their signal and waits
   * `abortMs` more. What still runs then is left to the lease in the database and to the stalled check.
   */
  stop(graceMs?: number, abortMs?: number): Promise<void>;
}

const SETTINGS: Omit<WorkerSettings, 'concurrency'> = {
  // A worker that was killed holds its jobs no longer than this and one interval.
  lockDuration: 30_000,
  stalledInterval: 15_000,
  // A job may lose its worker again and again, as in a rolling restart: that is no fault of the job.
  maxStalledCount: 1_000,
  // Seconds that an idle worker sleeps. A new job wakes it, unless the connection that would tell of it is just being lost:
  // BullMQ takes a look that failed for one that found nothing, and the job waits for as long as this.
  drainDelay: 5,
};

/** One for each queue to listen with, and some for short queries. */
const CONNECTIONS = Object.keys(QUEUES).length + 3;

/** Starts a consumer for every queue. @throws what the server says where it cannot be reached */
export async function startConsumers(server: QueueServer, handlers: Handlers, log: JobLog): Promise<Consumers> {
  const backend = await openBackend(server, CONNECTIONS, (error) =>
    log.warn({ error: error.message }, 'The queue lost its connection'),
  );
  const hurry = new AbortController();
  // Each job under way listens, and there are more of them than Node takes for a leak.
  setMaxListeners(0, hurry.signal);
  const context: JobContext = { signal: hurry.signal };
  const workers = (Object.keys(QUEUES) as QueueName[]).map((queue) => {
    const worker = backend.worker(queue, ({ name, data }) => handle(name, data, handlers, context), {
      ...SETTINGS,
      concurrency: QUEUES[queue].concurrency,
    });
    listen(worker, queue, log);
    return worker;
  });
  const stop = async (graceMs = 4_500, abortMs = 1_500): Promise<void> => {
    const closed = Promise.allSettled(workers.map((worker) => worker.close()));
    if (!(await within(graceMs, closed))) hurry.abort();
    // No longer: one whose server is away never ends, and one that is closing cannot be forced.
    await within(abortMs, closed);
    await within(
      abortMs,
      backend.close().catch(() => undefined),
    );
  };
  try {
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  } catch (error) {
    await stop(0, 500);
    throw error;
  }
  for (const worker of workers) {
    worker.run().catch((error: unknown) => log.error({ error: String(error) }, 'A consumer ended'));
  }
  return { stop };
}

/** A job that is none of ours: trying again would not make it one, and BullMQ goes by the name. */
class Unreadable extends Error {
  override name = 'UnrecoverableError';
}

/** Runs all jobs of an entry at once. @throws what the first of them throws, when all have ended */
async function handle(name: string, data: unknown, handlers: Handlers, context: JobContext): Promise<void> {
  const outcomes = await Promise.allSettled(
    payloadsOf(data).map(async (payload) => {
      const read = readJob(name, payload);
      if (!read.ok) throw new Unreadable(read.reason);
      await dispatch(read.job, handlers, context);
    }),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
  // What another try can mend comes first.
  const first = failed.find((error) => !(error instanceof Unreadable)) ?? failed[0];
  if (first) throw first;
}

function dispatch<N extends JobName>(job: Job<N>, handlers: Handlers, context: JobContext): Promise<void> {
  return handlers[job.name](job.payload, context);
}

function listen(worker: JobWorker, queue: QueueName, log: JobLog): void {
  worker.on('error', (error) => log.warn({ queue, error: error.message }, 'A consumer reports an error'));
  worker.on('failed', (job, error) => {
    log.error({ queue, job: job?.name, id: job?.id, tries: job?.attemptsMade, error: error.stack }, 'A job failed');
  });
}
