import { Command, InvalidArgumentError } from 'commander';
import { withDatabase } from '../with-database.js';
import { scanAt, scanNow } from '../wiring.js';

/** `bicorne scan`: looks for drift now, or tells what would be raised at a moment. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('look for drift now; with --at, print what would be raised then as JSON lines and change nothing')
    .option('--at <time>', 'a moment, such as 2026-03-31T09:00:00Z', moment)
    .action(async ({ at }: { at?: Date }) => {
      await withDatabase(async (url, config) => {
        const found = at === undefined ? await scanNow(url, config) : await scanAt(url, config, at);
        for (const each of found) process.stdout.write(`${JSON.stringify(each)}\n`);
      });
    });
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('It is no moment, such as 2026-03-31T09:00:00Z.');
  return at;
}
