import { seal, type SealingSecrets, type Tx } from '@bicorne/persistence';
import { endpointPlace } from '../webhook/endpoint-place.js';

const ORIGIN = "'^https?://[^/?#]+'";
const WITH_MORE = "'^https?://[^/?#]+[/?#].'";

/**
 * Seals the addresses of Slack channels that were added before addresses were sealed, and leaves of them the origin, also
 * where messages were sent to them.
 *
 * @returns how many channels
 */
export async function sealClearAddresses(tx: Tx, secrets: SealingSecrets): Promise<number> {
  const { workspaceId } = tx.scope;
  const clear = await tx.query<{ id: string; url: string }>(
    `select id, url from webhook_endpoint
     where workspace_id = $1 and kind = 'SLACK' and address_sealed is null for update`,
    [workspaceId],
  );
  if (clear.length === 0) return 0;
  const sealed = clear.map(({ id, url }) => seal(secrets, url, endpointPlace('address_sealed', workspaceId, id)));
  await tx.query(
    `update webhook_endpoint set address_sealed = anew.bytes, url = substring(url from ${ORIGIN})
     from unnest($2::uuid[], $3::bytea[]) as anew (of_row, bytes) where workspace_id = $1 and id = anew.of_row`,
    [workspaceId, clear.map(({ id }) => id), sealed],
  );
  for (const table of ['delivery', 'notice'])
    await tx.query(
      `update ${table} set recipient = substring(recipient from ${ORIGIN})
       where workspace_id = $1 and channel = 'SLACK' and recipient ~ ${WITH_MORE}`,
      [workspaceId],
    );
  return clear.length;
}
