import {
  acknowledgeDueDate,
  moveDueDate as decideMove,
  withdrawDueDate,
  type Decided,
  type DueDateFacts,
} from '@bicorne/domain';
import { DeliverableEntity, DueDateMoveEntity, EngagementEntity, type Tx } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { lockDeliverable } from './change-deliverable.js';

/** Asks for another due date; it counts only once a sponsor has acknowledged it. A newer request replaces a waiting one. */
export async function moveDueDate(
  context: UseCaseContext,
  input: { deliverableId: string; dueOn: string; reason: string },
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const now = context.now();
    const deliverable = await lockDeliverable(tx, context, input.deliverableId);
    const pending = await pendingMove(tx, deliverable.id);
    const move = decideMove(input, await factsOf(tx, deliverable, pending));
    if (!move.ok) return move;
    if (pending) await tx.manager.update(DueDateMoveEntity, keyOf(tx, pending), { withdrawnAt: now });
    if (move.value.pendingDueOn !== null)
      await tx.manager.insert(DueDateMoveEntity, {
        workspaceId: tx.scope.workspaceId,
        deliverableId: deliverable.id,
        clientId: deliverable.clientId,
        fromDay: deliverable.dueOn,
        toDay: move.value.pendingDueOn,
        reason: move.value.reason,
        movedBy: context.caller.name,
        movedAt: now,
      });
    return { ok: true, value: deliverable.id };
  });
}

/** The sponsor acknowledges the waiting due date: from now on it counts. */
export async function acknowledgeDueDateMove(
  context: UseCaseContext,
  input: { deliverableId: string },
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const now = context.now();
    const deliverable = await lockDeliverable(tx, context, input.deliverableId);
    const pending = await pendingMove(tx, deliverable.id);
    const acknowledged = acknowledgeDueDate(await factsOf(tx, deliverable, pending));
    if (!acknowledged.ok) return acknowledged;
    if (pending)
      await tx.manager.update(DueDateMoveEntity, keyOf(tx, pending), {
        acknowledgedAt: now,
        acknowledgedBy: context.caller.name,
      });
    await tx.manager.update(
      DeliverableEntity,
      { workspaceId: tx.scope.workspaceId, id: deliverable.id },
      { dueOn: acknowledged.value.dueOn },
    );
    await tx.widenToWorkspace();
    await recheckEngagement(tx, context.services, deliverable.engagementId, now);
    return { ok: true, value: deliverable.id };
  });
}

/** Takes the waiting due date back; the day that counts stays what it is. */
export async function withdrawDueDateMove(
  context: UseCaseContext,
  input: { deliverableId: string },
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const deliverable = await lockDeliverable(tx, context, input.deliverableId);
    const pending = await pendingMove(tx, deliverable.id);
    const withdrawn = withdrawDueDate(await factsOf(tx, deliverable, pending));
    if (!withdrawn.ok) return withdrawn;
    if (pending) await tx.manager.update(DueDateMoveEntity, keyOf(tx, pending), { withdrawnAt: context.now() });
    return { ok: true, value: deliverable.id };
  });
}

async function pendingMove(tx: Tx, deliverableId: string): Promise<DueDateMoveEntity | null> {
  return tx.manager.findOneBy(DueDateMoveEntity, {
    workspaceId: tx.scope.workspaceId,
    deliverableId,
    acknowledgedAt: IsNull(),
    withdrawnAt: IsNull(),
  });
}

async function factsOf(
  tx: Tx,
  deliverable: DeliverableEntity,
  pending: DueDateMoveEntity | null,
): Promise<DueDateFacts> {
  const engagement = await tx.manager.findOneByOrFail(EngagementEntity, {
    workspaceId: tx.scope.workspaceId,
    id: deliverable.engagementId,
  });
  const { state, dueOn, originalDueOn } = deliverable;
  return {
    state,
    engagementState: engagement.state,
    dueOn,
    originalDueOn,
    pendingDueOn: pending?.toDay ?? null,
    startsOn: engagement.startsOn,
  };
}

function keyOf(tx: Tx, { id }: DueDateMoveEntity): { workspaceId: string; id: string } {
  return { workspaceId: tx.scope.workspaceId, id };
}
