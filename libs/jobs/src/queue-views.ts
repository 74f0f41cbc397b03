import type { Queue } from 'bullmq';
import { openBackend, type QueueServer } from './backend.js';
import { QUEUES, type QueueName } from './catalogue.js';
import type { JobLog } from './log.js';

/** The queues as those see them who look at them. */
export interface QueueViews {
  queues: readonly { name: QueueName; queue: Queue }[];
  close(): Promise<void>;
}

const CONNECTIONS = 2;

/** Opens the queues for looking, without waiting for their server: where it is away, looking fails and nothing else. */
export async function openQueueViews(server: QueueServer, log: JobLog): Promise<QueueViews> {
  const backend = await openBackend(server, CONNECTIONS, (error) =>
    log.warn({ error: error.message }, 'The view of the queue lost its connection'),
  );
  const queues = (Object.keys(QUEUES) as QueueName[]).map((name) => {
    // BullMQ's own class on either backend.
    const queue = backend.queue(name) as Queue;
    // Told once, by the connection.
    queue.on('error', () => undefined);
    return { name, queue };
  });
  return {
    queues,
    close: async () => {
      await Promise.allSettled(queues.map(({ queue }) => queue.close()));
      await backend.close();
    },
  };
}
