import type { Role } from '@bicorne/domain';
import type { Scope } from '@bicorne/identity';
import type { UseCaseContext } from '../context.js';
import { WORKSPACE_JSON, type WorkspaceView } from '../workspace/workspace-view.js';

export interface ViewerView {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  scopes: readonly Scope[];
  clientId: string | null;
  workspace: WorkspaceView;
}

/** The caller, and where they are. A token has no address; its id is the token's. */
export async function viewer({ caller, transaction }: UseCaseContext): Promise<ViewerView> {
  return transaction.run(caller, async (tx) => {
    const [row] = await tx.query<{ workspace: WorkspaceView; email: string | null }>(
      `select ${WORKSPACE_JSON} as workspace, coalesce(
         (select m.email from member m where m.workspace_id = w.id and m.id = $1),
         (select p.email from client_contact p where p.workspace_id = w.id and p.id = $2)) as email
       from workspace w`,
      [caller.memberId, caller.clientContactId],
    );
    if (!row) throw new Error('The workspace of the caller is gone.');
    const { email, workspace } = row;
    const id = caller.memberId ?? caller.clientContactId ?? caller.tokenId;
    if (id === null) throw new Error('A caller is a person or a token.');
    return {
      id,
      name: caller.name,
      email,
      role: caller.role,
      scopes: caller.scopes,
      clientId: caller.clientId,
      workspace,
    };
  });
}
