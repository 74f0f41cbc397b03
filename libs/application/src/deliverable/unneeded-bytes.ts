import type { Storage } from '@bicorne/documents';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';

/** What is younger stays, whatever the rows say, and is looked at another day. */
const YOUNG_MS = 3_600_000;

/**
 * Holds the bytes with these hashes until the transaction ends: a row that names them and the bytes come, and the bytes go,
 * one after the other.
 */
export async function lockBytes(tx: Tx, hashes: readonly string[]): Promise<void> {
  // In one order, or two transactions with the same hashes would wait for each other.
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('bytes ' || $1 || ' ' || hash, 0))
     from (select distinct unnest($2::text[]) as hash order by hash) as hashes`,
    [tx.scope.workspaceId, hashes],
  );
}

export interface BytesDeps {
  transaction: WorkspaceTransaction;
  services: { storage: Pick<Storage, 'delete'> };
}

/**
 * Forgets those of the bytes with these hashes that no row names: no file, and no archive. Bytes that came within the last
 * hour stay. The rows that named them are to be gone before, in a transaction that is committed.
 *
 * @returns how many
 */
export async function forgetUnneeded(
  { transaction, services }: BytesDeps,
  workspaceId: string,
  hashes: readonly string[],
): Promise<number> {
  if (hashes.length === 0) return 0;
  return transaction.run({ workspaceId }, async (tx) => {
    await lockBytes(tx, hashes);
    const before = new Date(Date.now() - YOUNG_MS);
    let forgotten = 0;
    for (const sha256 of await unneededOf(tx, hashes))
      if (await services.storage.delete(workspaceId, sha256, before)) forgotten += 1;
    return forgotten;
  });
}

/**
 * Those of these hashes that no row of the workspace names. None in a workspace that this database does not know: whose
 * they are, it cannot say.
 */
export async function unneededOf(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ hash: string }>(
    `select hash from (select distinct unnest($2::text[]) as hash) as hashes
     where exists (select from workspace w where w.id = $1)
       and not exists (select from file f where f.workspace_id = $1 and f.sha256 = hash)
       and not exists (select from export_job x where x.workspace_id = $1 and x.sha256 = hash)`,
    [tx.scope.workspaceId, hashes],
  );
  return rows.map(({ hash }) => hash);
}
