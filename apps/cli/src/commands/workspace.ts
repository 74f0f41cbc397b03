import { Command } from 'commander';
import { withDatabase } from '../with-database.js';
import { createWorkspace } from '../wiring.js';

interface Options {
  slug: string;
  name: string;
  ownerEmail: string;
  ownerName?: string;
  timeZone?: string;
}

/** `bicorne workspace create`: a consultancy and its first owner. */
export function workspaceCommand(): Command {
  return new Command('workspace').description('manage workspaces').addCommand(
    new Command('create')
      .description('make a workspace with its owner, and print how the owner signs in')
      .requiredOption('--slug <slug>', 'short name in addresses, such as northbank')
      .requiredOption('--name <name>', "the consultancy's name")
      .requiredOption('--owner-email <address>', 'email address of the owner')
      .option('--owner-name <name>', 'name of the owner')
      .option('--time-zone <zone>', 'IANA time zone, such as Europe/Zurich')
      .action(async (options: Options) => {
        const lines = await withDatabase((url, config) => createWorkspace(url, config, options));
        for (const line of lines) process.stdout.write(`${line}\n`);
      }),
  );
}
