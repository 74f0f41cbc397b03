import type { ChannelKind } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';

/** Longer than any channel takes for one attempt, so that a lease lapses only when its holder is gone. */
const LEASE_SECONDS = 30;

/** A delivery that is this process's to send, until its lease is over. */
export interface DeliveryClaim {
  id: string;
  channel: ChannelKind;
  recipient: string;
  payload: unknown;
  webhookEndpointId: string | null;
  /** Of this attempt, from 1. */
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
 * Claims a delivery whose moment has come, by the database's clock: one that nobody holds, or whose holder let the
 * lease lapse. The lost attempt of such a holder is noted as failed.
 *
 * @returns undefined where it is sent, failed, not due, held by someone else, or not there
 */
export async function claimDelivery(tx: Tx, deliveryId: string): Promise<DeliveryClaim | undefined> {
  const [claim] = await tx.query<DeliveryClaim>(
    `with held as (
       select workspace_id, id, client_id, state, lease_until, attempts from delivery
       where workspace_id = $1 and id = $2 and state in ('PENDING', 'SENDING')
         and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
       for update
     ), lost as (
       insert into delivery_attempt (workspace_id, delivery_id, client_id, number, started_at, ended_at, outcome, detail)
       select workspace_id, id, client_id, attempts, lease_until - make_interval(secs => $3), lease_until, 'FAILED',
         'The worker ended before it could note the outcome; the message may have arrived.'
       from held where state = 'SENDING'
     ), claimed as (
       update delivery d
       set state = 'SENDING', attempts = d.attempts + 1, fence = d.fence + 1,
         lease_until = now() + make_interval(secs => $3)
       from held where d.workspace_id = held.workspace_id and d.id = held.id
       returning d.*
     )
     select id, channel, recipient, payload, webhook_endpoint_id as "webhookEndpointId", attempts as attempt, fence,
       now() as "claimedAt"
     from claimed`,
    [tx.scope.workspaceId, deliveryId, LEASE_SECONDS],
  );
  return claim;
}

/**
 * Writes how an attempt ended, unless someone else has claimed the delivery since.
 *
 * @returns whether the claim still held
 */
export async function settleDelivery(tx: Tx, claim: DeliveryClaim, outcome: AttemptOutcome): Promise<boolean> {
  const { state, detail, nextAttemptAt } = outcome;
  const settled = await tx.query(
    `with settled as (
       update delivery
       set state = $4, lease_until = null, next_attempt_at = coalesce($5, next_attempt_at),
         sent_at = case when $4 = 'SENT' then clock_timestamp() end,
         last_error = case when $4 = 'SENT' then null else $6 end
       where workspace_id = $1 and id = $2 and fence = $3 and state = 'SENDING'
       returning workspace_id, id, client_id, attempts
     )
     insert into delivery_attempt (workspace_id, delivery_id, client_id, number, started_at, ended_at, outcome, detail)
     select workspace_id, id, client_id, attempts, $7, clock_timestamp(), case when $4 = 'SENT' then 'SENT' else 'FAILED' end, $6
     from settled
     returning number`,
    [tx.scope.workspaceId, claim.id, claim.fence, state, nextAttemptAt, detail, claim.claimedAt],
  );
  return settled.length > 0;
}
