import { SEVERITIES, type Severity } from '@bicorne/domain';
import type { EndpointDisabledPayload } from './endpoint-event.js';
import type { NoticePayload } from './payloads.js';

/** Notices that one message writes out; those beyond are counted, and stand in the app. */
export const MOST_WRITTEN_OUT = 100;

export type AlertNotice = Extract<NoticePayload, { type: 'drift_alert.raised' }>;

/** The notices of one message in the order in which a reader needs them. */
export interface NoticeList {
  /** Those that are written out, the worst first, by client: the client with the worst first. */
  clients: { name: string; alerts: AlertNotice[] }[];
  endpoints: EndpointDisabledPayload[];
  /** How many are not written out. */
  more: number;
  /** Over all of them, written out or not. */
  counts: NoticeCounts;
}

export interface NoticeCounts {
  alerts: number;
  bySeverity: Readonly<Record<Severity, number>>;
  resolved: number;
  endpoints: number;
  /** Names of all clients, in the order of `clients`. */
  clientNames: string[];
}

/** Puts the notices of one message in order: what still holds before what resolved, the worst first, of the same the oldest. */
export function noticeList(notices: readonly NoticePayload[], most = MOST_WRITTEN_OUT): NoticeList {
  const endpoints = notices.filter((notice) => notice.type === 'webhook_endpoint.disabled');
  const alerts = notices.filter((notice) => notice.type === 'drift_alert.raised').sort(worstFirst);
  const shown = alerts.slice(0, Math.max(0, most - endpoints.length));
  return {
    clients: byClient(shown),
    endpoints: endpoints.slice(0, most),
    more: notices.length - shown.length - Math.min(endpoints.length, most),
    counts: {
      alerts: alerts.length,
      bySeverity: countsOf(alerts),
      resolved: alerts.filter(({ resolved }) => resolved).length,
      endpoints: endpoints.length,
      clientNames: byClient(alerts).map(({ name }) => name),
    },
  };
}

function worstFirst(a: AlertNotice, b: AlertNotice): number {
  return (
    Number(a.resolved ?? false) - Number(b.resolved ?? false) ||
    SEVERITIES.indexOf(b.data.severity) - SEVERITIES.indexOf(a.data.severity) ||
    a.timestamp.localeCompare(b.timestamp)
  );
}

function byClient(alerts: readonly AlertNotice[]): NoticeList['clients'] {
  const clients = new Map<string, NoticeList['clients'][number]>();
  for (const alert of alerts) {
    const { id, name } = alert.data.client;
    const client = clients.get(id) ?? { name, alerts: [] };
    client.alerts.push(alert);
    clients.set(id, client);
  }
  return [...clients.values()];
}

function countsOf(alerts: readonly AlertNotice[]): NoticeCounts['bySeverity'] {
  const counts = { NOTICE: 0, WARNING: 0, CRITICAL: 0 };
  for (const { data } of alerts) counts[data.severity] += 1;
  return counts;
}
