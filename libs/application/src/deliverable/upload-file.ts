import { ContentTooLarge, mediaTypeOf, type Received } from '@bicorne/documents';
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
import { FileEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';
import { lockBytes } from './unneeded-bytes.js';

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
  return context.transaction.run(context.caller, (tx) => targetOf(tx, context, engagementId));
}

async function targetOf(tx: Tx, { caller }: UseCaseContext, engagementId: string): Promise<Decided<UploadTarget>> {
  const [found] = await tx.query<{ clientId: string; state: EngagementState; files: number }>(
    `select e.client_id as "clientId", e.state, (select count(*)::int from file f
       where f.workspace_id = e.workspace_id and f.engagement_id = e.id) as files
     from engagement e where e.id = $1 and ${engagementVisible('$2')}`,
    [engagementId, narrowedToPractitioner(caller)],
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
}

/**
 * Keeps an uploaded file: its bytes as they come, then, in one transaction, who may have them and that they stay. Its type
 * is what its bytes show. Refusal codes: TOO_LARGE, EMPTY, UNSUPPORTED_TYPE, and those of `prepareUpload`, for much can
 * have happened while the bytes came.
 */
export async function uploadFile(
  context: UseCaseContext,
  { engagementId, clientId }: UploadTarget,
  upload: { name: string; content: AsyncIterable<Uint8Array> },
): Promise<Decided<FileView>> {
  const name = cleanFileName(upload.name);
  const received = await receive(context, upload.content);
  if (!received.ok) return received;
  const { sha256, size } = received.value;
  try {
    const mediaType =
      size === 0
        ? refused({ code: 'EMPTY', field: 'file', message: 'The file is empty.' })
        : readFileType(await mediaTypeOf(received.value, name));
    if (!mediaType.ok) return mediaType;
    return await context.transaction.run(context.caller, async (tx): Promise<Decided<FileView>> => {
      const { workspaceId } = tx.scope;
      // Two that come at once are counted one after the other.
      await tx.query('select 1 from engagement where id = $1 for update', [engagementId]);
      const target = await targetOf(tx, context, engagementId);
      if (!target.ok) return target;
      const file = tx.manager.create(FileEntity, {
        workspaceId,
        engagementId,
        clientId,
        name,
        mediaType: mediaType.value,
        size: String(size),
        sha256,
        uploadedAt: context.now(),
        uploadedBy: context.caller.name,
      });
      await tx.manager.insert(FileEntity, file);
      await lockBytes(tx, [sha256]);
      await received.value.keep(workspaceId);
      return { ok: true, value: { id: file.id, name, mediaType: mediaType.value, size, sha256 } };
    });
  } finally {
    await received.value.drop();
  }
}

async function receive({ services }: UseCaseContext, content: AsyncIterable<Uint8Array>): Promise<Decided<Received>> {
  try {
    return { ok: true, value: await services.storage.receive(content, FILE_LIMIT) };
  } catch (error) {
    if (!(error instanceof ContentTooLarge)) throw error;
    return refused({
      code: 'TOO_LARGE',
      field: 'file',
      message: `The file has more than ${FILE_LIMIT / 1024 / 1024} MB. Give a link to it instead, or leave pictures out.`,
    });
  }
}
