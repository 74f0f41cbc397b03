import { togetherOf, type JobQueues } from '@bicorne/jobs';
import type { DataSource } from 'typeorm';

export interface SweepDeps {
  /** Under the worker role, which may look for due deliveries in every workspace. */
  database: DataSource;
  queues: Pick<JobQueues, 'add' | 'waiting'>;
}

const BATCH = 1_000;

/**
 * Brings to the queue what is due and in nobody's hands: retries whose moment has come, deliveries whose worker ended,
 * and all of them where the queue was lost. While the queue still holds a batch it adds nothing, for what is due is most
 * likely in it; what it adds twice is claimed once.
 *
 * @returns how many it added
 */
export async function sweepDeliveries({ database, queues }: SweepDeps): Promise<number> {
  if ((await queues.waiting('delivery.send')) >= BATCH / togetherOf('delivery.send')) return 0;
  const due = await database.query<{ workspaceId: string; deliveryId: string }[]>(
    `select workspace_id as "workspaceId", id as "deliveryId" from delivery
     where state in ('PENDING', 'SENDING') and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
     order by next_attempt_at limit ${BATCH}`,
  );
  await queues.add(due.map((payload) => ({ name: 'delivery.send', payload })));
  return due.length;
}
