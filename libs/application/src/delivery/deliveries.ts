import { decided, refused, type Decided } from '@bicorne/domain';
import type { ChannelKind } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import type { Slice, Window } from '../paging.js';

export type DeliveryState = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';

/** One message that left, or is to leave. */
export interface OutgoingDelivery {
  id: string;
  /** Such as `drift_alert.raised`; `notices` where it carries what a person or a Slack channel is told. */
  event: string;
  channel: ChannelKind;
  /** An email address; of an endpoint the scheme and host alone, for the rest may be a secret. */
  recipient: string;
  webhookEndpointId: string | null;
  driftAlertId: string | null;
  deliverableId: string | null;
  state: DeliveryState;
  attempts: number;
  /** How many notices it carries; 0 where it is an event for an endpoint. */
  notices: number;
  createdAt: Date;
  /** Set while it waits. */
  nextAttemptAt: Date | null;
  sentAt: Date | null;
  lastError: string | null;
  tries: DeliveryTry[];
}

export interface DeliveryTry {
  number: number;
  startedAt: string;
  endedAt: string;
  sent: boolean;
  detail: string | null;
}

export interface DeliveryFilter {
  states?: readonly DeliveryState[] | null;
  channel?: ChannelKind | null;
  webhookEndpointId?: string | null;
}

/** Deliveries that are put back at once: more than a day's work of a slow endpoint. */
const MOST_AT_ONCE = 1_000;
/** The schedule and two replays; older tries of one delivery stay in the database. */
const TRIES_SHOWN = 30;

const SELECT = `select d.id, d.event, d.channel, d.recipient, d.webhook_endpoint_id as "webhookEndpointId",
    d.drift_alert_id as "driftAlertId", d.deliverable_id as "deliverableId", d.state, d.attempts,
    (select count(*)::int from notice n where n.workspace_id = d.workspace_id and n.delivery_id = d.id) as notices,
    d.created_at as "createdAt", case when d.state in ('PENDING', 'SENDING') then d.next_attempt_at end as "nextAttemptAt",
    d.sent_at as "sentAt", d.last_error as "lastError",
    coalesce((select json_agg(json_build_object('number', t.number, 'startedAt', t.started_at, 'endedAt', t.ended_at,
        'sent', t.outcome = 'SENT', 'detail', t.detail) order by t.number)
      from (select * from delivery_attempt a where a.workspace_id = d.workspace_id and a.delivery_id = d.id
            order by a.number desc limit ${TRIES_SHOWN}) t), '[]'::json) as tries
  from delivery d`;
const WHERE = `where d.workspace_id = $1 and ($2::text[] is null or d.state = any ($2))
    and ($3::text is null or d.channel = $3) and ($4::uuid is null or d.webhook_endpoint_id = $4)`;

/** What left or is to leave the workspace, the newest first; a filter that is left out lets everything through. */
export async function listDeliveries(
  context: UseCaseContext,
  { filter, offset, limit }: Window & { filter: DeliveryFilter },
): Promise<Slice<OutgoingDelivery>> {
  return context.transaction.run(context.caller, async (tx) => {
    const parameters = [
      tx.scope.workspaceId,
      filter.states ?? null,
      filter.channel ?? null,
      filter.webhookEndpointId ?? null,
    ];
    const rows = await tx.query<OutgoingDelivery>(
      `${SELECT} ${WHERE} order by d.created_at desc, d.id desc offset $5 limit $6`,
      [...parameters, offset, limit],
    );
    const [count] = await tx.query<{ count: number }>(
      `select count(*)::int as count from delivery d ${WHERE}`,
      parameters,
    );
    return { rows: rows.map(withoutSecrets), totalCount: count?.count ?? 0 };
  });
}

/**
 * Sends a delivery again: one that failed for good, or that the recipient lost. It keeps its id, so that a recipient can tell
 * a repetition; its attempts are kept and the schedule begins anew. Refused where it waits already (STILL_WAITING) and where
 * its endpoint takes nothing (ENDPOINT_OUT_OF_USE).
 *
 * @throws NotFound where there is no such delivery
 */
export async function replayDelivery(
  context: UseCaseContext,
  input: { deliveryId: string },
): Promise<Decided<OutgoingDelivery>> {
  return context.transaction.run(context.caller, async (tx) => {
    const key = [tx.scope.workspaceId, input.deliveryId];
    const [found] = await tx.query<{ state: DeliveryState; usable: boolean }>(
      `select d.state, (d.webhook_endpoint_id is null or exists (select from webhook_endpoint n
         where n.workspace_id = d.workspace_id and n.id = d.webhook_endpoint_id
           and n.removed_at is null and n.disabled_at is null)) as usable
       from delivery d where d.workspace_id = $1 and d.id = $2 for update of d`,
      key,
    );
    if (!found) throw new NotFound();
    if (found.state === 'PENDING' || found.state === 'SENDING')
      return refused({ code: 'STILL_WAITING', message: 'It is still to be sent: wait for its next attempt.' });
    if (!found.usable)
      return refused({
        code: 'ENDPOINT_OUT_OF_USE',
        message: 'Its endpoint was removed or is disabled: enable it first, then send again.',
      });
    await putBack(tx, [input.deliveryId]);
    const [row] = await tx.query<OutgoingDelivery>(`${SELECT} where d.workspace_id = $1 and d.id = $2`, key);
    if (!row) throw new NotFound();
    return decided(withoutSecrets(row));
  });
}

/**
 * Sends again what failed for good at one endpoint, the oldest first, 1,000 at the most. Refused where the endpoint takes
 * nothing (ENDPOINT_OUT_OF_USE).
 *
 * @returns how many are sent again
 * @throws NotFound where there is no such endpoint
 */
export async function replayFailedDeliveries(
  context: UseCaseContext,
  input: { webhookEndpointId: string },
): Promise<Decided<number>> {
  return context.transaction.run(context.caller, async (tx) => {
    const [endpoint] = await tx.query<{ usable: boolean }>(
      `select disabled_at is null as usable from webhook_endpoint
       where workspace_id = $1 and id = $2 and removed_at is null`,
      [tx.scope.workspaceId, input.webhookEndpointId],
    );
    if (!endpoint) throw new NotFound();
    if (!endpoint.usable)
      return refused({
        code: 'ENDPOINT_OUT_OF_USE',
        field: 'webhookEndpointId',
        message: 'The endpoint is disabled: enable it first, then send again.',
      });
    const failed = await tx.query<{ id: string }>(
      `select id from delivery where workspace_id = $1 and webhook_endpoint_id = $2 and state = 'FAILED'
       order by created_at, id limit ${MOST_AT_ONCE} for update skip locked`,
      [tx.scope.workspaceId, input.webhookEndpointId],
    );
    await putBack(
      tx,
      failed.map(({ id }) => id),
    );
    return decided(failed.length);
  });
}

async function putBack(tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  const { workspaceId } = tx.scope;
  await tx.query(
    `update delivery set state = 'PENDING', next_attempt_at = now(), lease_until = null, sent_at = null,
       attempts_before = attempts
     where workspace_id = $1 and id = any ($2::uuid[])`,
    [workspaceId, deliveryIds],
  );
  await tx.enqueueAll(
    'delivery.send',
    deliveryIds.map((deliveryId) => ({ workspaceId, deliveryId })),
  );
}

function withoutSecrets(delivery: OutgoingDelivery): OutgoingDelivery {
  return delivery.channel === 'EMAIL' ? delivery : { ...delivery, recipient: new URL(delivery.recipient).origin };
}
