import { CLIENT_CONTACT_ROLES, decidePerson, refused, type ClientContactRole, type Decided } from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import { ClientContactEntity } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { UseCaseContext } from '../context.js';
import { requireClient } from './require-client.js';

export interface InviteClientContactInput {
  clientId: string;
  name: string;
  email: string;
  role: ClientContactRole;
  password: string;
}

/**
 * Adds a person of a client, who may sign in with the first password that the inviter sets. Refused where the client
 * has that person already (TAKEN).
 *
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function inviteClientContact(
  context: UseCaseContext,
  input: InviteClientContactInput,
): Promise<Decided<ClientContactEntity>> {
  const person = decidePerson(input, CLIENT_CONTACT_ROLES);
  if (!person.ok) return person;
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    await requireClient(tx, context, input.clientId);
    const userId = await createUser(tx, person.value);
    const contact = tx.manager.create(ClientContactEntity, {
      id: randomUUID(),
      workspaceId,
      clientId: input.clientId,
      userId,
      name: person.value.name,
      email: person.value.email,
      role: input.role,
      createdAt: context.now(),
    });
    // Two invitations at once: the key decides, and the second finds nothing inserted.
    const kept = await tx.query(
      `insert into client_contact (workspace_id, id, client_id, user_id, name, email, role, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (workspace_id, client_id, user_id) do nothing returning id`,
      [workspaceId, contact.id, contact.clientId, userId, contact.name, contact.email, contact.role, contact.createdAt],
    );
    if (kept.length === 0)
      return refused({ code: 'TAKEN', field: 'email', message: 'A contact of the client has this address already.' });
    return { ok: true, value: contact };
  });
}
