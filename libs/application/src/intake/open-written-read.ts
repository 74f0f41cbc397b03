import { IntakeAssessmentEntity, WorkspaceEntity } from '@bicorne/persistence';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import type { WrittenReadParts } from './read-written-read.js';

/**
 * What the written read of an assessment is made from, for a caller who may see its client.
 *
 * @throws NotFound where the assessment does not exist or is not the caller's to see
 */
export async function openWrittenRead(context: UseCaseContext, id: string): Promise<WrittenReadParts> {
  const { workspaceId } = context.caller;
  return context.transaction.run(context.caller, async (tx) => {
    const assessment = await tx.manager.findOneBy(IntakeAssessmentEntity, { workspaceId, id });
    if (!assessment) throw new NotFound();
    const client = await requireClient(tx, context, assessment.clientId);
    const workspace = await tx.manager.findOneByOrFail(WorkspaceEntity, { id: workspaceId });
    return { client, workspace, assessment };
  });
}
