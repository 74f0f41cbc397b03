import type { JobQueues } from '@bicorne/jobs';
import type { DataSource } from 'typeorm';
import type { ComposeTarget } from './compose-message.js';

export interface SweepNoticesDeps {
  /** Under the worker role, which may look for due notices in every workspace. */
  database: DataSource;
  queues: Pick<JobQueues, 'add' | 'waiting'>;
}

const BATCH = 1_000;

/**
 * Brings to the queue whose notices have come due. While the queue still holds a batch it adds nothing; what it adds twice
 * is composed once.
 *
 * @returns how many recipients it added
 */
export async function sweepNotices({ database, queues }: SweepNoticesDeps): Promise<number> {
  if ((await queues.waiting('notice.compose')) >= BATCH) return 0;
  const due = await database.query<({ workspaceId: string } & ComposeTarget)[]>(
    `select workspace_id as "workspaceId", recipient_id as "recipientId", channel
     from (select workspace_id, recipient_id, channel from notice
           where channel <> 'IN_APP' and delivery_id is null and dropped_because is null and due_at <= now()
           order by due_at limit ${BATCH * 20}) oldest
     group by workspace_id, recipient_id, channel limit ${BATCH}`,
  );
  await queues.add(due.map((payload) => ({ name: 'notice.compose', payload })));
  return due.length;
}
