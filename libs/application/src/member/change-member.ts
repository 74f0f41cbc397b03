import { decided, MEMBER_ROLES, refused, type Decided, type MemberRole, type Refusal } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { loadMembers, type MemberView } from './member-view.js';

const LAST_OWNER: Refusal = {
  code: 'LAST_OWNER',
  field: 'memberId',
  message: 'A workspace has an owner: make somebody else one first.',
};

/**
 * Gives a member another role, which holds from their next request on. Refused for the last owner (LAST_OWNER) and for a
 * role that members do not have (INVALID).
 *
 * @throws NotFound where there is no such member
 */
export async function changeMemberRole(
  context: UseCaseContext,
  { memberId, role }: { memberId: string; role: MemberRole },
): Promise<Decided<MemberView>> {
  if (!MEMBER_ROLES.includes(role))
    return refused({ code: 'INVALID', field: 'role', message: `The role is one of ${MEMBER_ROLES.join(', ')}.` });
  return context.transaction.run(context.caller, async (tx) => {
    const { isLastOwner } = await requireMember(tx, memberId);
    if (isLastOwner && role !== 'OWNER') return refused(LAST_OWNER);
    await tx.query('update member set role = $2 where id = $1', [memberId, role]);
    const [member] = await loadMembers(tx, [memberId]);
    if (!member) throw new NotFound();
    return decided(member);
  });
}

/**
 * Takes a member's place away: their next request is nobody's, their streams end, and they are told nothing more. Their
 * name stays where they acted. Refused for the last owner (LAST_OWNER), and while they wear a hat of an engagement that is
 * not over (WEARS_HAT).
 *
 * @throws NotFound where there is no such member
 */
export async function removeMember(
  context: UseCaseContext,
  { memberId }: { memberId: string },
): Promise<Decided<MemberView>> {
  return context.transaction.run(context.caller, async (tx) => {
    const { isLastOwner } = await requireMember(tx, memberId);
    if (isLastOwner) return refused(LAST_OWNER);
    const [hat] = await tx.query(
      `select from hat_assignment h join engagement e on e.workspace_id = h.workspace_id and e.id = h.engagement_id
       where h.practitioner_id = $1 and e.state in ('DRAFT', 'ACTIVE', 'PAUSED') limit 1`,
      [memberId],
    );
    if (hat)
      return refused({
        code: 'WEARS_HAT',
        field: 'memberId',
        message: 'They wear a hat in an engagement that is not over: assign it to somebody else first.',
      });
    const [member] = await loadMembers(tx, [memberId]);
    await tx.query('update member set removed_at = $2 where id = $1', [memberId, context.now()]);
    await tx.query('update invitation set revoked_at = $2, hash = null where member_id = $1 and accepted_at is null', [
      memberId,
      context.now(),
    ]);
    if (!member) throw new NotFound();
    return decided(member);
  });
}

/** Locks all owners, so that two who remove each other do not leave the workspace without one. */
async function requireMember(tx: Tx, memberId: string): Promise<{ isLastOwner: boolean }> {
  const rows = await tx.query<{ id: string; role: MemberRole }>(
    `select id, role from member
     where workspace_id = $1 and removed_at is null and (role = 'OWNER' or id = $2) order by id for update`,
    [tx.scope.workspaceId, memberId],
  );
  const member = rows.find(({ id }) => id === memberId);
  if (!member) throw new NotFound();
  return { isLastOwner: member.role === 'OWNER' && rows.filter(({ role }) => role === 'OWNER').length === 1 };
}
