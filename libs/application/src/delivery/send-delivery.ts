import { MAX_ATTEMPTS, nextAttemptAt } from '@bicorne/domain';
import {
  alertEventPayload,
  openEndpointSecret,
  type ChannelKind,
  type Channels,
  type Message,
  type SendOutcome,
} from '@bicorne/notifications';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import { claimDelivery, settleDelivery, type AttemptOutcome, type DeliveryClaim } from './delivery-claim.js';

export interface SendDeliveryDeps {
  transaction: WorkspaceTransaction;
  channels: Channels;
  /** Of the installation; opens the signing secrets of endpoints. */
  secret: string;
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

/** What stands in the way of even trying. */
interface Unsendable {
  final: true;
  detail: string;
}

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
    return claim && { claim, message: await messageOf(tx, claim, deps.secret) };
  });
  if (claimed === undefined) return 'NOT_DUE';

  const { claim, message } = claimed;
  const begun = performance.now();
  const outcome: SendOutcome =
    'channel' in message ? await channels.send({ ...message, signal }) : { sent: false, ...message };
  // The database's clock, carried on by what passed here.
  const now = new Date(claim.claimedAt.getTime() + (performance.now() - begun));
  const ending = endingOf(outcome, claim.attempt, now, random());
  const settled = await transaction.run({ workspaceId }, (tx) => settleDelivery(tx, claim, ending));
  return settled ? ending.state : 'STALE';
}

function endingOf(outcome: SendOutcome, attempt: number, now: Date, random: number): AttemptOutcome {
  const { detail } = outcome;
  if (outcome.sent) return { state: 'SENT', detail, nextAttemptAt: null };
  const next = outcome.final ? null : nextAttemptAt(attempt, now, random);
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

async function messageOf(tx: Tx, claim: DeliveryClaim, secret: string): Promise<Message | Unsendable> {
  const unsendable = (detail: string): Unsendable => ({ final: true, detail });
  // Only lost attempts, each of which ended its worker, bring it here.
  if (claim.attempt > MAX_ATTEMPTS) return unsendable('No attempt came to an end.');
  const payload = alertEventPayload.safeParse(claim.payload);
  if (!payload.success) return unsendable('What was kept for this delivery cannot be read.');
  const base = { id: claim.id, payload: payload.data };
  switch (claim.channel) {
    case 'EMAIL':
      return { ...base, channel: 'EMAIL', to: claim.recipient };
    case 'WEBHOOK': {
      const endpoint = await endpointOf(tx, claim.webhookEndpointId);
      if (endpoint === undefined) return unsendable('The endpoint was removed.');
      const ids = { workspaceId: tx.scope.workspaceId, endpointId: endpoint.id };
      const endpointSecret = openEndpointSecret(secret, endpoint.secretSealed, ids);
      if (endpointSecret === undefined)
        return unsendable('The signing secret cannot be opened: BICORNE_SECRET is another one than when it was made.');
      return { ...base, channel: 'WEBHOOK', url: endpoint.url, endpointSecret };
    }
    default:
      return impossible(claim.channel);
  }
}

async function endpointOf(
  tx: Tx,
  id: string | null,
): Promise<{ id: string; url: string; secretSealed: Buffer } | undefined> {
  const [endpoint] = await tx.query<{ id: string; url: string; secretSealed: Buffer }>(
    `select id, url, secret_sealed as "secretSealed" from webhook_endpoint
     where workspace_id = $1 and id = $2 and removed_at is null`,
    [tx.scope.workspaceId, id],
  );
  return endpoint;
}

function impossible(channel: never): never {
  throw new Error(`Unknown channel ${String(channel)}`);
}
