import { decided, previousSecretUntil, refused, type Decided } from '@bicorne/domain';
import { newEndpointSecret } from '@bicorne/notifications';
import { seal, unseal, WebhookEndpointEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { endpointPlace } from './endpoint-place.js';
import { requireEndpoint } from './require-endpoint.js';

/**
 * Gives an endpoint another signing secret. The one before it signs too for a day, so that the receiver changes over without
 * refusing anything; one that was still signing from the rotation before ends now, and so does one that cannot be opened
 * any more. A Slack channel has none (NO_SECRET).
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
    const { services } = context;
    const secret = newEndpointSecret();
    const place = endpointPlace('secret_sealed', workspaceId, endpoint.id);
    const before = unseal(services, endpoint.secretSealed, place);
    const change = {
      secretSealed: seal(services, secret, place),
      ...(before === undefined
        ? { previousSecretSealed: null, previousSecretUntil: null }
        : {
            previousSecretSealed: seal(
              services,
              before,
              endpointPlace('previous_secret_sealed', workspaceId, endpoint.id),
            ),
            previousSecretUntil: previousSecretUntil(context.now()),
          }),
    };
    await tx.manager.update(WebhookEndpointEntity, { workspaceId, id: endpoint.id }, change);
    return decided({ endpoint: { ...endpoint, ...change }, secret });
  });
}
