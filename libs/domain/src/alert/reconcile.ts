import type { Signal } from '../drift/index.js';
import { earliest } from '../drift/moments.js';
import { SEVERITIES } from '../shared/vocabulary.js';
import type { AlertState, EngagementState, Severity } from '../shared/vocabulary.js';
import { alertKey } from './types.js';
import type { AlertFacts } from './types.js';

export interface AlertOpening {
  signal: Signal;
  /** The last alert of the same identity, which is resolved; null the first time. */
  previousAlertId: string | null;
}

export interface AlertUpdate<A extends AlertFacts = AlertFacts> {
  alert: A;
  signal: Signal;
  /** The state from now on; where it is OPEN, no snooze is left. */
  state: AlertState;
}

/** What a look at an engagement changes. An alert stands in one list at most; one in none stays as it is. */
export interface AlertChanges<A extends AlertFacts = AlertFacts> {
  /** New alerts: notify. */
  toOpen: AlertOpening[];
  /** More severe than before: save the figures and the state, and notify again. A snoozed one opens for it. */
  toRaise: AlertUpdate<A>[];
  /** Snoozed until a day that has come, and still true: save the figures, open, and notify again. */
  toReopen: AlertUpdate<A>[];
  /** Other figures or words, no more severe: save them and tell nobody. */
  toUpdate: AlertUpdate<A>[];
  /** The signal is gone. */
  toResolve: A[];
}

/**
 * Compares what was found with the alerts of the engagement (Bicorne domain language, Alerts).
 *
 * Run twice over the same facts it changes nothing the second time, and a missed run loses nothing: what is open
 * afterwards depends on the signals of this moment alone.
 *
 * @param engagement a paused engagement raises no drift and its alerts rest as they are, so that resuming does not tell
 *   everyone again; a closed one resolves them.
 * @param known every alert of the engagement that is not resolved, and of each identity the last resolved one.
 * @param signals what `evaluateDrift` found at `now`.
 */
export function reconcileAlerts<A extends AlertFacts>(
  engagement: { id: string; state: EngagementState },
  known: readonly A[],
  signals: readonly Signal[],
  now: Date,
): AlertChanges<A> {
  const changes: AlertChanges<A> = { toOpen: [], toRaise: [], toReopen: [], toUpdate: [], toResolve: [] };
  if (engagement.state === 'PAUSED') return changes;

  const open = byIdentity(known.filter(({ state }) => state !== 'RESOLVED'));
  const found = new Set<string>();
  for (const signal of signals) {
    const key = alertKey({ engagementId: engagement.id, rule: signal.rule, subject: signal.subject });
    if (found.has(key)) throw new Error(`Two signals of one identity: ${key}`);
    found.add(key);
    const alert = open.get(key);
    if (alert) compare(alert, signal, now, changes);
    else changes.toOpen.push({ signal, previousAlertId: lastResolved(known, key)?.id ?? null });
  }
  changes.toResolve = [...open.entries()].filter(([key]) => !found.has(key)).map(([, alert]) => alert);
  return changes;
}

function compare<A extends AlertFacts>(alert: A, signal: Signal, now: Date, changes: AlertChanges<A>): void {
  const snoozed = alert.state === 'SNOOZED';
  if (rank(signal.severity) > rank(alert.severity))
    changes.toRaise.push({ alert, signal, state: snoozed ? 'OPEN' : alert.state });
  else if (snoozed && alert.snoozedUntil !== null && alert.snoozedUntil <= now)
    changes.toReopen.push({ alert, signal, state: 'OPEN' });
  else if (saysOtherwise(alert, signal)) changes.toUpdate.push({ alert, signal, state: alert.state });
}

/**
 * The earliest moment after `now` at which a snooze ends, or null. The next look at an engagement is due at the earlier of
 * this and `nextCheckAt`.
 */
export function nextWakeAt(alerts: readonly Pick<AlertFacts, 'state' | 'snoozedUntil'>[], now: Date): Date | null {
  const snoozed = alerts.filter(({ state }) => state === 'SNOOZED');
  return earliest(snoozed.map(({ snoozedUntil }) => snoozedUntil).filter((until) => until !== null && until > now));
}

function byIdentity<A extends AlertFacts>(alerts: readonly A[]): Map<string, A> {
  const result = new Map<string, A>();
  for (const alert of alerts) {
    const key = alertKey(alert);
    if (result.has(key)) throw new Error(`Two alerts of one identity are not resolved: ${key}`);
    result.set(key, alert);
  }
  return result;
}

function lastResolved<A extends AlertFacts>(known: readonly A[], key: string): A | undefined {
  return known
    .filter((alert) => alert.state === 'RESOLVED' && alertKey(alert) === key)
    .sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime())[0];
}

function saysOtherwise(alert: AlertFacts, signal: Signal): boolean {
  return (
    alert.severity !== signal.severity ||
    alert.hat !== signal.hat ||
    alert.statement !== signal.statement ||
    alert.clearsWhen !== signal.clearsWhen ||
    alert.figures.length !== signal.figures.length ||
    alert.figures.some((figure, index) => {
      const other = signal.figures[index];
      return figure.name !== other?.name || figure.value !== other.value || figure.threshold !== other.threshold;
    })
  );
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
