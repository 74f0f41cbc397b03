import { confirmErasure, decided, refused, type Decided } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { loadWorkspace } from '../workspace/workspace-view.js';
import { deleteRows, forgetPeople, peopleOf, takeTime } from './erase-rows.js';

/**
 * Erases the caller's workspace with everything in it: rows, the bytes of files, and the sign-ins of its people who have no
 * other place. What stays is an empty row that says when, and the audit trail, which keeps who did what and when without
 * names or contents. Refused where its name is not typed (NOT_CONFIRMED), and to tokens (NOT_BY_TOKEN).
 *
 * @returns the id of the workspace
 */
export async function eraseWorkspace(
  context: UseCaseContext,
  { confirmation }: { confirmation: string },
): Promise<Decided<string>> {
  const { caller, services } = context;
  const { workspaceId } = caller;
  if (caller.kind === 'token')
    return refused({ code: 'NOT_BY_TOKEN', message: 'A workspace is erased by an owner who has signed in.' });
  const erased = await context.transaction.run(caller, async (tx) => {
    // What else is written in it waits from here on.
    await tx.query('select from workspace where id = $1 for update', [workspaceId]);
    const confirmed = confirmErasure(confirmation, 'workspace', (await loadWorkspace(tx)).name);
    if (!confirmed.ok) return confirmed;
    await eraseAll(tx);
    return decided(workspaceId);
  });
  if (!erased.ok) return erased;
  // What waited comes in now, of requests that had begun; nobody can begin another.
  await context.transaction.run({ workspaceId }, eraseAll);
  await services.storage.clearWorkspace(workspaceId);
  return erased;
}

async function eraseAll(tx: Tx): Promise<void> {
  await takeTime(tx);
  const people = await peopleOf(tx, null);
  await deleteRows(tx, null);
  await tx.query(
    `update workspace set name = 'Erased', slug = 'erased-' || id, time_zone = 'UTC', currency = 'XXX',
       working_days = default, holidays = default, escalate_to_sponsor = default, public_intake_enabled = default,
       public_intake_introduction = default, erased_at = coalesce(erased_at, now())
     where id = $1`,
    [tx.scope.workspaceId],
  );
  await forgetPeople(tx, people, null);
}
