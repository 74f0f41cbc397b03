import { answerAlert, type AlertCommand, type Decided } from '@bicorne/domain';
import { DriftAlertEntity, EngagementEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';

/** Somebody has seen the alert and says so. It stays until what it tells of is mended. */
export function acknowledgeDriftAlert(
  context: UseCaseContext,
  input: { driftAlertId: string; note?: string | null },
): Promise<Decided<string>> {
  return answer(context, input.driftAlertId, { kind: 'ACKNOWLEDGE', note: input.note });
}

/** The alert rests until a day, for a reason. */
export function snoozeDriftAlert(
  context: UseCaseContext,
  input: { driftAlertId: string; until: string; reason: string },
): Promise<Decided<string>> {
  return answer(context, input.driftAlertId, { kind: 'SNOOZE', until: input.until, reason: input.reason });
}

async function answer(context: UseCaseContext, id: string, command: AlertCommand): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    const [visible] = await tx.query(
      `select from drift_alert a join engagement e on e.workspace_id = a.workspace_id and e.id = a.engagement_id
       where a.id = $1 and ${engagementVisible('$2')} for update of e`,
      [id, narrowedToPractitioner(context.caller)],
    );
    if (!visible) throw new NotFound();
    const alert = await tx.manager.findOneByOrFail(DriftAlertEntity, { workspaceId, id });
    const engagement = await tx.manager.findOneByOrFail(EngagementEntity, { workspaceId, id: alert.engagementId });
    const now = context.now();
    const change = answerAlert(command, { state: alert.state, timeZone: engagement.timeZone }, now);
    if (!change.ok) return change;
    const { reason, ...columns } = change.value;
    await tx.manager.update(
      DriftAlertEntity,
      { workspaceId, id },
      {
        ...columns,
        note: reason,
        updatedAt: now,
        ...(columns.acknowledgedAt ? { acknowledgedBy: context.caller.name } : {}),
      },
    );
    await recheckEngagement(tx, context.services, alert.engagementId, now);
    return { ok: true, value: id };
  });
}
