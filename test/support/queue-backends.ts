import { describe } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { testDatabase, type TestDatabase } from './database.js';
import { testRedis, type TestRedis } from './redis.js';

export interface TestServers {
  database: TestDatabase;
  /** Absent: the queue stands on PostgreSQL. */
  redis?: TestRedis;
  stop(): Promise<void>;
}

/** Runs the same suite on each queue backend, with servers of its own. Says aloud where Redis had to be left out. */
export function describeOnEachBackend(what: string, suite: (open: () => Promise<TestServers>) => void): void {
  describe(`${what}, the queue on PostgreSQL`, () => suite(() => open(false)));
  if (redisIsThere()) describe(`${what}, the queue on Redis`, () => suite(() => open(true)));
  else {
    console.warn(`LEFT OUT: "${what}" on Redis, for redis-server is not on the PATH and REDIS_URL is not set.`);
    describe.skip(`${what}, the queue on Redis`, () => suite(() => open(true)));
  }
}

/** For what the queue only carries, and would do the same on either backend. */
export function describeOnPostgres(what: string, suite: (open: () => Promise<TestServers>) => void): void {
  describe(what, () => suite(() => open(false)));
}

async function open(onRedis: boolean): Promise<TestServers> {
  const database = await testDatabase();
  const redis = onRedis ? await testRedis() : undefined;
  if (onRedis && redis === undefined) throw new Error('redis-server did not start.');
  return {
    database,
    redis,
    stop: async () => {
      await redis?.stop();
      await database.drop();
    },
  };
}

function redisIsThere(): boolean {
  if (process.env['REDIS_URL']) return true;
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
