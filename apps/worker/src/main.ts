import 'reflect-metadata';
import { ConfigError, findProjectRoot, readConfig, superviseChild } from '@bicorne/config';
import { openLog } from './log.js';
import { startWorker, type Worker } from './worker.js';

let worker: Worker | undefined;
const child = superviseChild({ onStop: async () => worker?.stop() });

try {
  const config = readConfig(process.env, findProjectRoot(import.meta.url));
  const { databaseUrl } = config;
  if (databaseUrl === undefined) throw new ConfigError(['DATABASE_URL must be set for a worker on its own.']);
  const log = openLog(config.logLevel);
  worker = await startWorker({ ...config, databaseUrl }, log);
  log.info({ queue: config.redisUrl === undefined ? 'postgres' : 'redis' }, 'The worker is ready');
  child.ready();
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  await child.failed(`The worker cannot start: ${sentence}`);
}
