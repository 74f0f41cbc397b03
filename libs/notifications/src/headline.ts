import type { Severity } from '@bicorne/domain';
import type { NoticeCounts } from './notice-list.js';

const NAMES_IN_A_HEADLINE = 2;

const COUNTED: readonly [Severity, one: string, many: string][] = [
  ['CRITICAL', 'critical', 'critical'],
  ['WARNING', 'warning', 'warnings'],
  ['NOTICE', 'notice', 'notices'],
];

/** What a message with many notices is about, in one line: "12 alerts (3 critical, 9 warnings) – Noordlicht and 2 more clients". */
export function headline(counts: NoticeCounts, digest: boolean): string {
  const { alerts, endpoints, clientNames } = counts;
  const parts = [
    alerts > 0 ? `${number(alerts, 'alert')} (${severitiesOf(counts)}) – ${namesOf(clientNames)}` : undefined,
    endpoints > 0 ? `${number(endpoints, 'webhook endpoint')} disabled` : undefined,
  ];
  return `${digest ? 'Digest: ' : ''}${parts.filter((part) => part !== undefined).join('; ')}`;
}

/** The same in a sentence, with how many have resolved. */
export function summary(counts: NoticeCounts): string {
  const { alerts, resolved, clientNames } = counts;
  if (alerts === 0) return '';
  const about = `${number(alerts, 'alert')} about ${number(clientNames.length, 'client')}: ${severitiesOf(counts)}.`;
  if (resolved === 0) return about;
  const have = resolved === 1 ? 'One of them has' : `${resolved} of them have`;
  return `${about} ${resolved === alerts ? 'All of them have' : have} resolved meanwhile.`;
}

function severitiesOf({ bySeverity }: NoticeCounts): string {
  return COUNTED.filter(([severity]) => bySeverity[severity] > 0)
    .map(([severity, one, many]) => `${bySeverity[severity]} ${bySeverity[severity] === 1 ? one : many}`)
    .join(', ');
}

function namesOf(names: readonly string[]): string {
  const more = names.length - NAMES_IN_A_HEADLINE;
  if (more <= 0) return names.join(' and ');
  return `${names.slice(0, NAMES_IN_A_HEADLINE).join(', ')} and ${number(more, 'more client')}`;
}

function number(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
