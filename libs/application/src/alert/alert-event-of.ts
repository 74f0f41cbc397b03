import { dayOf, type EngagementPerson, type Signal } from '@bicorne/domain';
import { alertUrl, sponsorUrl, type AlertEventPayload } from '@bicorne/notifications';
import type { DriftState, KnownAlert } from '../drift/load-drift-facts.js';
import { toGlobalId } from '../global-id.js';
import type { EndpointNews } from '../webhook/tell-endpoints.js';

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
  state: DriftState,
  { alertId, signal, previousAlertId }: Notice,
  now: Date,
  to?: Addressee,
): AlertEventPayload {
  const { facts, known } = state;
  const fields = alertFieldsOf(state, { ...signal, id: alertId });
  const previous = known.find((alert) => alert.id === previousAlertId);
  const day = (moment: Date) => dayOf(moment, facts.timeZone);
  return {
    type: 'drift_alert.raised',
    timestamp: now.toISOString(),
    data: {
      ...fields,
      clearsWhen: signal.clearsWhen,
      previousAlert: previous?.resolvedAt
        ? {
            id: toGlobalId('DriftAlert', previous.id),
            openedOn: day(previous.openedAt),
            resolvedOn: day(previous.resolvedAt),
          }
        : null,
      ...(to ? { because: to.because } : {}),
      url:
        to?.role === 'SPONSOR'
          ? sponsorUrl(baseUrl, fields.deliverable?.id ?? null)
          : alertUrl(baseUrl, fields.engagement.id),
    },
  };
}

/** What endpoints are told when an alert opens, grows or comes back. */
export function newsOfRaised(baseUrl: string, state: DriftState, notice: Notice, now: Date): EndpointNews {
  return {
    event: 'DRIFT_ALERT_RAISED',
    driftAlertId: notice.alertId,
    payload: alertEventOf(baseUrl, state, notice, now),
  };
}

/** What endpoints are told when an alert is resolved. */
export function newsOfResolved(baseUrl: string, state: DriftState, alert: KnownAlert, now: Date): EndpointNews {
  const fields = alertFieldsOf(state, alert);
  return {
    event: 'DRIFT_ALERT_RESOLVED',
    driftAlertId: alert.id,
    payload: {
      type: 'drift_alert.resolved',
      timestamp: now.toISOString(),
      data: { ...fields, openedAt: alert.openedAt.toISOString(), url: alertUrl(baseUrl, fields.engagement.id) },
    },
  };
}

type AboutAlert = Pick<KnownAlert, 'id' | 'rule' | 'severity' | 'hat' | 'statement' | 'subject'>;

/** What every event about an alert says of it. */
function alertFieldsOf(
  { facts, clientId, clientName }: DriftState,
  { id, rule, severity, hat, statement, subject }: AboutAlert,
) {
  const about = facts.deliverables.find((one) => subject.kind === 'DELIVERABLE' && one.id === subject.id);
  return {
    alertId: toGlobalId('DriftAlert', id),
    rule,
    severity,
    hat,
    statement,
    client: { id: toGlobalId('Client', clientId), name: clientName },
    engagement: { id: toGlobalId('Engagement', facts.id) },
    deliverable: about ? { id: toGlobalId('Deliverable', about.id), key: about.key, title: about.title } : null,
  };
}
