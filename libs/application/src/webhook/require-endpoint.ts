import { WebhookEndpointEntity, type Tx } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import { NotFound } from '../errors.js';

/** The endpoint, locked until the end of the transaction. @throws NotFound where there is none, or not any more */
export async function requireEndpoint(tx: Tx, id: string): Promise<WebhookEndpointEntity> {
  const endpoint = await tx.manager.findOne(WebhookEndpointEntity, {
    where: { workspaceId: tx.scope.workspaceId, id, removedAt: IsNull() },
    lock: { mode: 'pessimistic_write' },
  });
  if (!endpoint) throw new NotFound();
  return endpoint;
}
