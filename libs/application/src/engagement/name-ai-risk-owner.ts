import { nameAiRiskOwner as decideOwner, type Decided } from '@bicorne/domain';
import { EngagementEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';

/** Names the one person who is accountable for AI risk; whoever was named before is replaced. */
export async function nameAiRiskOwner(
  context: UseCaseContext,
  input: { engagementId: string; name: string; email: string },
): Promise<Decided<string>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const owner = decideOwner(input, view);
    if (!owner.ok) return owner;
    await tx.manager.update(
      EngagementEntity,
      { workspaceId: tx.scope.workspaceId, id: view.id },
      { aiRiskOwnerName: owner.value.name, aiRiskOwnerEmail: owner.value.email },
    );
    // What follows is the workspace's own business, also where a client contact brought it about.
    await tx.widenToWorkspace();
    await recheckEngagement(tx, context.services, view.id, context.now());
    return { ok: true, value: view.id };
  });
}
