import { ConfigError } from '@bicorne/config';
import { EmbeddedError } from '@bicorne/embedded';
import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { assessCommand } from './commands/assess.js';
import { exportCommand } from './commands/export.js';
import { migrateCommand } from './commands/migrate.js';
import { prepareCommand } from './commands/prepare.js';
import { restoreCommand } from './commands/restore.js';
import { scanCommand } from './commands/scan.js';
import { secretsCommand } from './commands/secrets.js';
import { seedCommand } from './commands/seed.js';
import { startCommand } from './commands/start.js';
import { tokenCommand } from './commands/token.js';
import { workspaceCommand } from './commands/workspace.js';

/** A wrong option or argument, as most Unix tools have it. */
const EXIT_USAGE = 2;

/**
 * The command line. Sets `process.exitCode`: 0 done, 1 refused with a sentence on
 * standard error, 2 wrong usage. `assess` has its own meaning of 1 and 2.
 *
 * @param argv as in process.argv, the first two are skipped
 */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('bicorne')
    .description('Runs fractional CTO and CAIO engagements by written rules.')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())),
    })
    .showHelpAfterError('See bicorne --help.');
  for (const command of [
    startCommand(),
    migrateCommand(),
    seedCommand(),
    workspaceCommand(),
    tokenCommand(),
    scanCommand(),
    secretsCommand(),
    exportCommand(),
    restoreCommand(),
    assessCommand(),
  ]) {
    program.addCommand(inherit(command, program, 'bicorne'));
  }
  program.addCommand(inherit(prepareCommand(), program, 'bicorne'), { hidden: true });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Commands made apart do not take over the settings of the program by themselves. */
function inherit(command: Command, above: Command, path: string): Command {
  const own = `${path} ${command.name()}`;
  command.copyInheritedSettings(above).showHelpAfterError(`See ${own} --help.`);
  for (const below of command.commands) inherit(below, command, own);
  return command;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof CliError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  const detail = /^(debug|trace)$/.test(process.env.LOG_LEVEL ?? '') ? bug.stack : 'set LOG_LEVEL=debug to see where.';
  process.stderr.write(`Something went wrong: ${bug.message}; ${detail}\n`);
  return 1;
}
