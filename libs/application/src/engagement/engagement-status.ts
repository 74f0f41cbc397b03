import {
  attentionOf,
  charterInForce,
  dayOf,
  daysBetween,
  failureModes,
  isLate,
  quarterOn,
  readiness,
  worstFirst,
  zeroMoney,
  type FailureMode,
  type Money,
  type Quarter,
  type Readiness,
} from '@bicorne/domain';
import type { DeliverableView, EngagementView, HatView } from './engagement-view.js';
import { charterVersionOf, practitionerIdsOf, readinessFactsOf } from './readiness-facts.js';

/** What the rules say of an engagement as it stands. */
export interface EngagementStatus {
  readiness: Readiness;
  /** The signals of each the worst first. */
  failureModes: { mode: FailureMode; signals: EngagementView['openSignals'] }[];
  /** Of the open signals what to look at first; null where none is open. */
  worstSignal: EngagementView['openSignals'][number] | null;
  /** Version of the charter that counts; null where none is acknowledged by all. */
  versionInForce: number | null;
}

export function engagementStatus(view: EngagementView): EngagementStatus {
  const open = worstFirst(view.openSignals);
  const inForce = charterInForce(view.charters.map(charterVersionOf));
  return {
    readiness: readiness(readinessFactsOf(view)),
    failureModes: failureModes(open, practitionerIdsOf(view).length),
    worstSignal: open[0] ?? null,
    versionInForce: inForce?.version ?? null,
  };
}

/** Whether the engagement runs, a submission is owed, and the last day in time is over. */
export function isDeliverableLate(
  { state, dueOn, sentBackAt, pauses, timeZone, engagementState }: DeliverableView,
  now: Date,
): boolean {
  if (engagementState !== 'ACTIVE') return false;
  const moments = pauses.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
  const sentBack = sentBackAt === null ? null : new Date(sentBackAt);
  return isLate({ state, dueOn, sentBackAt: sentBack }, { timeZone, pauses: moments }, now);
}

/** Days to the end of a running engagement in its time zone, 0 from its last day on; null where it does not run. */
export function daysLeftOf(
  engagement: Pick<EngagementView, 'state' | 'endsOn' | 'timeZone'> | null,
  now: Date,
): number | null {
  if (engagement?.state !== 'ACTIVE') return null;
  return Math.max(0, daysBetween(dayOf(now, engagement.timeZone), engagement.endsOn));
}

/** The quarter that counts at a moment: the last that has begun in the engagement's time zone. */
export function currentQuarterOf({ quarters, timeZone }: EngagementView, now: Date): Quarter {
  return quarterOn(quarters, dayOf(now, timeZone));
}

/** What the decisions in force of the current quarter spend under a hat, in the engagement's currency. */
export function quarterSpendOf({ spendByQuarter }: HatView, view: EngagementView, now: Date): Money {
  const amount = spendByQuarter[String(currentQuarterOf(view, now).number)];
  return amount === undefined ? zeroMoney(view.currency) : { amount, currency: view.currency };
}

export { attentionOf };
