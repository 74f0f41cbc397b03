import { EXPORT_KEPT_DAYS } from '@bicorne/domain';
import type { JobQueues } from '@bicorne/jobs';
import type { DataSource } from 'typeorm';
import { forgetUnneeded, type BytesDeps } from '../unneeded-bytes.js';

export interface SweepExportsDeps extends BytesDeps {
  /** Under the worker role, which may look for exports in every workspace. */
  database: DataSource;
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

async function forgetOld(deps: SweepExportsDeps): Promise<number> {
  const old = await deps.database.query<{ workspaceId: string; ids: string[]; hashes: string[] }[]>(
    `select workspace_id as "workspaceId", array_agg(id) as ids, array_remove(array_agg(sha256), null) as hashes
     from (select workspace_id, id, sha256 from export_job
       where finished_at < now() - make_interval(days => $1) order by finished_at limit ${BATCH}) as old
     group by workspace_id`,
    [EXPORT_KEPT_DAYS],
  );
  for (const { workspaceId, ids, hashes } of old) {
    await deps.transaction.run({ workspaceId }, (tx) =>
      tx.query('delete from export_job where workspace_id = $1 and id = any($2::uuid[])', [workspaceId, ids]),
    );
    // After the rows: a download that is refused is better than one that breaks off.
    await forgetUnneeded(deps, workspaceId, hashes);
  }
  return old.reduce((sum, { ids }) => sum + ids.length, 0);
}
