import { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { explainOnStderr, withDatabase } from '../with-database.js';
import { rotateAll, statusOfSecrets } from '../wiring.js';

/** `bicorne secrets`: what is sealed with which secret, and sealing it anew. */
export function secretsCommand(): Command {
  return new Command('secrets')
    .description('tend what is sealed with BICORNE_SECRET')
    .addCommand(
      new Command('status').description('tell what is sealed with which key').action(async () => {
        const lines = await withDatabase(statusOfSecrets);
        for (const line of lines) process.stdout.write(`${line}\n`);
      }),
    )
    .addCommand(
      new Command('rotate')
        .description('seal everything with BICORNE_SECRET that BICORNE_SECRET_OLD sealed; safe to break off and repeat')
        .action(async () => {
          const { sealed, unreadable } = await withDatabase((url, config) => rotateAll(url, config, explainOnStderr));
          process.stdout.write(`Sealed anew: ${sealed}\n`);
          if (unreadable > 0)
            throw new CliError(
              `${unreadable} could not be opened, neither with BICORNE_SECRET nor with BICORNE_SECRET_OLD, and were left ` +
                'as they are: set the secret that sealed them as BICORNE_SECRET_OLD and run this again. ' +
                'bicorne secrets status tells their key ids.',
            );
        }),
    );
}
