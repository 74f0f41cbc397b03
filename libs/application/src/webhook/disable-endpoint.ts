import { endpointsUrl } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import { toGlobalId } from '../global-id.js';
import type { NoticeServices } from '../notice/write-notices.js';
import type { Services } from '../services.js';
import { tellLeads } from './tell-leads.js';

export type DisablingServices = Pick<Services, 'baseUrl'> & NoticeServices;

/**
 * Takes an endpoint out of use, once, and tells the owners and partners: what is not sent yet fails, and nothing new is
 * written for it until somebody enables it again.
 */
export async function disableEndpoint(
  tx: Tx,
  services: DisablingServices,
  { endpointId, reason }: { endpointId: string; reason: string },
  now: Date,
): Promise<void> {
  const [disabled] = await tx.query<{ url: string }>(
    `with disabled as (
       update webhook_endpoint set disabled_at = $3, disabled_reason = $4
       where workspace_id = $1 and id = $2 and disabled_at is null and removed_at is null
       returning url
     ) select url from disabled`,
    [tx.scope.workspaceId, endpointId, now, reason],
  );
  if (!disabled) return;
  await tellLeads(
    tx,
    services,
    {
      type: 'webhook_endpoint.disabled',
      timestamp: now.toISOString(),
      data: {
        endpointId: toGlobalId('WebhookEndpoint', endpointId),
        address: new URL(disabled.url).origin,
        reason,
        url: endpointsUrl(services.baseUrl),
      },
    },
    now,
  );
}
