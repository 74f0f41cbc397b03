import {
  earliest,
  escalationsDue,
  nextEscalationAt,
  recipientsOfLevel,
  runningWorkingDays,
  type AlertChanges,
  type EscalationFacts,
  type EscalationLevel,
  type EscalationPolicy,
  type Severity,
  type Told,
} from '@bicorne/domain';
import type { DriftState, KnownAlert, TellablePerson } from './load-drift-facts.js';

/** An alert that is to be told further up, because nobody answered it. */
export interface Escalation {
  alert: KnownAlert;
  level: EscalationLevel;
  told: Told<TellablePerson>;
}

/** How the alerts of the engagement stand once the changes are saved. */
export interface AlertsAfter {
  /** Those that are not resolved. */
  open: (EscalationFacts & { severity: Severity; snoozedUntil: Date | null })[];
  escalations: Escalation[];
  /** When the next of them is due. */
  nextEscalationAt: Date | null;
}

export function alertsAfter(state: DriftState, changes: AlertChanges<KnownAlert>, now: Date): AlertsAfter {
  const policy = policyOf(state);
  const kept = keptAfter(state.known, changes, now);
  const escalations = kept.flatMap((alert) => escalationsOf(alert, state, policy, now));
  const opened = changes.toOpen.map(({ signal }) => ({
    rule: signal.rule,
    severity: signal.severity,
    state: 'OPEN' as const,
    openedAt: now,
    snoozedUntil: null,
    wokenAt: null,
    reached: [],
  }));
  const open = [...kept, ...opened];
  const next = earliest(open.map((alert) => nextEscalationAt(alert, policy, now)));
  return { open, escalations, nextEscalationAt: next };
}

/** The alerts that were there and are not resolved now, as they are from now on. */
function keptAfter(known: readonly KnownAlert[], changes: AlertChanges<KnownAlert>, now: Date): KnownAlert[] {
  const resolved = new Set(changes.toResolve.map(({ id }) => id));
  const updates = [...changes.toRaise, ...changes.toReopen, ...changes.toUpdate];
  const changed = new Map(updates.map((update) => [update.alert.id, update]));
  return known
    .filter((alert) => alert.state !== 'RESOLVED' && !resolved.has(alert.id))
    .map((alert) => {
      const update = changed.get(alert.id);
      if (!update) return alert;
      const { signal, state } = update;
      const woken = wakes(alert, state);
      return {
        ...alert,
        ...signal,
        state,
        snoozedUntil: woken ? null : alert.snoozedUntil,
        wokenAt: woken ? now : alert.wokenAt,
      };
    });
}

/** Whether a snooze ends with this change of state. */
export function wakes(alert: Pick<KnownAlert, 'state'>, next: KnownAlert['state']): boolean {
  return alert.state === 'SNOOZED' && next === 'OPEN';
}

function policyOf({ facts, workspaceZone, escalateToSponsor }: DriftState): EscalationPolicy {
  return {
    engagementState: facts.state,
    calendar: runningWorkingDays(facts),
    timeZone: workspaceZone,
    escalateToSponsor,
  };
}

function escalationsOf(alert: KnownAlert, { people }: DriftState, policy: EscalationPolicy, now: Date): Escalation[] {
  const due = escalationsDue(alert, policy, now);
  return due.map((level, index) => ({
    alert,
    level,
    told: recipientsOfLevel(level, alert, [...alert.reached, ...due.slice(0, index)], people),
  }));
}
