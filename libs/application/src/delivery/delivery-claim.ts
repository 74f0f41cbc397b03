import { MOST_LOST_ATTEMPTS } from '@bicorne/domain';
import type { ChannelKind } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';

/** Longer than any channel takes for one attempt, so that a lease lapses only when its holder is gone. */
const LEASE_SECONDS = 30;

/** Noted for an attempt whose holder let the lease lapse. */
const LOST = 'The worker ended before it could note the outcome; the message may have arrived.';

/** A delivery that is this process's to send, until its lease is over. */
export interface DeliveryClaim {
  id: string;
  channel: ChannelKind;
  recipient: string;
  payload: unknown;
  webhookEndpointId: string | null;
  /** Of this attempt, from 1; counted from the last replay, without those that were lost with their worker. */
  attempt: number;
  /** Rises with every claim; an outcome is taken from the holder of the newest alone. */
  fence: string;
  /** By the database's clock. */
  claimedAt: Date;
}

export interface AttemptOutcome {
  state: 'SENT' | 'PENDING' | 'FAILED';
  detail: string;
  /** Set while PENDING. */
  nextAttemptAt: Date | null;
}

/**
 * Claims deliveries whose moment has come, by the database's clock: those that nobody holds, or whose holder let the
 * lease lapse. The lost attempt of such a holder is noted as failed; it counts only after many. What somebody else claims or
 * settles in this moment is theirs.
 *
 * @returns those that were claimed; the others are sent, failed, not due, held by someone else, or not there
 */
export function claimDeliveries(tx: Tx, deliveryIds: readonly string[]): Promise<DeliveryClaim[]> {
  return tx.query<DeliveryClaim>(
    `with held as materialized (
       select workspace_id, id, client_id, state, lease_until, attempts, state = 'SENDING' and (
           select count(*) from delivery_attempt a
           where a.workspace_id = delivery.workspace_id and a.delivery_id = delivery.id and a.detail = $4
         ) < $5 as pardoned
       from delivery
       where workspace_id = $1 and id = any ($2::uuid[]) and state in ('PENDING', 'SENDING')
         and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
       for no key update skip locked
     ), lost as (
       insert into delivery_attempt (workspace_id, delivery_id, client_id, number, started_at, ended_at, outcome, detail)
       select workspace_id, id, client_id, attempts, lease_until - make_interval(secs => $3), lease_until, 'FAILED', $4
       from held where state = 'SENDING'
     ), claimed as (
       update delivery d
       set state = 'SENDING', attempts = d.attempts + 1, fence = d.fence + 1,
         attempts_before = d.attempts_before + held.pardoned::int,
         lease_until = now() + make_interval(secs => $3)
       from held where d.workspace_id = held.workspace_id and d.id = held.id
       returning d.*
     )
     select id, channel, recipient, payload, webhook_endpoint_id as "webhookEndpointId",
       attempts - attempts_before as attempt, fence, now() as "claimedAt"
     from claimed`,
    [tx.scope.workspaceId, deliveryIds, LEASE_SECONDS, LOST, MOST_LOST_ATTEMPTS],
  );
}

/**
 * Writes how attempts ended, but for those whose delivery someone else has claimed since.
 *
 * @returns the ids of those whose claim still held
 */
export async function settleDeliveries(
  tx: Tx,
  ended: readonly { claim: DeliveryClaim; ending: AttemptOutcome }[],
): Promise<Set<string>> {
  const rows = ended.map(({ claim: { id, fence, claimedAt }, ending }) => ({ id, fence, claimedAt, ...ending }));
  // Locked in the order of their ids: two batches that share deliveries, as a late holder's may, cannot block each other.
  const settled = await tx.query<{ id: string }>(
    `with ended as (
       select * from jsonb_to_recordset($2)
         as e (id uuid, fence bigint, "claimedAt" timestamptz, state text, detail text, "nextAttemptAt" timestamptz)
     ), held as materialized (
       select d.workspace_id, d.id from delivery d join ended e on e.id = d.id and e.fence = d.fence
       where d.workspace_id = $1 and d.state = 'SENDING'
       order by d.id for no key update of d
     ), settled as (
       update delivery d
       set state = e.state, lease_until = null, next_attempt_at = coalesce(e."nextAttemptAt", d.next_attempt_at),
         sent_at = case when e.state = 'SENT' then clock_timestamp() end,
         last_error = case when e.state = 'SENT' then null else e.detail end
       from held, ended e
       where d.workspace_id = held.workspace_id and d.id = held.id and e.id = d.id and e.fence = d.fence
       returning d.workspace_id, d.id, d.client_id, d.attempts, e.state, e.detail, e."claimedAt"
     ), noted as (
       insert into delivery_attempt (workspace_id, delivery_id, client_id, number, started_at, ended_at, outcome, detail)
       select workspace_id, id, client_id, attempts, "claimedAt", clock_timestamp(),
         case when state = 'SENT' then 'SENT' else 'FAILED' end, detail
       from settled
     )
     select id from settled`,
    [tx.scope.workspaceId, JSON.stringify(rows)],
  );
  return new Set(settled.map(({ id }) => id));
}

/**
 * Gives claimed deliveries back that nobody has tried to send, for there was no place to send from: it was not an attempt.
 * They come again after so many seconds, or up to twice as many.
 */
export async function releaseDeliveries(tx: Tx, claims: readonly DeliveryClaim[], seconds: number): Promise<void> {
  await tx.query(
    `with held as materialized (
       select d.workspace_id, d.id from delivery d
       join jsonb_to_recordset($2) as c (id uuid, fence bigint) on c.id = d.id and c.fence = d.fence
       where d.workspace_id = $1 and d.state = 'SENDING'
       order by d.id for no key update of d
     )
     update delivery d
     set state = 'PENDING', attempts = d.attempts - 1, lease_until = null,
       next_attempt_at = now() + make_interval(secs => $3 * (1 + random()))
     from held where d.workspace_id = held.workspace_id and d.id = held.id`,
    [tx.scope.workspaceId, JSON.stringify(claims.map(({ id, fence }) => ({ id, fence }))), seconds],
  );
}
