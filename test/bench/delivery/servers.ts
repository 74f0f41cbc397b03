import { startEmbedded } from '@bicorne/embedded';
import { migrateQueue, type QueueServer } from '@bicorne/jobs';
import { migrate } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRedis } from '../../support/redis.js';

export interface BenchServers extends QueueServer {
  backend: 'redis' | 'postgres';
  dataDir: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own with every migration, as durable as in service, and a Redis where it is asked for. */
export async function openServers(backend: 'redis' | 'postgres'): Promise<BenchServers | undefined> {
  const redis = backend === 'redis' ? await testRedis() : undefined;
  if (backend === 'redis' && redis === undefined) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-bench-'));
  const database = await startEmbedded({ dataDir, log: () => undefined });
  await migrate(database.url);
  await migrateQueue(database.url);
  return {
    backend,
    databaseUrl: database.url,
    redisUrl: redis?.url,
    dataDir,
    stop: async () => {
      await redis?.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
