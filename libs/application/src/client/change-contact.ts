import { CLIENT_CONTACT_ROLES, decided, refused, type ClientContactRole, type Decided } from '@bicorne/domain';
import { ClientContactEntity, type Tx } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { requireClient } from './require-client.js';

/**
 * Gives a contact of a client another role, which holds from their next request on. Refused for a role that contacts do
 * not have (INVALID).
 *
 * @throws NotFound where there is no such contact, or their client is not the caller's to see
 */
export async function changeClientContactRole(
  context: UseCaseContext,
  { clientContactId, role }: { clientContactId: string; role: ClientContactRole },
): Promise<Decided<ClientContactEntity>> {
  if (!CLIENT_CONTACT_ROLES.includes(role))
    return refused({
      code: 'INVALID',
      field: 'role',
      message: `The role is one of ${CLIENT_CONTACT_ROLES.join(', ')}.`,
    });
  return context.transaction.run(context.caller, async (tx) => {
    const contact = await requireContact(tx, context, clientContactId);
    await tx.query('update client_contact set role = $2 where id = $1', [contact.id, role]);
    return decided({ ...contact, role });
  });
}

/**
 * Takes the place of a client's contact away: their next request is nobody's, their streams end, and they are told nothing
 * more. Their name stays where they acted.
 *
 * @throws NotFound where there is no such contact, or their client is not the caller's to see
 */
export async function removeClientContact(
  context: UseCaseContext,
  { clientContactId }: { clientContactId: string },
): Promise<Decided<ClientContactEntity>> {
  return context.transaction.run(context.caller, async (tx) => {
    const contact = await requireContact(tx, context, clientContactId);
    await tx.query('update client_contact set removed_at = $2 where id = $1', [contact.id, context.now()]);
    await tx.query(
      'update invitation set revoked_at = $2, hash = null where client_contact_id = $1 and accepted_at is null',
      [contact.id, context.now()],
    );
    return decided(contact);
  });
}

async function requireContact(tx: Tx, context: UseCaseContext, id: string): Promise<ClientContactEntity> {
  const contact = await tx.manager.findOneBy(ClientContactEntity, {
    workspaceId: tx.scope.workspaceId,
    id,
    removedAt: IsNull(),
  });
  if (!contact) throw new NotFound();
  await requireClient(tx, context, contact.clientId);
  return contact;
}
