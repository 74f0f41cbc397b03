import { deliverableUrl } from '@bicorne/notifications';
import type { DeliverableEntity, RevisionEntity, Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import type { EndpointNews } from '../webhook/tell-endpoints.js';

/** What endpoints are told when a revision goes to the client. */
export async function newsOfSubmitted(
  tx: Tx,
  { caller, services }: UseCaseContext,
  { id, key, title, hat, dueOn, clientId, engagementId }: DeliverableEntity,
  { number, depth, verdict }: RevisionEntity,
  now: Date,
): Promise<EndpointNews> {
  const [client] = await tx.query<{ name: string }>('select name from client where id = $1', [clientId]);
  const deliverableId = toGlobalId('Deliverable', id);
  return {
    event: 'DELIVERABLE_SUBMITTED',
    deliverableId: id,
    revision: number,
    payload: {
      type: 'deliverable.submitted',
      timestamp: now.toISOString(),
      data: {
        client: { id: toGlobalId('Client', clientId), name: client?.name ?? '' },
        engagement: { id: toGlobalId('Engagement', engagementId) },
        deliverable: { id: deliverableId, key, title },
        hat,
        dueOn,
        revision: number,
        depth,
        verdict,
        submittedBy: caller.name,
        url: deliverableUrl(services.baseUrl, deliverableId),
      },
    },
  };
}
