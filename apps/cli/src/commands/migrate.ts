import { Command } from 'commander';
import { migrateAll } from '../wiring.js';
import { explainOnStderr, withDatabase } from '../with-database.js';

/** `bicorne migrate`: brings the database up to date. */
export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database up to date').action(async () => {
    await withDatabase((url, config) => migrateAll(url, config, explainOnStderr));
    explainOnStderr('The database is up to date.');
  });
}
