import { Command, Option } from 'commander';
import { withDatabase } from '../with-database.js';
import { createToken } from '../wiring.js';

interface Options {
  workspace: string;
  role: Role;
  client?: string;
  name?: string;
}

const ROLES = ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'] as const;
type Role = (typeof ROLES)[number];

/** `bicorne token create`: prints the token and nothing else. */
export function tokenCommand(): Command {
  return new Command('token').description('manage API tokens').addCommand(
    new Command('create')
      .description('make an API token and print it, once; send it as "Authorization: Bearer <token>"')
      .requiredOption('--workspace <slug>', 'slug of the workspace')
      .addOption(new Option('--role <role>', 'whose rights the token has').choices(ROLES).makeOptionMandatory())
      .option('--client <name>', 'the client, for the roles SPONSOR and VIEWER')
      .option('--name <name>', 'what the token is called in the settings')
      .action(async ({ workspace, role, client, name }: Options) => {
        const token = await withDatabase((url) =>
          createToken(url, { workspaceSlug: workspace, role, clientName: client, name }),
        );
        process.stdout.write(`${token}\n`);
      }),
  );
}
