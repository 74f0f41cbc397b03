import type { Tx } from '@bicorne/persistence';
import type { Readable } from 'node:stream';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';
import type { FileView } from './upload-file.js';

/**
 * The files with these ids that the caller may have: a member those of the engagements that they see, the client side
 * those that stand as evidence of a revision that was submitted to it.
 */
export async function loadFiles(tx: Tx, ids: readonly string[], practitionerId: string | null): Promise<FileView[]> {
  const rows = await tx.query<Omit<FileView, 'size'> & { size: string }>(
    `select f.id, f.name, f.media_type as "mediaType", f.size, f.sha256
     from file f join engagement e on e.workspace_id = f.workspace_id and e.id = f.engagement_id
     where f.id = any($1::uuid[]) and ${engagementVisible('$2')}
       and ($3::uuid is null or exists (
         select from evidence v
         join revision r on r.workspace_id = v.workspace_id and r.id = v.revision_id
         join submission s on s.workspace_id = r.workspace_id and s.deliverable_id = r.deliverable_id
           and s.revision = r.number
         where v.workspace_id = f.workspace_id and v.file_id = f.id))`,
    [ids, practitionerId, tx.scope.clientId ?? null],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** One file, without its bytes. @throws NotFound where it does not exist or is not the caller's to have */
export async function requireFile({ transaction, caller }: UseCaseContext, id: string): Promise<FileView> {
  const [file] = await transaction.run(caller, (tx) => loadFiles(tx, [id], narrowedToPractitioner(caller)));
  if (!file) throw new NotFound();
  return file;
}

/**
 * One file with its bytes.
 *
 * @throws NotFound where it does not exist or is not the caller's to have
 * @throws Error where storage has lost its bytes
 */
export async function openFile(context: UseCaseContext, id: string): Promise<FileView & { content: Readable }> {
  const file = await requireFile(context, id);
  const content = await context.services.storage.get(context.caller.workspaceId, file.sha256);
  if (content === null) throw new Error(`Storage has lost the bytes of the file ${id}.`);
  return { ...file, content };
}
