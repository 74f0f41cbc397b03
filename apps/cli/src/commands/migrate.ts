import { Command } from 'commander';
import { explainOnStderr, withDatabase } from '../with-database.js';

/** `bicorne migrate`: brings the database up to date. */
export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database up to date').action(async () => {
    const { migrate } = await import('@bicorne/persistence');
    const ran = await withDatabase((url) => migrate(url, explainOnStderr));
    explainOnStderr(ran.length === 0 ? 'The database is up to date.' : `${ran.length} migrations were applied.`);
  });
}
