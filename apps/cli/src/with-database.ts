import { type Config, findProjectRoot, readConfig } from '@bicorne/config';
import { connectionOf } from '@bicorne/embedded';
import { checkDatabase } from './start/checks.js';

/** Configuration of a command, from this process's environment. */
export function configOf(env: NodeJS.ProcessEnv = process.env): Config {
  return readConfig(env, findProjectRoot(import.meta.url));
}

/**
 * Does a command's work on the configured database: DATABASE_URL, else the embedded
 * server of a running start, else one that lives as long as the work.
 */
export async function withDatabase<T>(work: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = configOf();
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl);
    return work(config.databaseUrl, config);
  }
  const connection = await connectionOf({ dataDir: config.dataDir, log: explainOnStderr });
  try {
    return await work(connection.url, config);
  } finally {
    await connection.release();
  }
}

/** Standard output is for what a command answers. */
export function explainOnStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
