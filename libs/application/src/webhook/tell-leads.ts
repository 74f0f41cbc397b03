import { ENDPOINT_DISABLED_SEVERITY } from '@bicorne/domain';
import type { EndpointDisabledPayload } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import { writeNotices, type NoticeServices } from '../notice/write-notices.js';

/** Tells the owners and partners of something that concerns the workspace, in the transaction in which it happens. */
export async function tellLeads(
  tx: Tx,
  services: NoticeServices,
  payload: EndpointDisabledPayload,
  now: Date,
): Promise<void> {
  const leads = await tx.query<{ id: string; name: string; address: string }>(
    `select id, name, email as address from member
     where workspace_id = $1 and removed_at is null and role in ('OWNER', 'PARTNER') order by created_at, id`,
    [tx.scope.workspaceId],
  );
  const tellings = leads.map((lead) => ({
    recipient: { kind: 'MEMBER' as const, ...lead },
    severity: ENDPOINT_DISABLED_SEVERITY,
    payload,
    clientId: null,
    engagementId: null,
    driftAlertId: null,
  }));
  await writeNotices(tx, services, tellings, now);
}
