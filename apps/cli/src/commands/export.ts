import { Command } from 'commander';
import { exportTo } from '../archives.js';
import { explainOnStderr, withDatabase } from '../with-database.js';

interface Options {
  workspace: string;
  client?: string;
  out: string;
}

/** `bicorne export`: a workspace, or one of its clients, in one archive. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write everything that is kept of a workspace, or of one client, to an archive; secrets are left out')
    .requiredOption('--workspace <slug>', 'slug of the workspace')
    .option('--client <name>', 'that client alone; such an archive is to be read, and is not restored')
    .requiredOption('--out <file>', 'the archive to write, such as halyard.zip; it must not be there yet')
    .action(async ({ workspace: slug, client, out }: Options) => {
      await withDatabase((url, config) => exportTo(url, config, { slug, clientName: client ?? null, out }));
      explainOnStderr(`Wrote ${out}. It holds personal data: keep it as carefully as the database.`);
    });
}
