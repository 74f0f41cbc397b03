import {
  CLIENT_CONTACT_ROLES,
  decidePerson,
  decided,
  refused,
  type ClientContactRole,
  type Decided,
} from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import { ClientContactEntity } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { UseCaseContext } from '../context.js';
import { invite, refusalOfInviting } from '../invitation/invitations.js';
import { workspaceName } from '../workspace/workspace-view.js';
import { requireClient } from './require-client.js';

export interface InviteClientContactInput {
  clientId: string;
  name: string;
  email: string;
  role: ClientContactRole;
  /** The first password; left out, they are invited by email and choose their own. Somebody known keeps theirs. */
  password?: string | null;
}

/**
 * Adds a person of a client, or brings back one who was removed. Refused by field where the input cannot stand, and where
 * the client has that person already (TAKEN).
 *
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function inviteClientContact(
  context: UseCaseContext,
  input: InviteClientContactInput,
): Promise<Decided<ClientContactEntity>> {
  const password = input.password ?? null;
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    const client = await requireClient(tx, context, input.clientId);
    const person = decidePerson({ ...input, password }, CLIENT_CONTACT_ROLES, [await workspaceName(tx), client.name]);
    const refusals = [...(person.ok ? [] : person.refusals), ...refusalOfInviting(context, password)];
    if (!person.ok || refusals.length > 0) return refused(...refusals);
    const { name, email, role } = person.value;
    const userId = await createUser(tx, { name, email, password, workspaceId });
    // Two invitations at once: the key decides, and the second finds nothing inserted.
    const [kept] = await tx.query<{ id: string; createdAt: Date }>(
      `insert into client_contact as c (workspace_id, id, client_id, user_id, name, email, role, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (workspace_id, client_id, user_id) do update
         set name = excluded.name, role = excluded.role, removed_at = null where c.removed_at is not null
       returning id, created_at as "createdAt"`,
      [workspaceId, randomUUID(), client.id, userId, name, email, role, context.now()],
    );
    if (!kept)
      return refused({ code: 'TAKEN', field: 'email', message: 'A contact of the client has this address already.' });
    if (password === null) await invite(tx, context, { memberId: null, clientContactId: kept.id, email });
    const keys = { workspaceId, clientId: client.id, userId };
    return decided(tx.manager.create(ClientContactEntity, { ...keys, ...kept, name, email, role, removedAt: null }));
  });
}
