import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { until } from '../../support/until.js';
import type { BenchServers } from './servers.js';

const QUEUE = '{bicorne-bench}';
/** As the product keeps them. */
const OPTIONS = { attempts: 6, removeOnComplete: { count: 200 }, removeOnFail: { count: 2_000 } };
const BULK = 1_000;

/** Empty jobs a second that one process takes from a full queue. */
export async function emptyJobsPerSecond({ redisUrl, databaseUrl }: BenchServers, jobs: number): Promise<number> {
  const redis = redisUrl === undefined ? undefined : new Redis(redisUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,
    options: '-c role=bicorne_worker -c search_path=bullmq',
  });
  const queue = redis
    ? new Queue(QUEUE, { connection: redis, prefix: 'bicorne' })
    : new (withBackend(createPostgresBackend).Queue)(QUEUE, { connection: pool });
  for (let added = 0; added < jobs; added += BULK)
    await queue.addBulk(Array.from({ length: BULK }, () => ({ name: 'empty', data: {}, opts: OPTIONS })));

  const began = performance.now();
  const child = fork(new URL('./empty-worker.js', import.meta.url), {
    env: { ...process.env, QUEUE, REDIS_URL: redisUrl, DATABASE_URL: databaseUrl },
  });
  await once(child, 'message');
  // Its start is not counted, and what it took meanwhile neither.
  const left = await queue.getWaitingCount();
  const ready = performance.now();
  await until('all empty jobs taken', async () => (await queue.getWaitingCount()) === 0, 120_000);
  const seconds = (performance.now() - ready) / 1_000;
  if (left < jobs / 2) throw new Error(`Too few jobs to measure: ${jobs - left} were gone in ${ready - began} ms.`);
  child.kill();
  await once(child, 'exit');
  await queue.close();
  redis?.disconnect();
  await pool.end();
  return left / seconds;
}
