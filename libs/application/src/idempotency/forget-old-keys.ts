import type { Tx } from '@bicorne/persistence';

/** How long an answer is kept at least, in days; docs/integration.md promises it. */
const KEPT_DAYS = 7;

/**
 * Forgets the keys of an actor whose answers were kept long enough. Skips what another request is forgetting, so that two
 * never wait for each other.
 */
export async function forgetOldKeys(tx: Tx, actor: string): Promise<void> {
  await tx.query(
    `delete from idempotency_key where (workspace_id, actor, key) in (
       select workspace_id, actor, key from idempotency_key
       where workspace_id = $1 and actor = $2 and created_at < now() - make_interval(days => $3)
       for update skip locked)`,
    [tx.scope.workspaceId, actor, KEPT_DAYS],
  );
}
