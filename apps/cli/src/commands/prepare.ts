import { Command } from 'commander';
import { ConfigError } from '@bicorne/config';
import { CliError } from '../cli-error.js';
import type { PrepareMessage } from '../start/prepare-process.js';
import { configOf } from '../with-database.js';
import { migrateAll, seedDemoWorkspace } from '../wiring.js';

/**
 * `bicorne prepare`, called by `start` and by nobody else: migrates and seeds the
 * database at DATABASE_URL and tells the supervisor over IPC.
 */
export function prepareCommand(): Command {
  return new Command('prepare').action(async () => {
    // The supervisor was killed: half a migration is rolled back by PostgreSQL.
    process.once('disconnect', () => process.exit(1));
    try {
      const config = configOf();
      if (config.databaseUrl === undefined)
        throw new CliError('prepare is a part of bicorne start and needs DATABASE_URL.');
      const say = (line: string): void => tell({ type: 'say', line });
      say('Migrating …');
      await migrateAll(config.databaseUrl, config, say);
      // The demo's passwords are known to everybody: a production server gets it by `bicorne seed` alone.
      const signIns = config.production
        ? []
        : await seedDemoWorkspace(config.databaseUrl, config, { onlyFirst: true, say });
      tell({ type: 'prepared', signIns });
    } catch (error) {
      tell({ type: 'failed', sentence: sentenceOf(error) });
      process.exitCode = 1;
    } finally {
      process.removeAllListeners('disconnect');
      if (process.connected) process.disconnect();
    }
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof CliError || error instanceof ConfigError) return error.message;
  return `The database could not be prepared: ${error instanceof Error ? error.message : String(error)}`;
}

function tell(message: PrepareMessage): void {
  process.send?.(message);
}
