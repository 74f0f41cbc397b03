import { decided, decideWorkspace, refused, type Decided, type WorkspaceCommand } from '@bicorne/domain';
import { createUser } from '@bicorne/identity';
import type { Transactions } from '@bicorne/persistence';

export interface CreatedWorkspace {
  workspaceId: string;
  owner: {
    memberId: string;
    userId: string;
    /** The owner signed in here before, and keeps the password of then. */
    known: boolean;
  };
}

/**
 * Makes a workspace with its first owner; for operators, since no workspace can make another. Refused by field, with TAKEN
 * where the slug is.
 *
 * @param database opened under any role by a user who may take the roles `bicorne_owner` and `bicorne_app`
 */
export async function createWorkspace(
  database: Transactions,
  command: WorkspaceCommand,
  now = new Date(),
): Promise<Decided<CreatedWorkspace>> {
  const workspace = decideWorkspace(command);
  return workspace.ok ? keepWorkspace(database, workspace.value, now) : workspace;
}

/** The same for what was decided already; the demo's password, which everybody knows, would not be. */
export async function keepWorkspace(
  database: Transactions,
  { slug, name, timeZone, currency, owner }: WorkspaceCommand,
  now: Date,
): Promise<Decided<CreatedWorkspace>> {
  return database.transaction(async (manager) => {
    // Only the owner role sees every workspace, and so whether the slug is free.
    await manager.query('set local role bicorne_owner');
    const [made] = await manager.query<{ id: string }[]>(
      `insert into bicorne.workspace (slug, name, time_zone, currency, created_at) values ($1, $2, $3, $4, $5)
       on conflict (slug) do nothing returning id`,
      [slug, name, timeZone, currency, now],
    );
    if (!made)
      return refused({ code: 'TAKEN', field: 'slug', message: `There is a workspace with the slug ${slug} already.` });
    const [known] = await manager.query<unknown[]>('select from auth."user" where email = $1', [owner.email]);
    const userId = await createUser(
      { query: (sql, parameters) => manager.query(sql, parameters) },
      { ...owner, workspaceId: made.id },
    );
    await manager.query('set local role bicorne_app');
    await manager.query(`select set_config('app.workspace_id', $1, true)`, [made.id]);
    const [member] = await manager.query<{ id: string }[]>(
      `insert into bicorne.member (workspace_id, user_id, name, email, role, created_at)
       values ($1, $2, $3, $4, 'OWNER', $5) returning id`,
      [made.id, userId, owner.name, owner.email, now],
    );
    if (!member) throw new Error('The owner was not kept.');
    return decided({ workspaceId: made.id, owner: { memberId: member.id, userId, known: known !== undefined } });
  });
}
