import { ContentTooLarge, mediaTypeOf, type Stored } from '@bicorne/documents';
import {
  cleanFileName,
  counted,
  FILE_LIMIT,
  FILES_PER_ENGAGEMENT,
  readFileType,
  refusalWhereOver,
  refused,
  type Decided,
  type EngagementState,
} from '@bicorne/domain';
import { FileEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';

/** Largest file that is taken, in bytes. */
export const UPLOAD_LIMIT = FILE_LIMIT;

/** An uploaded file as everybody may see it who may have it. */
export interface FileView {
  id: string;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/** Where files of an engagement go. */
export interface UploadTarget {
  engagementId: string;
  clientId: string;
}

/**
 * Looks whether the caller may add a file to an engagement, before its bytes are taken. Refused with TOO_MANY where the
 * engagement has as many as it may, and with WRONG_STATE where it is over.
 *
 * @throws NotFound where the engagement does not exist or is not the caller's to see
 */
export async function prepareUpload(context: UseCaseContext, engagementId: string): Promise<Decided<UploadTarget>> {
  return context.transaction.run(context.caller, async (tx) => {
    const [found] = await tx.query<{ clientId: string; state: EngagementState; files: number }>(
      `select e.client_id as "clientId", e.state, (select count(*)::int from file f
         where f.workspace_id = e.workspace_id and f.engagement_id = e.id) as files
       from engagement e where e.id = $1 and ${engagementVisible('$2')}`,
      [engagementId, narrowedToPractitioner(context.caller)],
    );
    if (!found) throw new NotFound();
    const over = refusalWhereOver(found.state, { field: 'engagementId', consequence: 'no file is added to it' });
    if (over) return refused(over);
    if (found.files >= FILES_PER_ENGAGEMENT)
      return refused({
        code: 'TOO_MANY',
        field: 'engagementId',
        message: `The engagement has ${counted(found.files, 'file')} already, and that is as many as it may have.`,
      });
    return { ok: true, value: { engagementId, clientId: found.clientId } };
  });
}

/**
 * Keeps an uploaded file: its bytes in storage as they come, then who may have them. Its type is what its bytes show.
 * Refusal codes: TOO_LARGE, EMPTY, UNSUPPORTED_TYPE.
 */
export async function uploadFile(
  context: UseCaseContext,
  { engagementId, clientId }: UploadTarget,
  upload: { name: string; content: AsyncIterable<Uint8Array> },
): Promise<Decided<FileView>> {
  const { workspaceId } = context.caller;
  const { storage } = context.services;
  const name = cleanFileName(upload.name);
  const stored = await storeWithin(context, upload.content);
  if (!stored.ok) return stored;
  const { sha256, size } = stored.value;
  const refusal =
    size === 0
      ? refused({ code: 'EMPTY', field: 'file', message: 'The file is empty.' })
      : readFileType(await mediaTypeOf(storage, workspaceId, sha256, name));
  if (!refusal.ok) {
    await forget(context, sha256);
    return refusal;
  }
  const mediaType = refusal.value;
  return context.transaction.run(context.caller, async (tx) => {
    const file = tx.manager.create(FileEntity, {
      workspaceId,
      engagementId,
      clientId,
      name,
      mediaType,
      size: String(size),
      sha256,
      uploadedAt: context.now(),
      uploadedBy: context.caller.name,
    });
    await tx.manager.insert(FileEntity, file);
    return { ok: true, value: { id: file.id, name, mediaType, size, sha256 } };
  });
}

async function storeWithin(context: UseCaseContext, content: AsyncIterable<Uint8Array>): Promise<Decided<Stored>> {
  try {
    const value = await context.services.storage.put(context.caller.workspaceId, content, FILE_LIMIT);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof ContentTooLarge)) throw error;
    return refused({
      code: 'TOO_LARGE',
      field: 'file',
      message: `The file has more than ${FILE_LIMIT / 1024 / 1024} MB. Give a link to it instead, or leave pictures out.`,
    });
  }
}

/** Of what was refused nothing is kept, unless a file that was taken or an archive that was made has the same bytes. */
async function forget(context: UseCaseContext, sha256: string): Promise<void> {
  const kept = await context.transaction.run({ workspaceId: context.caller.workspaceId }, (tx) =>
    tx.query(
      `select 1 from file where workspace_id = $1 and sha256 = $2
       union all select 1 from export_job where workspace_id = $1 and sha256 = $2 limit 1`,
      [tx.scope.workspaceId, sha256],
    ),
  );
  if (kept.length === 0) await context.services.storage.delete(context.caller.workspaceId, sha256);
}
