/**
 * A process that takes empty jobs and nothing else: what the queue itself costs. Started with the name of its queue and
 * the servers in the environment; tells its parent that it is ready.
 */
import { createPostgresBackend, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { QUEUES } from '@bicorne/jobs';

const { QUEUE = '', REDIS_URL, DATABASE_URL = '' } = process.env;
/** As the worker of the product has it for deliveries. */
const SETTINGS = { concurrency: QUEUES.delivery.concurrency, lockDuration: 30_000, drainDelay: 5 };
const nothing = async (): Promise<void> => undefined;

const worker = REDIS_URL
  ? new Worker(QUEUE, nothing, {
      ...SETTINGS,
      connection: new Redis(REDIS_URL, { maxRetriesPerRequest: null }),
      prefix: 'bicorne',
    })
  : new (withBackend(createPostgresBackend).Worker)(QUEUE, nothing, {
      ...SETTINGS,
      connection: new pg.Pool({
        connectionString: DATABASE_URL,
        max: Object.keys(QUEUES).length + 3,
        options: '-c role=bicorne_worker -c search_path=bullmq',
      }),
    });
worker.on('error', (error) => console.error(error));
await worker.waitUntilReady();
process.send?.('ready');
