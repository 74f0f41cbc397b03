import { FAILING_DAYS, isGivenUp } from '@bicorne/domain';
import type { SendOutcome } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import { disableEndpoint, type DisablingServices } from './disable-endpoint.js';

/** An endpoint that something was sent to, as it stood before. */
export interface SentTo {
  endpointId: string;
  /** Its first failure since something arrived. */
  failingSince: Date | null;
}

/**
 * Notes what an attempt says about its endpoint, in the transaction that notes the attempt: since when nothing arrives. One
 * that says that nobody listens any more is disabled, and so is one of which nothing but failures came for days. Costs a
 * statement only where that changes.
 *
 * @param outcome of an attempt that still counts
 * @param now by the database's clock
 */
export async function noteEndpointOutcome(
  tx: Tx,
  services: DisablingServices,
  { endpointId, failingSince }: SentTo,
  outcome: SendOutcome,
  now: Date,
): Promise<void> {
  if (outcome.sent) {
    if (failingSince !== null) await setFailingSince(tx, endpointId, null);
    return;
  }
  if (outcome.ours) return;
  const disable = (reason: string) => disableEndpoint(tx, services, { endpointId, reason }, now);
  if (outcome.gone) return disable(outcome.detail);
  if (failingSince === null) return setFailingSince(tx, endpointId, now);
  if (!isGivenUp(failingSince, now)) return;
  // What arrived while another attempt was under way may not have been noted.
  if (await arrivedSince(tx, endpointId, failingSince)) return setFailingSince(tx, endpointId, now);
  return disable(`Nothing arrived for ${FAILING_DAYS} days. The last attempt: ${outcome.detail}`);
}

async function setFailingSince(tx: Tx, endpointId: string, since: Date | null): Promise<void> {
  await tx.query('update webhook_endpoint set failing_since = $3 where workspace_id = $1 and id = $2', [
    tx.scope.workspaceId,
    endpointId,
    since,
  ]);
}

async function arrivedSince(tx: Tx, endpointId: string, since: Date): Promise<boolean> {
  const arrived = await tx.query(
    'select from delivery where workspace_id = $1 and webhook_endpoint_id = $2 and sent_at >= $3 limit 1',
    [tx.scope.workspaceId, endpointId, since],
  );
  return arrived.length > 0;
}
