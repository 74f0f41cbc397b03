import { Command, InvalidArgumentError } from 'commander';
import { explainOnStderr, withDatabase } from '../with-database.js';
import { scanAt, scanNow } from '../wiring.js';

/** `bicorne scan`: looks for drift now, or tells what would be raised at a moment. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('look for drift now; with --at, print what would be raised then as JSON lines and change nothing')
    .option('--at <time>', 'a moment, such as 2026-03-31T09:00:00Z', moment)
    .action(async ({ at }: { at?: Date }) => {
      if (at === undefined) {
        const looked = await withDatabase(scanNow);
        explainOnStderr(`${looked} engagements were due and looked at.`);
      } else {
        await withDatabase((url, config) =>
          scanAt(url, config, at, (alert) => process.stdout.write(`${JSON.stringify(alert)}\n`)),
        );
      }
    });
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('It is no moment, such as 2026-03-31T09:00:00Z.');
  return at;
}
