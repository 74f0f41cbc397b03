import { decideEngagement, type EngagementCommand } from '@bicorne/domain';
import { DeliverableEntity, EngagementEntity } from '@bicorne/persistence';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { must, type DemoStage } from './demo-stage.js';

// Changes that no use case makes yet. They go by the domain's decision and are written here, for the demo alone.

/** The engagement rests from that moment on. */
export function pauseEngagement(stage: DemoStage, engagementId: string, now: Date): Promise<void> {
  return change(stage, engagementId, { kind: 'PAUSE' }, now);
}

/** Everything that was owed is accepted or waived. */
export function completeEngagement(stage: DemoStage, engagementId: string, now: Date): Promise<void> {
  return change(stage, engagementId, { kind: 'COMPLETE' }, now);
}

/** Whoever was accountable for AI risk is so no more. */
export function removeAiRiskOwner(stage: DemoStage, engagementId: string, now: Date): Promise<void> {
  return update(stage, engagementId, { aiRiskOwnerName: null, aiRiskOwnerEmail: null }, now);
}

async function change(
  stage: DemoStage,
  engagementId: string,
  command: Exclude<EngagementCommand, { kind: 'START' }>,
  now: Date,
): Promise<void> {
  const { workspaceId } = stage;
  const facts = await stage.transaction.run({ workspaceId }, async ({ manager }) => {
    const { state, startsOn, endsOn, timeZone, pausedOn } = await manager.findOneByOrFail(EngagementEntity, {
      workspaceId,
      id: engagementId,
    });
    const deliverables = await manager.findBy(DeliverableEntity, { workspaceId, engagementId });
    return { state, startsOn, endsOn, timeZone, pausedOn, deliverables };
  });
  const { state, pausedOn } = await must(command.kind, Promise.resolve(decideEngagement(command, facts, now)));
  await update(stage, engagementId, { state, ...(pausedOn === undefined ? {} : { pausedOn }) }, now);
}

async function update(
  { transaction, services, workspaceId }: DemoStage,
  engagementId: string,
  columns: Partial<EngagementEntity>,
  now: Date,
): Promise<void> {
  await transaction.run({ workspaceId }, async (tx) => {
    await tx.manager.update(EngagementEntity, { workspaceId, id: engagementId }, columns);
    await recheckEngagement(tx, services, engagementId, now);
  });
}
