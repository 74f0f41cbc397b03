import type { SendOutcome } from '@bicorne/notifications';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from '../services.js';
import type { DisablingServices } from '../webhook/disable-endpoint.js';
import { noteEndpointOutcome } from '../webhook/endpoint-outcome.js';
import { Batches } from './batches.js';
import {
  claimDeliveries,
  releaseDeliveries,
  settleDeliveries,
  type AttemptOutcome,
  type DeliveryClaim,
} from './delivery-claim.js';
import { messagesOf, type Sending } from './message-of.js';

/** A delivery that is ours to send, with what is to be sent. */
export type Claimed = { claim: DeliveryClaim } & Sending;

/** An attempt that came to its end. */
export interface Ended {
  claim: DeliveryClaim;
  outcome: SendOutcome;
  ending: AttemptOutcome;
  endpoint: Sending['endpoint'];
  /** By the database's clock. */
  now: Date;
}

type Step =
  { kind: 'claim'; deliveryId: string } | { kind: 'release'; claim: DeliveryClaim } | { kind: 'settle'; ended: Ended };

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** Steps that one transaction takes. */
const BATCH = 200;
/** What a server has no place for comes again after this, or up to twice of it. */
const AGAIN_AFTER_SECONDS = 10;

/**
 * The steps of deliveries that need the database. What the attempts of one workspace ask for at the same time is done in
 * one transaction, with one statement for each kind of step.
 */
export class DeliverySteps {
  private readonly batches: Batches<Step, unknown>;

  constructor(
    transaction: WorkspaceTransaction,
    private readonly services: Pick<Services, 'secret' | 'oldSecret'> & DisablingServices,
  ) {
    this.batches = new Batches(BATCH, (workspaceId, steps) =>
      transaction.run({ workspaceId }, (tx) => this.take(tx, steps)),
    );
  }

  /** Undefined where it is done, not due, or in other hands. */
  async claim(workspaceId: string, deliveryId: string): Promise<Claimed | undefined> {
    return (await this.batches.ask(workspaceId, { kind: 'claim', deliveryId })) as Claimed | undefined;
  }

  /** Gives a delivery back that there is no place for now. */
  async release(workspaceId: string, claim: DeliveryClaim): Promise<void> {
    await this.batches.ask(workspaceId, { kind: 'release', claim });
  }

  /** @returns whether the claim still held: the outcome counts then, and else somebody else's does */
  async settle(workspaceId: string, ended: Ended): Promise<boolean> {
    return (await this.batches.ask(workspaceId, { kind: 'settle', ended })) as boolean;
  }

  private async take(tx: Tx, steps: readonly Step[]): Promise<unknown[]> {
    const held = await settleAll(
      tx,
      this.services,
      ofKind(steps, 'settle').map(({ ended }) => ended),
    );
    const released = ofKind(steps, 'release').map(({ claim }) => claim);
    if (released.length > 0) await releaseDeliveries(tx, released, AGAIN_AFTER_SECONDS);
    const claimed = await this.claimAll(
      tx,
      ofKind(steps, 'claim').map(({ deliveryId }) => deliveryId),
    );
    return steps.map((step) => {
      switch (step.kind) {
        case 'settle':
          return held.has(step.ended.claim.id);
        case 'release':
          return undefined;
        case 'claim': {
          const mine = claimed.get(step.deliveryId);
          // Asked for twice, it is the first one's.
          claimed.delete(step.deliveryId);
          return mine;
        }
        default:
          return step satisfies never;
      }
    });
  }

  private async claimAll(tx: Tx, deliveryIds: readonly string[]): Promise<Map<string, Claimed>> {
    if (deliveryIds.length === 0) return new Map();
    const claims = await claimDeliveries(tx, deliveryIds);
    const sendings = await messagesOf(tx, claims, this.services);
    return new Map(claims.map((claim, index) => [claim.id, { claim, ...(sendings[index] as Sending) }]));
  }
}

async function settleAll(tx: Tx, services: DisablingServices, ended: readonly Ended[]): Promise<ReadonlySet<string>> {
  if (ended.length === 0) return new Set();
  const held = await settleDeliveries(tx, ended);
  for (const { claim, endpoint, outcome, now } of inOrderOfEndpoints(ended))
    if (held.has(claim.id) && endpoint) await noteEndpointOutcome(tx, services, endpoint, outcome, now);
  return held;
}

/** Two batches that change the same endpoints then cannot block each other. */
function inOrderOfEndpoints(ended: readonly Ended[]): Ended[] {
  const key = ({ endpoint }: Ended): string => endpoint?.endpointId ?? '';
  return [...ended].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function ofKind<Kind extends Step['kind']>(steps: readonly Step[], kind: Kind): StepOf<Kind>[] {
  return steps.filter((step): step is StepOf<Kind> => step.kind === kind);
}
