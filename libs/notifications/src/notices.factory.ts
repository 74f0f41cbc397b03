import type { AlertNotice } from './notice-list.js';

/** A notice about an alert, as it is kept. */
export function alertNotice(
  change: Partial<AlertNotice['data']> = {},
  { resolved, timestamp = '2026-03-02T09:00:00.000Z' }: { resolved?: boolean; timestamp?: string } = {},
): AlertNotice {
  return {
    type: 'drift_alert.raised',
    timestamp,
    ...(resolved === undefined ? {} : { resolved }),
    data: {
      alertId: 'a1',
      rule: 'LATE',
      severity: 'WARNING',
      hat: 'CAIO',
      statement: 'Model registry is two days late.',
      clearsWhen: 'It is submitted.',
      client: { id: 'c1', name: 'Noordlicht' },
      engagement: { id: 'e1' },
      deliverable: { id: 'd1', key: 'model-registry', title: 'Model registry' },
      url: 'https://bicorne.example.com/alerts?engagement=e1',
      ...change,
    },
  };
}

/** A notice that an endpoint was disabled. */
export function endpointNotice() {
  return {
    type: 'webhook_endpoint.disabled' as const,
    timestamp: '2026-03-02T09:00:00.000Z',
    data: {
      endpointId: 'w1',
      address: 'https://hooks.example.com',
      reason: 'Answered 410 Gone: nobody listens at this address any more.',
      url: 'https://bicorne.example.com/settings?tab=webhooks',
    },
  };
}
