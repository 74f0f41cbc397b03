import {
  evaluateDrift,
  hatMarks,
  isLate,
  isThin,
  nextCheckAt,
  nextWakeAt,
  reconcileAlerts,
  type AlertFacts,
} from '@bicorne/domain';
import { EngagementEntity, HatAssignmentEntity, type Tx } from '@bicorne/persistence';
import type { Services } from '../services.js';
import { loadDriftState, type DriftState } from './load-drift-facts.js';
import { saveAlertChanges } from './save-alert-changes.js';

/** What one look at an engagement changed. */
export interface RecheckOutcome {
  opened: number;
  raised: number;
  resolved: number;
  nextCheckAt: Date | null;
}

/**
 * One look at one engagement, in the transaction of whatever changed it or of the scan: evaluates the rules, opens,
 * updates and resolves alerts with their deliveries, keeps the figures beside the hats, and notes when to look again.
 * The engagement's row is locked first, so two looks at once come one after the other and the second finds nothing new.
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
  await saveAlertChanges(tx, services, state, changes, now);
  await keepFiguresOfHats(tx, state, now);
  const open = openAfter(state, changes);
  const next = earlier(nextCheckAt(state.facts, now), nextWakeAt(open, now));
  await tx.manager.update(
    EngagementEntity,
    { workspaceId: tx.scope.workspaceId, id: engagementId },
    {
      openAlerts: open.length,
      criticalAlerts: open.filter((alert) => alert.severity === 'CRITICAL').length,
      nextCheckAt: next,
    },
  );
  return {
    opened: changes.toOpen.length,
    raised: changes.toRaise.length + changes.toReopen.length,
    resolved: changes.toResolve.length,
    nextCheckAt: next,
  };
}

function openAfter(
  { known }: DriftState,
  changes: ReturnType<typeof reconcileAlerts<AlertFacts>>,
): Pick<AlertFacts, 'state' | 'severity' | 'snoozedUntil'>[] {
  const resolved = new Set(changes.toResolve.map((alert) => alert.id));
  const changed = new Map(
    [...changes.toRaise, ...changes.toReopen, ...changes.toUpdate].map((update) => [update.alert.id, update]),
  );
  const kept = known
    .filter((alert) => alert.state !== 'RESOLVED' && !resolved.has(alert.id))
    .map((alert) => {
      const update = changed.get(alert.id);
      if (!update) return alert;
      const snoozedUntil = update.state === 'SNOOZED' ? alert.snoozedUntil : null;
      return { state: update.state, severity: update.signal.severity, snoozedUntil };
    });
  return [
    ...kept,
    ...changes.toOpen.map(({ signal }) => ({ state: 'OPEN' as const, severity: signal.severity, snoozedUntil: null })),
  ];
}

async function keepFiguresOfHats(tx: Tx, { facts }: DriftState, now: Date): Promise<void> {
  for (const { hat } of facts.hats) {
    const own = facts.deliverables.filter((deliverable) => deliverable.hat === hat);
    const marks = hatMarks(hat, own, facts.timeZone, now);
    const running = facts.state === 'ACTIVE';
    await tx.manager.update(
      HatAssignmentEntity,
      { workspaceId: tx.scope.workspaceId, engagementId: facts.id, hat },
      {
        depth: marks.depth,
        progress: marks.progress,
        late: running ? own.filter((deliverable) => isLate(deliverable, facts.timeZone, now)).length : 0,
        thin: own.filter(isThin).length,
      },
    );
  }
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
