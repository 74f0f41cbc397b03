import type { WebhookEvent } from '@bicorne/domain';
import type { WebhookPayload } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';

/** Something that endpoints may have asked for, and what it is about. */
export interface EndpointNews<Event extends WebhookEvent = WebhookEvent> {
  event: Event;
  payload: WebhookPayload<Event>;
  driftAlertId?: string;
  deliverableId?: string;
  /** Of the deliverable: each is submitted once. */
  revision?: number;
}

/**
 * Writes a delivery of each event for every endpoint that asked for it, with their outbox rows: in the transaction of what
 * happened, and in two statements however many there are.
 */
export async function tellEndpoints(tx: Tx, clientId: string, news: readonly EndpointNews[], now: Date): Promise<void> {
  if (news.length === 0) return;
  const { workspaceId } = tx.scope;
  const written = await tx.query<{ id: string }>(
    `insert into delivery (workspace_id, client_id, drift_alert_id, deliverable_id, revision, event, channel, recipient,
       webhook_endpoint_id, payload, state, next_attempt_at, created_at)
     select $1, $2, t."driftAlertId", t."deliverableId", t.revision, t.payload ->> 'type', 'WEBHOOK', n.url, n.id,
       t.payload, 'PENDING', $4, $4
     from jsonb_to_recordset($3) as t (event text, payload jsonb, "driftAlertId" uuid, "deliverableId" uuid, revision integer)
     join webhook_endpoint n on n.workspace_id = $1 and n.removed_at is null and n.disabled_at is null
       and n.kind = 'STANDARD' and t.event = any (n.events)
     returning id`,
    [workspaceId, clientId, JSON.stringify(news), now],
  );
  await tx.enqueueAll(
    'delivery.send',
    written.map(({ id }) => ({ workspaceId, deliveryId: id })),
  );
}
