import { Command } from 'commander';
import { migrateAll, migrateBack } from '../wiring.js';
import { explainOnStderr, withDatabase } from '../with-database.js';

interface Options {
  backTo?: string;
}

/** `bicorne migrate`: brings the database up to date, or back to what an earlier version knew. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database up to date')
    .option('--back-to <migration>', 'take back every migration after that one, and lose what only they keep')
    .action(async ({ backTo }: Options) => {
      await withDatabase((url, config) =>
        backTo === undefined ? migrateAll(url, config, explainOnStderr) : migrateBack(url, backTo, explainOnStderr),
      );
      explainOnStderr(backTo === undefined ? 'The database is up to date.' : `The newest migration is ${backTo}.`);
    });
}
