import { findProjectRoot } from '@bicorne/config';
import { startEmbedded, type EmbeddedServer } from '@bicorne/embedded';
import { migrateQueue } from '@bicorne/jobs';
import { migrate } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from '../support/run.js';
import { KeptProcess } from './kept-process.js';
import type { ChaosOptions } from './options.js';

/** The installation's secret of the runs. */
export const SECRET = 'a secret for chaos with more than 32 characters';

export const MACHINES = ['worker 1', 'worker 2', 'api', 'postgres', 'redis'] as const;
export type MachineName = (typeof MACHINES)[number];

export interface Machines {
  databaseUrl: string;
  apiUrl: string;
  /** Those that can be killed: without Redis where the queue stands on PostgreSQL. */
  names: readonly MachineName[];
  kill(name: MachineName): Promise<void>;
  /** Resolves when that one is up. */
  ready(name: MachineName): Promise<void>;
  freeze(name: 'worker 1' | 'worker 2'): void;
  thaw(name: 'worker 1' | 'worker 2'): void;
  /** Resolves when all of them are up. */
  allReady(): Promise<void>;
  lastWords(): string;
  stop(): Promise<void>;
}

interface Sinks {
  smtpUrl: string;
}

/** Starts PostgreSQL and Redis; the rest follows with `startRest`, when rows are planted. */
export async function startMachines(options: ChaosOptions, { smtpUrl }: Sinks, plant: (url: string) => Promise<void>) {
  const root = findProjectRoot(import.meta.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-chaos-'));
  let database = await startDatabase(dataDir);
  await migrate(database.url);
  await migrateQueue(database.url);
  await plant(database.url);

  const kept = new Map<MachineName, KeptProcess>();
  const redisPort = await freePort();
  const redisUrl = options.backend === 'redis' ? `redis://127.0.0.1:${redisPort}` : undefined;
  if (redisUrl !== undefined) {
    // It keeps nothing: each kill also empties it.
    const args = [
      '--port',
      String(redisPort),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      dataDir,
    ];
    const redis = new KeptProcess({
      name: 'redis',
      command: 'redis-server',
      args,
      env: process.env,
      isReady: (line) => line.includes('Ready to accept connections'),
    });
    kept.set('redis', redis);
    await redis.isReady();
  }
  const apiPort = await freePort();
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    SMTP_URL: smtpUrl,
    BICORNE_SECRET: SECRET,
    BICORNE_EGRESS_ALLOW: '127.0.0.1',
    BICORNE_DATA_DIR: dataDir,
    BICORNE_BASE_URL: 'https://bicorne.example.com',
    PORT: String(apiPort),
    SCAN_EVERY_SECONDS: '1',
    NOTICE_COLLECT_SECONDS: '1',
    LOG_LEVEL: 'warn',
    CHAOS_FAULT: options.fault,
  };
  const start = (name: MachineName, main: string, args: readonly string[] = []): void => {
    const command = process.execPath;
    kept.set(name, new KeptProcess({ name, command, args: [...args, join(root, 'dist', main)], env }));
  };
  const planted = pathToFileURL(join(root, 'dist/test/chaos/fault/register.js')).href;
  const withFault = options.fault === undefined ? [] : ['--import', planted];
  // A fault finds its place in the files as the compiler made them.
  const worker = options.fault === undefined ? 'run/worker.js' : 'apps/worker/src/main.js';
  start('api', 'run/api.js');
  start('worker 1', worker, withFault);
  start('worker 2', worker, withFault);

  const machines: Machines = {
    databaseUrl: database.url,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    names: MACHINES.filter((name) => name !== 'redis' || redisUrl !== undefined),
    kill: async (name) => {
      if (name !== 'postgres') return void kept.get(name)?.signal('SIGKILL');
      process.kill(database.pid, 'SIGKILL');
      await database.ended;
      database = await startDatabase(dataDir);
    },
    freeze: (name) => void kept.get(name)?.signal('SIGSTOP'),
    thaw: (name) => void kept.get(name)?.signal('SIGCONT'),
    ready: async (name) => kept.get(name)?.isReady(),
    allReady: async () => {
      for (const process of kept.values()) await process.isReady();
    },
    lastWords: () => [...kept].map(([name, { log }]) => `${name}:\n${log.slice(-15).join('\n')}`).join('\n'),
    stop: async () => {
      await Promise.all(['worker 1', 'worker 2', 'api'].map(async (name) => kept.get(name as MachineName)?.stop()));
      await kept.get('redis')?.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await machines.allReady();
  return machines;
}

/** On the same port as before, so that whoever lost it finds it again. */
async function startDatabase(dataDir: string): Promise<EmbeddedServer & { ended: Promise<void> }> {
  for (let tries = 0; ; tries += 1) {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    try {
      const server = await startEmbedded({ dataDir, log: () => undefined, onUnexpectedEnd: end });
      return Object.assign(server, { ended });
    } catch (error) {
      // Processes of the killed server still hold what it had.
      if (tries === 50) throw error;
      await pause(200);
    }
  }
}
