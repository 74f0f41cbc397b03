import type { Readable } from 'node:stream';
import type { UseCaseContext } from '../../context.js';
import { loadDataExports } from '../../data/data-exports.js';
import { NotFound } from '../../errors.js';
import { narrowedToPractitioner } from '../../visibility.js';
import { loadExportJobs } from './export-job-view.js';

/** A finished archive with its bytes. */
export interface OpenedExport {
  /** File name to save it under. */
  name: string;
  size: number;
  sha256: string;
  content: Readable;
}

/**
 * The archive of a finished export.
 *
 * @throws NotFound where it does not exist, is not the caller's to see, is not finished, or is kept no longer
 */
export async function openExport(context: UseCaseContext, id: string): Promise<OpenedExport> {
  const { caller, services } = context;
  const { job, title } = await context.transaction.run(caller, async (tx) => {
    const [pack] = await loadExportJobs(tx, [id], narrowedToPractitioner(caller));
    const [data] = pack ? [] : await loadDataExports(tx, context, [id]);
    const [of] = await tx.query<{ name: string }>(
      `select coalesce(c.name, w.name) as name from export_job x join workspace w on w.id = x.workspace_id
       left join client c on c.workspace_id = x.workspace_id and c.id = x.client_id
       where x.workspace_id = $1 and x.id = $2`,
      [tx.scope.workspaceId, id],
    );
    return { job: pack ?? data, title: `${of?.name ?? ''} ${pack ? 'artifact pack' : 'data'}` };
  });
  if (!job || job.sha256 === null || job.size === null) throw new NotFound();
  const content = await services.storage.get(caller.workspaceId, job.sha256);
  if (content === null) throw new NotFound();
  return { name: `${title}.zip`.trim(), size: job.size, sha256: job.sha256, content };
}
