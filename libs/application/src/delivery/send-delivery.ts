import { nextAttemptAt } from '@bicorne/domain';
import type { Channels, SendOutcome } from '@bicorne/notifications';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from '../services.js';
import type { DisablingServices } from '../webhook/disable-endpoint.js';
import { noteEndpointOutcome } from '../webhook/endpoint-outcome.js';
import { Batches } from './batches.js';
import {
  claimDeliveries,
  dueAddresses,
  postponeDeliveries,
  settleDeliveries,
  type AttemptOutcome,
  type DeliveryAddress,
  type DeliveryClaim,
} from './delivery-claim.js';
import { messagesOf, type Sending } from './message-of.js';

export interface SendDeliveryDeps {
  transaction: WorkspaceTransaction;
  channels: Channels;
  services: Pick<Services, 'secret'> & DisablingServices;
  /** From 0 to 1, for the jitter of the schedule. */
  random?: () => number;
  /** Told of every attempt whose outcome was noted. */
  onAttempt?: (attempt: NotedAttempt) => void;
}

export interface NotedAttempt {
  channel: DeliveryAddress['channel'];
  state: AttemptOutcome['state'];
  payload: unknown;
}

interface Ended {
  claim: DeliveryClaim;
  outcome: SendOutcome;
  ending: AttemptOutcome;
  endpoint: Sending['endpoint'];
  now: Date;
}

/**
 * - `SENT`, `PENDING` (tried again later), `FAILED` (never again): how this attempt ended
 * - `NOT_DUE`: nothing to do here; done already, not yet due, or in other hands
 * - `STALE`: someone else has claimed it meanwhile, and their outcome counts
 * - `BUSY`: the recipient's server had no place; nothing was claimed, and the sweep brings it again
 */
export type SendDeliveryResult = AttemptOutcome['state'] | 'NOT_DUE' | 'STALE' | 'BUSY';

/** Deliveries that one transaction claims or settles. */
const BATCH = 100;
/** What a server has no place for comes again after this, or up to twice of it. */
const POSTPONED_SECONDS = 10;

/**
 * Sends deliveries: one for each process. One attempt is several steps, for no transaction stays open while somebody else's
 * server is waited for: take a place, claim, send, note the outcome. What many attempts of a workspace do at the same time
 * shares a transaction.
 */
export class DeliverySender {
  private readonly due: Batches<string, DeliveryAddress | undefined>;
  private readonly claims: Batches<string, ({ claim: DeliveryClaim } & Sending) | undefined>;
  private readonly settlements: Batches<Ended, boolean>;
  private readonly postponements: Batches<string, undefined>;

  constructor(private readonly deps: SendDeliveryDeps) {
    const { transaction, services } = deps;
    this.due = new Batches(BATCH, (workspaceId, ids) =>
      transaction.run({ workspaceId }, async (tx) => {
        const addresses = new Map((await dueAddresses(tx, ids)).map((address) => [address.id, address]));
        return ids.map((id) => addresses.get(id));
      }),
    );
    this.claims = new Batches(BATCH, (workspaceId, ids) =>
      transaction.run({ workspaceId }, async (tx) => {
        const claims = await claimDeliveries(tx, ids);
        const sendings = await messagesOf(tx, claims, services);
        const claimed = new Map(claims.map((claim, index) => [claim.id, { claim, ...(sendings[index] as Sending) }]));
        // Asked for twice, it is the first one's.
        return ids.map((id, index) => (ids.indexOf(id) === index ? claimed.get(id) : undefined));
      }),
    );
    this.settlements = new Batches(BATCH, (workspaceId, ended) =>
      transaction.run({ workspaceId }, async (tx) => {
        const held = await settleDeliveries(tx, ended);
        for (const { claim, endpoint, outcome, now } of inOrderOfEndpoints(ended))
          if (held.has(claim.id) && endpoint) await noteEndpointOutcome(tx, services, endpoint, outcome, now);
        return ended.map(({ claim }) => held.has(claim.id));
      }),
    );
    this.postponements = new Batches(BATCH, (workspaceId, ids) =>
      transaction.run({ workspaceId }, async (tx) => {
        await postponeDeliveries(tx, ids, POSTPONED_SECONDS);
        return ids.map(() => undefined);
      }),
    );
  }

  /** One attempt at one delivery. Safe to call at any time and any number of times for the same delivery. */
  async send(
    { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
    signal?: AbortSignal,
  ): Promise<SendDeliveryResult> {
    const address = await this.due.ask(workspaceId, deliveryId);
    if (address === undefined) return 'NOT_DUE';
    const leave = await this.deps.channels.takePlace(address.channel, address.recipient, signal);
    if (leave === null) {
      if (!signal?.aborted) await this.postponements.ask(workspaceId, deliveryId);
      return 'BUSY';
    }
    try {
      return await this.attempt(workspaceId, deliveryId, leave, signal);
    } finally {
      leave();
    }
  }

  private async attempt(
    workspaceId: string,
    deliveryId: string,
    leave: () => void,
    signal: AbortSignal | undefined,
  ): Promise<SendDeliveryResult> {
    const { channels, random = Math.random, onAttempt } = this.deps;
    const claimed = await this.claims.ask(workspaceId, deliveryId);
    if (claimed === undefined) return 'NOT_DUE';

    const { claim, message, endpoint } = claimed;
    const begun = performance.now();
    const outcome: SendOutcome =
      'channel' in message ? await channels.send({ ...message, signal }) : { sent: false, ...message };
    leave();
    // The database's clock, carried on by what passed here.
    const now = new Date(claim.claimedAt.getTime() + (performance.now() - begun));
    const ending = endingOf(outcome, claim.attempt, now, random());
    const held = await this.settlements.ask(workspaceId, { claim, outcome, ending, endpoint, now });
    if (!held) return 'STALE';
    onAttempt?.({ channel: claim.channel, state: ending.state, payload: claim.payload });
    return ending.state;
  }
}

/** Two batches that change the same endpoints then cannot block each other. */
function inOrderOfEndpoints(ended: readonly Ended[]): Ended[] {
  const key = ({ endpoint }: Ended): string => endpoint?.endpointId ?? '';
  return [...ended].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function endingOf(outcome: SendOutcome, attempt: number, now: Date, random: number): AttemptOutcome {
  const { detail } = outcome;
  if (outcome.sent) return { state: 'SENT', detail, nextAttemptAt: null };
  const next = outcome.final ? null : nextAttemptAt(attempt, now, random, outcome.retryAfter);
  return next === null
    ? { state: 'FAILED', detail, nextAttemptAt: null }
    : { state: 'PENDING', detail, nextAttemptAt: next };
}
