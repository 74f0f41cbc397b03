import type { ReceivedWebhook } from '../../support/webhook-receiver.js';

/** What a receiver reads from an event about an alert; the fields that these tests look at. */
export interface AlertEvent {
  type: string;
  data: {
    alertId: string;
    rule: string;
    severity: string;
    hat: string | null;
    statement: string;
    clearsWhen: string;
    client: { name: string };
    deliverable: { title: string } | null;
  };
}

/** `RULE subject`, as these tests name an alert. */
export function named({ data: { rule, deliverable, hat } }: AlertEvent): string {
  return `${rule} ${deliverable?.title ?? hat ?? 'engagement'}`;
}

/**
 * The events by webhook-id. What is received twice after a crash carries the same id and says the same.
 *
 * @throws where one id came with two different events
 */
export function eventsById(received: readonly ReceivedWebhook[]): Map<string, AlertEvent> {
  const byId = new Map<string, AlertEvent>();
  for (const { id, payload } of received) {
    const known = byId.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(payload)) throw new Error(`${id} came with two events.`);
    byId.set(id, payload as AlertEvent);
  }
  return byId;
}
