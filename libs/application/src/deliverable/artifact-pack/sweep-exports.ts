import type { Storage } from '@bicorne/documents';
import { EXPORT_KEPT_DAYS } from '@bicorne/domain';
import type { JobQueues } from '@bicorne/jobs';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';

export interface SweepExportsDeps {
  /** Under the worker role, which may look for exports in every workspace. */
  database: DataSource;
  transaction: WorkspaceTransaction;
  services: { storage: Pick<Storage, 'delete'> };
  queues: Pick<JobQueues, 'add' | 'waiting'>;
}

const BATCH = 100;

/**
 * Brings exports to the queue that are due and in nobody's hands, and forgets those that were kept long enough.
 *
 * @returns how many of each
 */
export async function sweepExports(deps: SweepExportsDeps): Promise<{ due: number; forgotten: number }> {
  return { due: await bringDue(deps), forgotten: await forgetOld(deps) };
}

async function bringDue({ database, queues }: SweepExportsDeps): Promise<number> {
  if ((await queues.waiting('export.artifact-pack')) >= BATCH) return 0;
  const due = await database.query<{ workspaceId: string; exportJobId: string }[]>(
    `select workspace_id as "workspaceId", id as "exportJobId" from export_job
     where state in ('QUEUED', 'RUNNING') and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
     order by next_attempt_at limit ${BATCH}`,
  );
  await queues.add(due.map((payload) => ({ name: 'export.artifact-pack', payload })));
  return due.length;
}

async function forgetOld({ database, transaction, services }: SweepExportsDeps): Promise<number> {
  const old = await database.query<{ workspaceId: string; id: string; sha256: string | null }[]>(
    `select workspace_id as "workspaceId", id, sha256 from export_job
     where finished_at < now() - make_interval(days => $1) order by finished_at limit ${BATCH}`,
    [EXPORT_KEPT_DAYS],
  );
  for (const { workspaceId, id, sha256 } of old) {
    const alone = await transaction.run({ workspaceId }, (tx) => forget(tx, id, sha256));
    // After the row: a download that is refused is better than one that breaks off.
    if (alone && sha256 !== null) await services.storage.delete(workspaceId, sha256);
  }
  return old.length;
}

/** @returns whether nothing else needs the bytes, or may be about to: an export under way could have made the same ones */
async function forget(tx: Tx, id: string, sha256: string | null): Promise<boolean> {
  await tx.query('delete from export_job where workspace_id = $1 and id = $2', [tx.scope.workspaceId, id]);
  const [other] = await tx.query(
    `select 1 from export_job where workspace_id = $1 and (sha256 = $2 or state in ('QUEUED', 'RUNNING'))
     union all select 1 from file where workspace_id = $1 and sha256 = $2 limit 1`,
    [tx.scope.workspaceId, sha256],
  );
  return !other;
}
