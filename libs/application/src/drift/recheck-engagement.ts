import {
  earliest,
  evaluateDrift,
  hatMarks,
  isLate,
  isThin,
  nextCheckAt,
  nextWakeAt,
  reconcileAlerts,
} from '@bicorne/domain';
import { EngagementEntity, type Tx } from '@bicorne/persistence';
import type { Services } from '../services.js';
import { alertsAfter } from './alerts-after.js';
import { loadDriftState, type DriftState } from './load-drift-facts.js';
import { saveAlertChanges } from './save-alert-changes.js';

/** What one look at an engagement changed. */
export interface RecheckOutcome {
  opened: number;
  raised: number;
  resolved: number;
  escalated: number;
  nextCheckAt: Date | null;
}

/**
 * One look at one engagement, in the transaction of whatever changed it or of the scan: evaluates the rules, opens,
 * updates, resolves and escalates alerts with their deliveries, keeps the figures beside the hats, and notes when to look
 * again. The engagement's row is locked first, so two looks at once come one after the other and the second finds nothing
 * new.
 */
export async function recheckEngagement(
  tx: Tx,
  services: Services,
  engagementId: string,
  now: Date,
): Promise<RecheckOutcome | null> {
  await tx.query('select from engagement where id = $1 for update', [engagementId]);
  const state = await loadDriftState(tx, engagementId, services.catalogue, now);
  if (!state) return null;
  const changes = reconcileAlerts(state.facts, state.known, evaluateDrift(state.facts, now), now);
  const after = alertsAfter(state, changes, now);
  await saveAlertChanges(tx, services, state, changes, after.escalations, now);
  await keepFiguresOfHats(tx, state, now);
  const next = earliest([nextCheckAt(state.facts, now), nextWakeAt(after.open, now), after.nextEscalationAt]);
  await tx.manager.update(
    EngagementEntity,
    { workspaceId: tx.scope.workspaceId, id: engagementId },
    {
      openAlerts: after.open.length,
      criticalAlerts: after.open.filter((alert) => alert.severity === 'CRITICAL').length,
      nextCheckAt: next,
    },
  );
  return {
    opened: changes.toOpen.length,
    raised: changes.toRaise.length + changes.toReopen.length,
    resolved: changes.toResolve.length,
    escalated: after.escalations.length,
    nextCheckAt: next,
  };
}

/** What is late, thin and earned under each hat, kept beside it for whoever reads many engagements at once. */
async function keepFiguresOfHats(tx: Tx, { facts }: DriftState, now: Date): Promise<void> {
  const running = facts.state === 'ACTIVE';
  const figures = facts.hats.map(({ hat }) => {
    const own = facts.deliverables.filter((deliverable) => deliverable.hat === hat);
    const { depth, progress } = hatMarks(hat, own, facts, now);
    const late = running ? own.filter((deliverable) => isLate(deliverable, facts, now)).length : 0;
    return { hat, depth, progress, late, thin: own.filter(isThin).length };
  });
  await tx.query(
    `update hat_assignment h set depth = n.depth, progress = n.progress, late = n.late, thin = n.thin
     from jsonb_to_recordset($3) as n (hat text, depth real, progress real, late integer, thin integer)
     where h.workspace_id = $1 and h.engagement_id = $2 and h.hat = n.hat
       and (h.depth, h.progress, h.late, h.thin) is distinct from (n.depth, n.progress, n.late, n.thin)`,
    [tx.scope.workspaceId, facts.id, JSON.stringify(figures)],
  );
}
