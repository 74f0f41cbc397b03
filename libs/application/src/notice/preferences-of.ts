import { channelPreferences, defaultPreferences, type NoticePreferences, type Severity } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

/** Who a notice is for: a member, a client contact, or a Slack channel of the workspace. */
export type RecipientKind = 'MEMBER' | 'CONTACT' | 'ENDPOINT';

interface Row {
  workspaceZone: string;
  recipientId: string;
  channels: 'EMAIL'[];
  immediate: Severity[];
  digestAt: string;
  quietFrom: string | null;
  quietTo: string | null;
  timeZone: string;
}

/** How each of some recipients wants to be told; who has said nothing, by the defaults in the zone of the workspace. */
export async function preferencesOf(
  tx: Tx,
  recipientIds: readonly string[],
): Promise<(recipient: { kind: RecipientKind; id: string }) => NoticePreferences> {
  const rows = await tx.query<Row | (Record<keyof Row, null> & { workspaceZone: string })>(
    `select w.time_zone as "workspaceZone", p.recipient_id as "recipientId", p.channels, p.immediate,
       p.digest_at as "digestAt", p.quiet_from as "quietFrom", p.quiet_to as "quietTo", p.time_zone as "timeZone"
     from workspace w
     left join notice_preference p on p.workspace_id = w.id and p.recipient_id = any ($1::uuid[])
     where w.id = $2`,
    [recipientIds, tx.scope.workspaceId],
  );
  const zone = rows[0]?.workspaceZone ?? 'UTC';
  const said = new Map(rows.filter(isSaid).map((row) => [row.recipientId, preferencesOfRow(row)]));
  return ({ kind, id }) =>
    kind === 'ENDPOINT' ? channelPreferences(zone) : (said.get(id) ?? defaultPreferences(zone));
}

function isSaid(row: { recipientId: string | null }): row is Row {
  return row.recipientId !== null;
}

function preferencesOfRow({ channels, immediate, digestAt, quietFrom, quietTo, timeZone }: Row): NoticePreferences {
  const quietHours = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null;
  return { channels, immediate, digestAt, quietHours, timeZone };
}
