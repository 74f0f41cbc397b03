import { formatDay } from '../calendar/index.js';
import { RULE_NAMES } from '../drift/index.js';
import type { RuleCode } from '../drift/index.js';
import type { CalendarDay, Hat, Severity } from '../shared/vocabulary.js';

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  NOTICE: 'Notice',
  WARNING: 'Warning',
  CRITICAL: 'Critical',
};

export interface AlertSubjectFacts {
  rule: RuleCode;
  severity: Severity;
  hat: Hat | null;
  clientName: string;
  /** Of the deliverable that the alert is about, where it is about one. */
  deliverableTitle?: string | null;
}

/**
 * A subject line: "Critical: Northwind – Late, Model registry (CAIO)". One line whatever the names hold, and no longer
 * than a mail client shows of it is worth, so that the client stands before the document.
 */
export function alertSubject({ rule, severity, hat, clientName, deliverableTitle }: AlertSubjectFacts): string {
  const title = deliverableTitle ? `, ${deliverableTitle}` : '';
  const worn = hat ? ` (${hat})` : '';
  return `${SEVERITY_WORDS[severity]}: ${clientName} – ${RULE_NAMES[rule]}${title}${worn}`.replace(/\s+/g, ' ');
}

/** What is said of an alert that is not the first of its identity. The days are those of the engagement's time zone. */
export function recurrence({ openedOn, resolvedOn }: { openedOn: CalendarDay; resolvedOn: CalendarDay }): string {
  if (openedOn === resolvedOn) return `Again: last on ${formatDay(openedOn)}.`;
  return `Again: last from ${formatDay(openedOn)} to ${formatDay(resolvedOn)}.`;
}
