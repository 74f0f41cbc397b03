import { Command } from 'commander';
import { supervise } from '../start/supervisor.js';
import { configOf } from '../with-database.js';

/** `bicorne start`: everything in one process tree, until Ctrl-C. */
export function startCommand(): Command {
  return new Command('start')
    .description('start PostgreSQL (unless DATABASE_URL is set), the API, the worker and the admin on PORT')
    .action(async () => {
      // A closed terminal must not end the start before its database.
      process.stdout.on('error', () => undefined);
      await supervise(configOf(), process.env, (line) => void process.stdout.write(`${line}\n`));
    });
}
