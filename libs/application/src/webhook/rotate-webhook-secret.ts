import { decided, previousSecretUntil, refused, type Decided } from '@bicorne/domain';
import { newEndpointSecret, sealEndpointSecret } from '@bicorne/notifications';
import { WebhookEndpointEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { requireEndpoint } from './require-endpoint.js';

/**
 * Gives an endpoint another signing secret. The one before it signs too for a day, so that the receiver changes over without
 * refusing anything; one that was still signing from the rotation before ends now. A Slack channel has none (NO_SECRET).
 *
 * @returns the new secret, which is shown this once
 * @throws NotFound where there is no such endpoint
 */
export async function rotateWebhookSecret(
  context: UseCaseContext,
  input: { webhookEndpointId: string },
): Promise<Decided<{ endpoint: WebhookEndpointEntity; secret: string }>> {
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    const endpoint = await requireEndpoint(tx, input.webhookEndpointId);
    if (endpoint.kind === 'SLACK')
      return refused({
        code: 'NO_SECRET',
        field: 'webhookEndpointId',
        message: 'A Slack channel checks no signature: renew its address in Slack, and add that here.',
      });
    const secret = newEndpointSecret();
    const ids = { workspaceId, endpointId: endpoint.id };
    const change = {
      secretSealed: sealEndpointSecret(context.services.secret, secret, ids),
      previousSecretSealed: endpoint.secretSealed,
      previousSecretUntil: previousSecretUntil(context.now()),
    };
    await tx.manager.update(WebhookEndpointEntity, { workspaceId, id: endpoint.id }, change);
    return decided({ endpoint: { ...endpoint, ...change }, secret });
  });
}
