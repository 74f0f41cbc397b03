import { hatsOf, packRefusal, refused, type Decided } from '@bicorne/domain';
import { enqueue } from '@bicorne/jobs';
import type { UseCaseContext } from '../../context.js';
import { changeEngagement } from '../../engagement/change-engagement.js';

/**
 * Asks for the archive of an engagement's seven artifacts, which the worker makes. Where one waits already, it is that
 * one: it will hold what stands when it begins.
 *
 * Refusal code: NO_ARTIFACTS.
 *
 * @returns the id of the export
 * @throws NotFound where the engagement does not exist or is not the caller's to see
 */
export async function exportArtifactPack(
  context: UseCaseContext,
  { engagementId }: { engagementId: string },
): Promise<Decided<string>> {
  return changeEngagement(context, engagementId, async (tx, { shape, clientId }) => {
    const refusal = packRefusal(hatsOf(shape));
    if (refusal) return refused(refusal);
    const [waiting] = await tx.query<{ id: string }>(
      "select id from export_job where engagement_id = $1 and state = 'QUEUED' and attempts = 0",
      [engagementId],
    );
    if (waiting) return { ok: true, value: waiting.id };
    const [made] = await tx.query<{ id: string }>(
      `insert into export_job (workspace_id, client_id, engagement_id, state, next_attempt_at, requested_by, created_at)
       values ($1, $2, $3, 'QUEUED', now(), $4, $5) returning id`,
      [tx.scope.workspaceId, clientId, engagementId, context.caller.name, context.now()],
    );
    if (!made) throw new Error('The export was not kept.');
    await enqueue(tx, 'export.artifact-pack', { workspaceId: tx.scope.workspaceId, exportJobId: made.id });
    return { ok: true, value: made.id };
  });
}
