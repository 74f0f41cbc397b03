import type { ForeseenAlert } from '@bicorne/application';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { codeOf } from '../cli-error.js';
import { explainOnStderr, withDatabase } from '../with-database.js';
import { scanAt, scanNow } from '../wiring.js';

/** `bicorne scan`: looks for drift now, or tells what would be raised at a moment. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('look for drift now; with --at, print what would be raised then as JSON lines and change nothing')
    .option('--at <time>', 'a moment such as 2026-03-31T09:00:00Z, or a day for its first instant in UTC', moment)
    .action(async ({ at }: { at?: Date }) => {
      if (at === undefined) {
        const looked = await withDatabase(scanNow);
        explainOnStderr(`${looked} ${looked === 1 ? 'engagement was' : 'engagements were'} due and looked at.`);
      } else {
        process.stdout.on('error', endWithReader);
        await withDatabase((url, config) =>
          scanAt(url, config, at, (alert) => process.stdout.write(`${JSON.stringify(lineOf(alert, at))}\n`)),
        );
      }
    });
}

function lineOf({ workspaceSlug, engagementId, clientName, signal }: ForeseenAlert, at: Date): object {
  const { rule, severity, subject, hat, statement, clearsWhen, figures } = signal;
  return {
    at: at.toISOString(),
    workspace: workspaceSlug,
    engagementId,
    client: clientName,
    rule,
    severity,
    subject,
    hat,
    statement,
    clearsWhen,
    figures,
  };
}

/** `bicorne scan --at … | head` closes the pipe early, which is no mistake. */
function endWithReader(error: Error): void {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit(0);
}

/** Without an offset a moment would depend on the machine that reads it; 30 February is none. */
const momentText = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

function moment(text: string): Date {
  if (!momentText.safeParse(text).success)
    throw new InvalidArgumentError('Write a moment with its offset, such as 2026-03-31T09:00:00Z, or a day.');
  return new Date(text);
}
