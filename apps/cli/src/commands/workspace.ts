import { Command } from 'commander';
import { createWorkspace } from '../wiring.js';
import { withDatabase } from '../with-database.js';

interface Options {
  slug: string;
  name: string;
  ownerName: string;
  ownerEmail: string;
  timeZone: string;
  currency: string;
}

/** `bicorne workspace create`: a consultancy and its first owner. */
export function workspaceCommand(): Command {
  return new Command('workspace').description('manage workspaces').addCommand(
    new Command('create')
      .description('make a workspace with its owner, and print how the owner signs in')
      .requiredOption('--slug <slug>', 'short name in addresses, such as northbank')
      .requiredOption('--name <name>', "the consultancy's name")
      .requiredOption('--owner-name <name>', 'name of the owner')
      .requiredOption('--owner-email <address>', 'email address of the owner')
      .option('--time-zone <zone>', 'IANA time zone, such as Europe/Amsterdam', 'UTC')
      .option('--currency <code>', 'ISO 4217 code, of engagements in which no limit is agreed yet', 'EUR')
      .action(async ({ ownerName, ownerEmail, ...workspace }: Options) => {
        const owner = { name: ownerName, email: ownerEmail };
        const lines = await withDatabase((url) => createWorkspace(url, { ...workspace, owner }));
        for (const line of lines) process.stdout.write(`${line}\n`);
      }),
  );
}
