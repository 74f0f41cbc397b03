import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { RestoredWorkspace } from '@bicorne/application';
import type { Config } from '@bicorne/config';
import { CliError, codeOf } from './cli-error.js';
import { withDataSource } from './wiring.js';

export interface ExportOrder {
  slug: string;
  /** Null for the whole workspace. */
  clientName: string | null;
  /** Where the archive goes; not there yet. */
  out: string;
}

/** Whom the archive names, and the audit trail. */
const ACTOR = 'bicorne export';

/**
 * Writes an archive of a workspace or of one of its clients to a file that only its owner may read.
 *
 * @throws CliError where there is no such workspace or client, or the file cannot be written
 */
export async function exportTo(url: string, config: Config, { slug, clientName, out }: ExportOrder): Promise<void> {
  const [{ archiveEntries, ArchiveTooLarge, openServices }, { zip }, { WorkspaceTransaction }] = await Promise.all([
    import('@bicorne/application'),
    import('@bicorne/documents'),
    import('@bicorne/persistence'),
  ]);
  const workspaceId = await withDataSource(url, 'owner', async (owner) => {
    const [found] = await owner.query<{ id: string }[]>('select id from workspace where slug = $1', [slug]);
    if (!found) throw new CliError(`There is no workspace with the slug ${slug}.`);
    return found.id;
  });
  const { storage } = await openServices(config);
  await withDataSource(url, 'app', (app) =>
    new WorkspaceTransaction(app).run(
      { workspaceId },
      async (tx) => {
        const clientId = clientName === null ? null : await clientOf(tx, clientName);
        const order = { clientId, madeBy: ACTOR };
        try {
          await pipeline(
            zip((written) => archiveEntries(tx, order, { storage }, written)),
            createWriteStream(out, { flags: 'wx', mode: 0o600 }),
          );
        } catch (error) {
          if (codeOf(error) === 'EEXIST') throw new CliError(`${out} is there already.`, { cause: error });
          await rm(out, { force: true });
          if (error instanceof ArchiveTooLarge) throw new CliError(error.message, { cause: error });
          throw error;
        }
      },
      { snapshot: true },
    ),
  );
}

async function clientOf(
  tx: { query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> },
  name: string,
): Promise<string> {
  const found = await tx.query<{ id: string }>('select id from client where lower(name) = lower($1) limit 2', [name]);
  const [client] = found;
  if (!client || found.length > 1)
    throw new CliError(`${client ? 'Several clients are' : 'No client of the workspace is'} called ${name}.`);
  return client.id;
}

/** Writes a workspace from its archive. @throws CliError with what stands in the way */
export async function restoreFrom(
  url: string,
  config: Config,
  { file, slug }: { file: string; slug: string | null },
): Promise<RestoredWorkspace> {
  const [{ BadArchive, openServices, restoreWorkspace }, { openArchive }] = await Promise.all([
    import('@bicorne/application'),
    import('@bicorne/documents'),
  ]);
  const archive = await openArchive(file).catch((error: unknown) => {
    throw new CliError(
      `${file} cannot be read as an archive: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  try {
    const { storage } = await openServices(config);
    return await withDataSource(url, 'owner', (database) =>
      restoreWorkspace({ database, storage, secrets: config }, archive, slug),
    );
  } catch (error) {
    if (error instanceof BadArchive) throw new CliError(error.message, { cause: error });
    throw error;
  } finally {
    archive.close();
  }
}
