import { dayOf, type EngagementPerson, type Signal } from '@bicorne/domain';
import { alertUrl, sponsorUrl, type AlertEventPayload } from '@bicorne/notifications';
import type { DriftState } from '../drift/load-drift-facts.js';
import { toGlobalId } from '../global-id.js';

/** What people are told of an alert now: that it opened, grew, came back, or that nobody answers it. */
export interface Notice {
  alertId: string;
  signal: Signal;
  /** The alert of the same identity before this one. */
  previousAlertId: string | null;
}

/** To whom it goes; left out for a system. */
export interface Addressee {
  role: EngagementPerson['role'];
  because: string;
}

/** The event that one recipient is sent, with the ids and days of the published schema. */
export function alertEventOf(
  baseUrl: string,
  { facts, clientId, clientName, known }: DriftState,
  { alertId, signal, previousAlertId }: Notice,
  now: Date,
  to?: Addressee,
): AlertEventPayload {
  const engagementId = toGlobalId('Engagement', facts.id);
  const { kind, id } = signal.subject;
  const about = kind === 'DELIVERABLE' ? facts.deliverables.find((deliverable) => deliverable.id === id) : undefined;
  const deliverable = about ? { id: toGlobalId('Deliverable', about.id), key: about.key, title: about.title } : null;
  const previous = known.find((alert) => alert.id === previousAlertId);
  const day = (moment: Date) => dayOf(moment, facts.timeZone);
  return {
    type: 'drift_alert.raised',
    timestamp: now.toISOString(),
    data: {
      alertId: toGlobalId('DriftAlert', alertId),
      rule: signal.rule,
      severity: signal.severity,
      hat: signal.hat,
      statement: signal.statement,
      clearsWhen: signal.clearsWhen,
      client: { id: toGlobalId('Client', clientId), name: clientName },
      engagement: { id: engagementId },
      deliverable,
      previousAlert: previous?.resolvedAt
        ? {
            id: toGlobalId('DriftAlert', previous.id),
            openedOn: day(previous.openedAt),
            resolvedOn: day(previous.resolvedAt),
          }
        : null,
      ...(to ? { because: to.because } : {}),
      url: to?.role === 'SPONSOR' ? sponsorUrl(baseUrl, deliverable?.id ?? null) : alertUrl(baseUrl, engagementId),
    },
  };
}
