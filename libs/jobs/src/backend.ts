import type { Processor, Queue, Worker } from 'bullmq';
import pg from 'pg';
import type { QueueName } from './catalogue.js';

/** BullMQ's schema in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

export interface QueueServer {
  /** redis:// URL; absent: the queue stands on PostgreSQL. */
  redisUrl?: string;
  /** postgres:// URL whose user may become `bicorne_worker`. A direct connection: LISTEN does not survive a pooler. */
  databaseUrl: string;
}

/** What the library needs of a BullMQ queue, the same on both backends. */
export type JobQueue = Pick<
  Queue,
  | 'addBulk'
  | 'upsertJobScheduler'
  | 'getJobScheduler'
  | 'getWaitingCount'
  | 'getWaiting'
  | 'getJobCounts'
  | 'waitUntilReady'
  | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };

export type JobWorker = Pick<Worker, 'run' | 'close' | 'waitUntilReady' | 'isRunning'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(
    event: 'failed',
    listener: (job: { id?: string; name: string; attemptsMade: number } | undefined, error: Error) => void,
  ): unknown;
};

export interface WorkerSettings {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
  drainDelay: number;
}

export interface QueueBackend {
  kind: 'redis' | 'postgres';
  queue(name: QueueName): JobQueue;
  worker(name: QueueName, processor: Processor, settings: WorkerSettings): JobWorker;
  /** Call after the queues and workers are closed. */
  close(): Promise<void>;
}

/** In braces, so that all keys of a queue lie in one slot of a Redis cluster. */
const nameOf = (queue: QueueName): string => `{bicorne-${queue}}`;

/**
 * Chooses Redis where it is given, else PostgreSQL. `connections` is how many it may open to PostgreSQL; `onError` hears
 * of lost ones, which mend themselves. BullMQ is large, and most processes never open a queue: it is loaded here.
 */
export async function openBackend(
  server: QueueServer,
  connections: number,
  onError: (error: Error) => void,
): Promise<QueueBackend> {
  return server.redisUrl === undefined
    ? postgresBackend(server.databaseUrl, connections, onError)
    : redisBackend(server.redisUrl, onError);
}

async function redisBackend(url: string, onError: (error: Error) => void): Promise<QueueBackend> {
  const [{ Queue, Worker }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  // The relay would rather hear at once that Redis is away than hold its rows while commands pile up.
  const producing = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: 10_000 });
  // BullMQ asks for null: a worker waits for Redis to return. Jobs that end in the same moment are noted in one write.
  const consuming = new Redis(url, { maxRetriesPerRequest: null, enableAutoPipelining: true });
  for (const connection of [producing, consuming]) connection.on('error', onError);
  return {
    kind: 'redis',
    queue: (name) => new Queue(nameOf(name), { connection: producing, prefix: 'bicorne' }),
    worker: (name, processor, settings) =>
      new Worker(nameOf(name), processor, { ...settings, connection: consuming, prefix: 'bicorne', autorun: false }),
    close: async () => {
      for (const connection of [producing, consuming]) connection.disconnect();
    },
  };
}

async function postgresBackend(
  connectionString: string,
  max: number,
  onError: (error: Error) => void,
): Promise<QueueBackend> {
  const { createPostgresBackend, withBackend } = await import('bullmq');
  const onPostgres = withBackend(createPostgresBackend);
  // One pool for all queues: each worker holds a connection of it for LISTEN, the rest serve short queries.
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'bicorne-queue',
    options: `-c role=bicorne_worker -c search_path=${QUEUE_SCHEMA}`,
  });
  pool.setMaxListeners(50);
  pool.on('error', onError);
  // Those in use too, between their queries: one that ends while nobody listens would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    kind: 'postgres',
    queue: (name) => new onPostgres.Queue(nameOf(name), { connection: pool }),
    worker: (name, processor, settings) =>
      new onPostgres.Worker(nameOf(name), processor, { ...settings, connection: pool, autorun: false }),
    close: () => pool.end(),
  };
}
