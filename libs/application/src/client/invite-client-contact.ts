import { CLIENT_CONTACT_ROLES, decidePerson, refused, type ClientContactRole, type Decided } from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import { ClientContactEntity, ClientEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';

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
 * @throws NotFound where the client does not exist or is another's
 */
export async function inviteClientContact(
  context: UseCaseContext,
  input: InviteClientContactInput,
): Promise<Decided<ClientContactEntity>> {
  const person = decidePerson(input, CLIENT_CONTACT_ROLES);
  if (!person.ok) return person;
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    if (!(await tx.manager.existsBy(ClientEntity, { workspaceId, id: input.clientId }))) throw new NotFound();
    const userId = await createUser(tx, person.value);
    const key = { workspaceId, clientId: input.clientId, userId };
    if (await tx.manager.existsBy(ClientContactEntity, key))
      return refused({ code: 'TAKEN', field: 'email', message: 'A contact of the client has this address already.' });
    const contact = tx.manager.create(ClientContactEntity, {
      ...key,
      name: person.value.name,
      email: person.value.email,
      role: input.role,
      createdAt: context.now(),
    });
    await tx.manager.insert(ClientContactEntity, contact);
    return { ok: true, value: contact };
  });
}
