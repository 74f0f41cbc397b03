import { decideClient, decided, type ClientCommand, type Decided } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import type { ClientView } from './client-view.js';
import { requireClient } from './require-client.js';

/** What is left out, or undefined, stays as it is; null takes away what may be missing. */
export type UpdateClientInput = Partial<ClientCommand> & { clientId: string };

/**
 * Changes what is kept of a client, by whoever sees it. Refused by field where the input cannot stand. The engagements
 * that it has keep their own time zone.
 *
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function updateClient(
  context: UseCaseContext,
  { clientId, ...changes }: UpdateClientInput,
): Promise<Decided<ClientView>> {
  return context.transaction.run(context.caller, async (tx) => {
    await tx.query('select from client where id = $1 for update', [clientId]);
    const current = await requireClient(tx, context, clientId);
    const given = Object.fromEntries(Object.entries<unknown>(changes).filter(([, value]) => value !== undefined));
    const client = decideClient({ ...current, ...given });
    if (!client.ok) return client;
    const { name, stage, website, timeZone, notes } = client.value;
    await tx.query(
      'update client set name = $3, stage = $4, website = $5, time_zone = $6, notes = $7 where workspace_id = $1 and id = $2',
      [tx.scope.workspaceId, clientId, name, stage, website, timeZone, notes],
    );
    return decided({ ...current, ...client.value });
  });
}
