import { EngagementEntity } from '@bicorne/persistence';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import type { DemoStage } from './demo-stage.js';

// A change that no use case makes: a client names another risk owner, never none. It is written here, for the demo alone.

/** Whoever was accountable for AI risk is so no more. */
export async function removeAiRiskOwner(
  { transaction, services, workspaceId }: DemoStage,
  engagementId: string,
  now: Date,
): Promise<void> {
  await transaction.run({ workspaceId }, async (tx) => {
    const nobody = { aiRiskOwnerName: null, aiRiskOwnerEmail: null };
    await tx.manager.update(EngagementEntity, { workspaceId, id: engagementId }, nobody);
    await recheckEngagement(tx, services, engagementId, now);
  });
}
