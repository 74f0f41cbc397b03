import {
  attentionOf,
  charterInForce,
  dayOf,
  daysBetween,
  failureModes,
  isLate,
  readiness,
  type FailureMode,
  type Readiness,
} from '@bicorne/domain';
import type { DeliverableView, EngagementView } from './engagement-view.js';
import { charterVersionOf, practitionerIdsOf, readinessFactsOf } from './readiness-facts.js';

/** What the rules say of an engagement as it stands. */
export interface EngagementStatus {
  readiness: Readiness;
  failureModes: { mode: FailureMode; signals: EngagementView['openSignals'] }[];
  /** Version of the charter that counts; null where none is acknowledged by all. */
  versionInForce: number | null;
}

export function engagementStatus(view: EngagementView): EngagementStatus {
  const inForce = charterInForce(view.charters.map((charter) => charterVersionOf(charter, view)));
  return {
    readiness: readiness(readinessFactsOf(view)),
    failureModes: failureModes(view.openSignals, practitionerIdsOf(view).length),
    versionInForce: inForce?.version ?? null,
  };
}

/** Whether the engagement runs, a submission is owed, and the last day in time is over. */
export function isDeliverableLate(
  { state, dueOn, sentBackAt, timeZone, engagementState }: DeliverableView,
  now: Date,
): boolean {
  if (engagementState !== 'ACTIVE') return false;
  return isLate({ state, dueOn, sentBackAt: sentBackAt === null ? null : new Date(sentBackAt) }, timeZone, now);
}

/** Days to the end of a running engagement in its time zone, 0 from its last day on; null where it does not run. */
export function daysLeftOf(
  engagement: Pick<EngagementView, 'state' | 'endsOn' | 'timeZone'> | null,
  now: Date,
): number | null {
  if (engagement?.state !== 'ACTIVE') return null;
  return Math.max(0, daysBetween(dayOf(now, engagement.timeZone), engagement.endsOn));
}

export { attentionOf };
