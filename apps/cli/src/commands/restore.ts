import { Command } from 'commander';
import { restoreFrom } from '../archives.js';
import { explainOnStderr, withDatabase } from '../with-database.js';

/** `bicorne restore`: a workspace from its archive. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('write a workspace from its archive, where it is not there yet')
    .argument('<file>', 'an archive that bicorne export or the settings made of a whole workspace')
    .option('--slug <slug>', 'another short name than it had')
    .action(async (file: string, { slug }: { slug?: string }) => {
      const restored = await withDatabase((url, config) => restoreFrom(url, config, { file, slug: slug ?? null }));
      const { owner } = restored;
      explainOnStderr(`Restored ${restored.rows} rows and ${restored.files} files.`);
      process.stdout.write(`Workspace: ${restored.slug}\n`);
      if (owner) {
        process.stdout.write(`Sign in as: ${owner.email}\n`);
        process.stdout.write(`Password: ${owner.password ?? 'the one that this address has already'}\n`);
      }
      explainOnStderr(
        'Tokens, links and calendar addresses are made anew; webhook endpoints wait, disabled, for a new secret.',
      );
    });
}
