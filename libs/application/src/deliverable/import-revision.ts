import { extractText } from '@bicorne/documents';
import { FILE_LIMIT, refused, type Decided, type EvidenceInput } from '@bicorne/domain';
import { FileEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { findDeliverable } from './change-deliverable.js';
import { saveRevision } from './save-revision.js';

export interface ImportRevisionInput {
  deliverableId: string;
  /** An uploaded file of the deliverable's engagement: Markdown, plain text, DOCX or PDF. */
  fileId: string;
  evidence?: EvidenceInput[] | null;
  baseRevision?: number | null;
}

/**
 * Takes the text of an uploaded file as a new revision, as `saveRevision` does, and keeps from which file it came. Refusal
 * codes beside those of `saveRevision`: NOT_FOUND where the file is not one of the engagement, and why no text can be
 * taken from it (NO_TEXT, ENCRYPTED, DAMAGED, NOT_UTF8, TOO_LARGE, TOO_SLOW, UNSUPPORTED_TYPE), or not now (BUSY).
 *
 * @throws NotFound where the deliverable does not exist or is not the caller's to see
 */
export async function importRevision(
  context: UseCaseContext,
  { fileId, ...input }: ImportRevisionInput,
): Promise<Decided<{ deliverableId: string; revisionId: string }>> {
  const file = await context.transaction.run(context.caller, async (tx) => {
    const { engagementId } = await findDeliverable(tx, context, input.deliverableId);
    return tx.manager.findOneBy(FileEntity, { workspaceId: tx.scope.workspaceId, engagementId, id: fileId });
  });
  if (!file)
    return refused({
      code: 'NOT_FOUND',
      field: 'fileId',
      message: 'There is no such file in this engagement: upload it first.',
    });
  // Between the two transactions: reading a file may take its time, and locks nothing.
  const text = await extractText(await bytesOf(context, file.sha256), file.mediaType);
  if (!text.ok)
    return refused(...text.refusals.map((refusal) => ({ ...refusal, message: `${file.name}: ${refusal.message}` })));
  const saved = await saveRevision(context, { ...input, markdown: text.value, fileId });
  // What is wrong with the text is wrong with the file that it came from.
  return saved.ok
    ? saved
    : refused(
        ...saved.refusals.map((refusal) => (refusal.field === 'markdown' ? { ...refusal, field: 'fileId' } : refusal)),
      );
}

async function bytesOf({ caller, services }: UseCaseContext, sha256: string): Promise<Uint8Array> {
  const content = await services.storage.get(caller.workspaceId, sha256);
  if (content === null) throw new Error(`Storage has lost the bytes of ${sha256}.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > FILE_LIMIT) throw new Error(`Storage holds more than was uploaded under ${sha256}.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
