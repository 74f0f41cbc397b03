import { MEMBER_ROLES, decidePerson, decided, refused, type Decided, type MemberRole } from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import type { UseCaseContext } from '../context.js';
import { invite, refusalOfInviting } from '../invitation/invitations.js';
import { workspaceName } from '../workspace/workspace-view.js';
import type { MemberView } from './member-view.js';

export interface AddMemberInput {
  name: string;
  email: string;
  role: MemberRole;
  /** The first password; left out, they are invited by email and choose their own. Somebody known keeps theirs. */
  password?: string | null;
}

/** Adds a person of the consultancy, or brings back one who was removed. Refused by field where the input cannot stand. */
export async function addMember(context: UseCaseContext, input: AddMemberInput): Promise<Decided<MemberView>> {
  const password = input.password ?? null;
  return context.transaction.run(context.caller, async (tx) => {
    const person = decidePerson({ ...input, password }, MEMBER_ROLES, [await workspaceName(tx)]);
    const refusals = [...(person.ok ? [] : person.refusals), ...refusalOfInviting(context, password)];
    if (!person.ok || refusals.length > 0) return refused(...refusals);
    const { workspaceId } = context.caller;
    const { name, email, role } = person.value;
    const userId = await createUser(tx, { name, email, password, workspaceId });
    const [row] = await tx.query<{ id: string }>(
      `insert into member as m (workspace_id, user_id, name, email, role, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, user_id) do update set name = excluded.name, role = excluded.role, removed_at = null
         where m.removed_at is not null
       returning id`,
      [workspaceId, userId, name, email, role, context.now()],
    );
    if (!row) return refused({ code: 'TAKEN', field: 'email', message: 'A member has this address already.' });
    if (password === null) await invite(tx, context, { memberId: row.id, clientContactId: null, email });
    return decided({ id: row.id, name, email, role, depthEvidenced: false });
  });
}
