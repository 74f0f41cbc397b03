import { confirmErasure, decided, type Decided } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import { deleteRows, forgetPeople, peopleOf, takeTime } from './erase-rows.js';
import { forgetBytes } from './forget-bytes.js';

/**
 * Erases a client: its engagements and all that is of them, its contacts, who lose their sign-in where they have no other
 * place, and the bytes of its files. The audit trail keeps who did what and when, without names or contents. Refused where
 * its name is not typed (NOT_CONFIRMED).
 *
 * @returns the id of the client
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function eraseClient(
  context: UseCaseContext,
  { clientId, confirmation }: { clientId: string; confirmation: string },
): Promise<Decided<string>> {
  const erased = await context.transaction.run(context.caller, async (tx) => {
    const { name } = await requireClient(tx, context, clientId);
    const confirmed = confirmErasure(confirmation, 'client', name);
    if (!confirmed.ok) return confirmed;
    await takeTime(tx);
    const people = await peopleOf(tx, clientId);
    const engagements = await tx.query<{ id: string }>(
      'select id from engagement where workspace_id = $1 and client_id = $2',
      [tx.scope.workspaceId, clientId],
    );
    const bytes = await tx.query<{ sha256: string }>(
      `select sha256 from file where workspace_id = $1 and client_id = $2
       union select sha256 from export_job where workspace_id = $1 and (client_id = $2 or kind = 'WORKSPACE')
         and sha256 is not null`,
      [tx.scope.workspaceId, clientId],
    );
    await deleteRows(tx, clientId);
    await forgetInMessages(tx, clientId);
    await forgetPeople(tx, people, { clientId, engagements: engagements.map(({ id }) => id) });
    return decided(bytes.map(({ sha256 }) => sha256));
  });
  if (!erased.ok) return erased;
  await forgetBytes(context, erased.value);
  return decided(clientId);
}

/** Messages with notices of several clients keep those of the others; archives of the whole workspace have this one too. */
async function forgetInMessages(tx: Tx, clientId: string): Promise<void> {
  const { workspaceId } = tx.scope;
  const parameters = [workspaceId, toGlobalId('Client', clientId)];
  const mentions = `workspace_id = $1 and event = 'notices'
    and payload @> jsonb_build_object('notices', jsonb_build_array(jsonb_build_object('data',
      jsonb_build_object('client', jsonb_build_object('id', $2::text)))))`;
  await tx.query(
    `update delivery set payload = jsonb_set(payload, '{notices}', coalesce((
       select jsonb_agg(notice) from jsonb_array_elements(payload -> 'notices') as notice
       where notice #>> '{data,client,id}' is distinct from $2), '[]'))
     where ${mentions}`,
    parameters,
  );
  await tx.query(`delete from delivery where workspace_id = $1 and event = 'notices' and payload -> 'notices' = '[]'`, [
    workspaceId,
  ]);
  await tx.query("delete from export_job where workspace_id = $1 and kind = 'WORKSPACE'", [workspaceId]);
}
