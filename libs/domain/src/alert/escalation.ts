import { endOfWorkingDays } from '../calendar/index.js';
import type { WorkingCalendar } from '../calendar/index.js';
import { RULE_AUDIENCE } from '../drift/rule-codes.js';
import type { RuleCode } from '../drift/rule-codes.js';
import { earliest } from '../drift/moments.js';
import type { AlertState, EngagementState } from '../shared/vocabulary.js';

export const ESCALATION_LEVELS = ['PARTNER', 'OWNER', 'SPONSOR'] as const;
/** Who is told of an alert that nobody answers, after those who were told at once. */
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/**
 * Whole working days without an answer after which each level is told (Bicorne domain language, Alerts). A sponsor is told
 * together with the owner, who answers for what the client hears, and only where the workspace says so.
 */
export const ESCALATION_DAYS: Readonly<Record<EscalationLevel, number>> = { PARTNER: 3, OWNER: 5, SPONSOR: 5 };

/** How the workspace escalates the alerts of an engagement. */
export interface EscalationPolicy {
  /** Alerts of one that does not run rest. */
  engagementState: EngagementState;
  /** Its working days, less those on which the engagement was paused. */
  calendar: WorkingCalendar;
  /** IANA name of its zone, in which its working days begin and end. */
  timeZone: string;
  escalateToSponsor: boolean;
}

/** What escalation asks of an alert. */
export interface EscalationFacts {
  rule: RuleCode;
  state: AlertState;
  openedAt: Date;
  /** When a snooze last ended; null where none did. */
  wokenAt: Date | null;
  /** The levels that it has reached. Each is told once. */
  reached: readonly EscalationLevel[];
}

/**
 * The levels that an alert has come to at `now` and that have not been told, the nearest first. Empty unless it is OPEN:
 * acknowledging and resolving stop the escalation, a snooze lets it rest, and what comes back from one is counted anew.
 * What waits for the client is never held against the practitioner: it goes no further.
 */
export function escalationsDue(alert: EscalationFacts, policy: EscalationPolicy, now: Date): EscalationLevel[] {
  return levelsAhead(alert, policy).filter((level) => momentOf(level, alert, policy) <= now);
}

/** The earliest moment after `now` at which {@link escalationsDue} names another level, or null. */
export function nextEscalationAt(alert: EscalationFacts, policy: EscalationPolicy, now: Date): Date | null {
  const moments = levelsAhead(alert, policy).map((level) => momentOf(level, alert, policy));
  return earliest(moments.filter((moment) => moment > now));
}

function levelsAhead(alert: EscalationFacts, policy: EscalationPolicy): EscalationLevel[] {
  if (policy.engagementState !== 'ACTIVE' || alert.state !== 'OPEN') return [];
  if (RULE_AUDIENCE[alert.rule] !== 'WEARER') return [];
  return ESCALATION_LEVELS.filter(
    (level) => !alert.reached.includes(level) && (level !== 'SPONSOR' || policy.escalateToSponsor),
  );
}

function momentOf(level: EscalationLevel, { openedAt, wokenAt }: EscalationFacts, policy: EscalationPolicy): Date {
  return endOfWorkingDays(wokenAt ?? openedAt, ESCALATION_DAYS[level], policy.calendar, policy.timeZone);
}
