import { nextAttemptAt } from '@bicorne/domain';
import { Places, type Channels, type SendOutcome } from '@bicorne/notifications';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from '../services.js';
import type { DisablingServices } from '../webhook/disable-endpoint.js';
import type { AttemptOutcome, DeliveryClaim } from './delivery-claim.js';
import { DeliverySteps, type Claimed } from './delivery-steps.js';

export interface SendDeliveryDeps {
  transaction: WorkspaceTransaction;
  channels: Channels;
  services: Pick<Services, 'secret' | 'oldSecret'> & DisablingServices;
  /** From 0 to 1, for the jitter of the schedule. */
  random?: () => number;
  /** Told of every attempt whose outcome was noted. */
  onAttempt?: (attempt: NotedAttempt) => void;
}

export interface NotedAttempt {
  channel: DeliveryClaim['channel'];
  state: AttemptOutcome['state'];
  /** What was kept with the delivery. */
  payload: unknown;
}

/**
 * - `SENT`, `PENDING` (tried again later), `FAILED` (never again): how this attempt ended
 * - `NOT_DUE`: nothing to do here; done already, not yet due, or in other hands
 * - `STALE`: someone else has claimed it meanwhile, and their outcome counts
 * - `BUSY`: no place to send from, since the recipient's server had none or the process ends; nobody holds it, and the sweep
 *   brings it again
 */
export type SendDeliveryResult = AttemptOutcome['state'] | 'NOT_DUE' | 'STALE' | 'BUSY';

/** Deliveries under way at a time: what is claimed and waits is nobody else's meanwhile. */
const UNDER_WAY = 96;

/**
 * Sends deliveries: one for each process. An attempt is several steps, for no transaction stays open while somebody else's
 * server is waited for: claim, take a place, send, note the outcome. The lease outlasts the wait for a place and the sending.
 */
export class DeliverySender {
  private readonly steps: DeliverySteps;
  private readonly places = new Places(UNDER_WAY);

  constructor(private readonly deps: SendDeliveryDeps) {
    this.steps = new DeliverySteps(deps.transaction, deps.services);
  }

  /** One attempt at one delivery. Safe to call at any time and any number of times for the same delivery. */
  async send(
    { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
    signal?: AbortSignal,
  ): Promise<SendDeliveryResult> {
    const finish = await this.places.take(signal);
    if (finish === null) return 'BUSY';
    try {
      return await this.claimAndSend(workspaceId, deliveryId, signal);
    } finally {
      finish();
    }
  }

  private async claimAndSend(
    workspaceId: string,
    deliveryId: string,
    signal: AbortSignal | undefined,
  ): Promise<SendDeliveryResult> {
    const claimed = await this.steps.claim(workspaceId, deliveryId);
    if (claimed === undefined) return 'NOT_DUE';
    const { claim } = claimed;
    const begun = performance.now();
    const leave = await this.deps.channels.takePlace(claim.channel, claim.recipient, signal);
    if (leave === null) {
      await this.steps.release(workspaceId, claim);
      return 'BUSY';
    }
    try {
      return await this.attempt(workspaceId, claimed, begun, leave, signal);
    } finally {
      leave();
    }
  }

  private async attempt(
    workspaceId: string,
    { claim, message, endpoint }: Claimed,
    begun: number,
    leave: () => void,
    signal: AbortSignal | undefined,
  ): Promise<SendDeliveryResult> {
    const { channels, random = Math.random, onAttempt } = this.deps;
    const outcome: SendOutcome =
      'channel' in message ? await channels.send({ ...message, signal }) : { sent: false, ...message };
    leave();
    // The database's clock, carried on by what passed here.
    const now = new Date(claim.claimedAt.getTime() + (performance.now() - begun));
    const ending = endingOf(outcome, claim.attempt, now, random());
    const held = await this.steps.settle(workspaceId, { claim, outcome, ending, endpoint, now });
    if (!held) return 'STALE';
    onAttempt?.({ channel: claim.channel, state: ending.state, payload: claim.payload });
    return ending.state;
  }
}

function endingOf(outcome: SendOutcome, attempt: number, now: Date, random: number): AttemptOutcome {
  const { detail } = outcome;
  if (outcome.sent) return { state: 'SENT', detail, nextAttemptAt: null };
  const next = outcome.final ? null : nextAttemptAt(attempt, now, random, outcome.retryAfter);
  return next === null
    ? { state: 'FAILED', detail, nextAttemptAt: null }
    : { state: 'PENDING', detail, nextAttemptAt: next };
}
