import { JOB_NAMES, readJob, type Job, type JobQueues } from '@bicorne/jobs';
import type { DataSource } from 'typeorm';

export interface RelayDeps {
  /** Under the worker role, which may take outbox rows of every workspace. */
  database: DataSource;
  queues: Pick<JobQueues, 'add'>;
  /** Told of a row that no handler could ever run; it is taken away all the same. */
  onUnreadable: (row: { job: string; payload: unknown; reason: string }) => void;
}

const BATCH = 500;

/**
 * Takes the oldest rows of the outbox to the queue, at least once: a row goes away in the transaction that commits after
 * the queue has it. Several relays at once take different rows. Jobs that this version does not know stay for a newer one.
 *
 * @returns how many rows it took; fewer than a batch means that the outbox is empty for now
 */
export async function relayOutbox({
  database,
  queues,
  onUnreadable,
}: RelayDeps): Promise<{ taken: number; more: boolean }> {
  return database.transaction(async (manager) => {
    const rows = await manager.query<{ job: string; payload: unknown }[]>(
      `with oldest as materialized (
         select workspace_id, id from outbox where job = any($1) order by id limit ${BATCH} for update skip locked
       ), taken as (
         delete from outbox o using oldest where o.workspace_id = oldest.workspace_id and o.id = oldest.id
         returning o.id, o.job, o.payload
       )
       select job, payload from taken order by id`,
      [JOB_NAMES],
    );
    const jobs: Job[] = [];
    for (const { job, payload } of rows) {
      const read = readJob(job, payload);
      if (read.ok) jobs.push(read.job);
      else onUnreadable({ job, payload, reason: read.reason });
    }
    await queues.add(jobs);
    return { taken: rows.length, more: rows.length === BATCH };
  });
}
