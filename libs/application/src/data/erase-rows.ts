import type { Tx } from '@bicorne/persistence';
import { tablesInOrder, type WorkspaceTable } from './tables-in-order.js';

/** Who is erased with their client or workspace. */
interface People {
  /** What the audit trail knows them and their tokens by. */
  actors: string[];
  /** What they sign in as. */
  users: string[];
  addresses: string[];
  /** As idempotency keys name them. */
  keyHolders: string[];
}

/** Kept for ever, without what is personal. */
const KEPT = 'audit_entry';

/** An erasure takes as long as it takes: half of one would be worse. */
export async function takeTime(tx: Tx): Promise<void> {
  await tx.query("select set_config('statement_timeout', '0', true)");
}

/** The contacts of a client with the client's tokens; where it is null, everybody of the workspace and every token. */
export async function peopleOf(tx: Tx, clientId: string | null): Promise<People> {
  const found = await tx.query<{ id: string; holder: string; userId: string | null; email: string | null }>(
    `select id, 'contact:' || id as holder, user_id as "userId", email from client_contact
     where workspace_id = $1 and ($2::uuid is null or client_id = $2)
     union all select id, 'token:' || id, null, null from api_token
     where workspace_id = $1 and ($2::uuid is null or client_id = $2)
     union all select id, 'member:' || id, user_id, email from member where workspace_id = $1 and $2::uuid is null`,
    [tx.scope.workspaceId, clientId],
  );
  return {
    actors: found.map(({ id }) => id),
    users: found.flatMap(({ userId }) => userId ?? []),
    addresses: found.flatMap(({ email }) => email ?? []),
    keyHolders: found.map(({ holder }) => holder),
  };
}

/**
 * Deletes the rows of a client in every table; where it is null, of the whole workspace, but not the workspace itself. Most
 * go with the client that they are of: they are kept for ever otherwise, and the request role may not delete them.
 *
 * @throws Error where a table still has some, which foreign keys should have taken
 */
export async function deleteRows(tx: Tx, clientId: string | null): Promise<void> {
  const tables = (await tablesInOrder(tx)).filter(({ name }) => name !== KEPT);
  const parameters = clientId === null ? [tx.scope.workspaceId] : [tx.scope.workspaceId, clientId];
  // In whatever order they go, nothing refers to what is gone in the end.
  await tx.query('set constraints all deferred');
  const ofClient = (table: WorkspaceTable): boolean => clientId === null || table.hasClient || table.name === 'client';
  const where = ({ name }: WorkspaceTable): string =>
    `workspace_id = $1 ${clientId === null ? '' : `and ${name === 'client' ? 'id' : 'client_id'} = $2`}`;
  const erased = tables.filter(ofClient);
  const clientFirst = erased.toSorted((a, b) => Number(b.name === 'client') - Number(a.name === 'client'));
  for (const table of clientFirst.filter(({ mayDelete }) => mayDelete))
    await tx.query(`delete from ${table.name} where ${where(table)}`, parameters);
  const left = await tx.query<{ name: string }>(
    erased
      .map((table) => `select '${table.name}' as name where exists (select from ${table.name} where ${where(table)})`)
      .join(' union all '),
    parameters,
  );
  if (left.length > 0) throw new Error(`Rows are left in ${left.map(({ name }) => name).join()}.`);
}

/**
 * Takes people, and what was said about the erased, out of the audit trail, and their sign-ins where they have no other
 * place. Their rows are gone by now.
 *
 * @param of the client with its engagements; null for the whole workspace
 */
export async function forgetPeople(
  tx: Tx,
  { actors, users, addresses, keyHolders }: People,
  of: { clientId: string; engagements: readonly string[] } | null,
): Promise<void> {
  await tx.query('delete from idempotency_key where workspace_id = $1 and actor = any ($2)', [
    tx.scope.workspaceId,
    keyHolders,
  ]);
  await tx.query('select bicorne.forget_in_audit_trail($1, $2, $3)', [
    of?.clientId ?? null,
    of?.engagements ?? [],
    actors,
  ]);
  await tx.query('select bicorne.forget_people($1, $2)', [users, addresses]);
}
