import { nextAttemptAt } from '@bicorne/domain';
import type { ChannelKind, Channels, SendOutcome } from '@bicorne/notifications';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from '../services.js';
import type { DisablingServices } from '../webhook/disable-endpoint.js';
import { noteEndpointOutcome } from '../webhook/endpoint-outcome.js';
import { claimDelivery, settleDelivery, type AttemptOutcome } from './delivery-claim.js';
import { messageOf } from './message-of.js';

export interface SendDeliveryDeps {
  transaction: WorkspaceTransaction;
  channels: Channels;
  services: Pick<Services, 'secret'> & DisablingServices;
  /** From 0 to 1, for the jitter of the schedule. */
  random?: () => number;
}

/**
 * - `SENT`, `PENDING` (tried again later), `FAILED` (never again): how this attempt ended
 * - `NOT_DUE`: nothing to do here; done already, not yet due, or in other hands
 * - `STALE`: someone else has claimed it meanwhile, and their outcome counts
 * - `BUSY`: the channel had no place; nothing was claimed, and the sweep brings it again
 */
export type SendDeliveryResult = AttemptOutcome['state'] | 'NOT_DUE' | 'STALE' | 'BUSY';

/**
 * One attempt at one delivery: take a place, claim, send, note the outcome; several steps, for no transaction stays open while
 * somebody else's server is waited for. Safe to call at any time and any number of times for the same delivery.
 */
export async function sendDelivery(
  deps: SendDeliveryDeps,
  ids: { workspaceId: string; deliveryId: string },
  signal?: AbortSignal,
): Promise<SendDeliveryResult> {
  const channel = await deps.transaction.run(ids, (tx) => channelOf(tx, ids.deliveryId));
  if (channel === undefined) return 'NOT_DUE';
  const leave = await deps.channels.takePlace(channel, signal);
  if (leave === null) return 'BUSY';
  try {
    return await attempt(deps, ids, signal);
  } finally {
    leave();
  }
}

async function attempt(
  deps: SendDeliveryDeps,
  { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
  signal: AbortSignal | undefined,
): Promise<SendDeliveryResult> {
  const { transaction, channels, random = Math.random } = deps;
  const claimed = await transaction.run({ workspaceId }, async (tx) => {
    const claim = await claimDelivery(tx, deliveryId);
    return claim && { claim, ...(await messageOf(tx, claim, deps.services)) };
  });
  if (claimed === undefined) return 'NOT_DUE';

  const { claim, message, endpoint } = claimed;
  const begun = performance.now();
  const outcome: SendOutcome =
    'channel' in message ? await channels.send({ ...message, signal }) : { sent: false, ...message };
  // The database's clock, carried on by what passed here.
  const now = new Date(claim.claimedAt.getTime() + (performance.now() - begun));
  const ending = endingOf(outcome, claim.attempt, now, random());
  const settled = await transaction.run({ workspaceId }, async (tx) => {
    const held = await settleDelivery(tx, claim, ending);
    if (held && endpoint) await noteEndpointOutcome(tx, deps.services, endpoint, outcome, now);
    return held;
  });
  return settled ? ending.state : 'STALE';
}

function endingOf(outcome: SendOutcome, attempt: number, now: Date, random: number): AttemptOutcome {
  const { detail } = outcome;
  if (outcome.sent) return { state: 'SENT', detail, nextAttemptAt: null };
  const next = outcome.final ? null : nextAttemptAt(attempt, now, random, outcome.retryAfter);
  return next === null
    ? { state: 'FAILED', detail, nextAttemptAt: null }
    : { state: 'PENDING', detail, nextAttemptAt: next };
}

/** @returns undefined where there is nothing left to send */
async function channelOf(tx: Tx, deliveryId: string): Promise<ChannelKind | undefined> {
  const [delivery] = await tx.query<{ channel: ChannelKind }>(
    `select channel from delivery where workspace_id = $1 and id = $2 and state in ('PENDING', 'SENDING')`,
    [tx.scope.workspaceId, deliveryId],
  );
  return delivery?.channel;
}
