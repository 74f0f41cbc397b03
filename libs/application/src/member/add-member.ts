import { MEMBER_ROLES, decidePerson, decided, refused, type Decided, type MemberRole } from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import { MemberEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import type { MemberView } from './member-view.js';

export interface AddMemberInput {
  name: string;
  email: string;
  role: MemberRole;
  /** The first password. Somebody who signs in here already keeps their own. */
  password: string;
}

/** Adds a person of the consultancy, who can sign in from then on. Refused by field where the input cannot stand. */
export async function addMember(context: UseCaseContext, input: AddMemberInput): Promise<Decided<MemberView>> {
  const person = decidePerson(input, MEMBER_ROLES);
  if (!person.ok) return person;
  const { name, email, role, password } = person.value;
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = context.caller;
    const userId = await createUser(tx, { name, email, password });
    const inserted = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(MemberEntity)
      .values({ workspaceId, userId, name, email, role, createdAt: context.now() })
      .orIgnore()
      .returning('id')
      .execute();
    const [row] = inserted.raw as { id: string }[];
    if (!row) return refused({ code: 'TAKEN', field: 'email', message: 'A member has this address already.' });
    return decided({ id: row.id, name, email, role, depthEvidenced: false });
  });
}
