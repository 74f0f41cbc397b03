import { decided, type Decided } from '@bicorne/domain';
import { WebhookEndpointEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { requireEndpoint } from './require-endpoint.js';

/**
 * Takes an endpoint into use again that was disabled. It is told of what happens from now on: what failed meanwhile stays
 * failed until somebody replays it. Enabling what is in use changes nothing.
 *
 * @throws NotFound where there is no such endpoint
 */
export async function enableWebhookEndpoint(
  context: UseCaseContext,
  input: { webhookEndpointId: string },
): Promise<Decided<WebhookEndpointEntity>> {
  return context.transaction.run(context.caller, async (tx) => {
    const endpoint = await requireEndpoint(tx, input.webhookEndpointId);
    if (endpoint.disabledAt === null) return decided(endpoint);
    const change = { disabledAt: null, disabledReason: null, failingSince: null };
    const key = { workspaceId: tx.scope.workspaceId, id: endpoint.id };
    await tx.manager.update(WebhookEndpointEntity, key, change);
    return decided({ ...endpoint, ...change });
  });
}
