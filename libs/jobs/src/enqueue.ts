import { JOBS, type JobName, type JobPayload } from './catalogue.js';

/** What writes outbox rows: the transaction of libs/persistence. */
export interface OutboxWriter {
  enqueue(job: string, payload: object): Promise<void>;
}

/**
 * Writes a job into the outbox of a transaction: it reaches the queue after the commit, and only then.
 *
 * @throws ZodError for a payload that does not fit the catalogue, which only a bug can bring about
 */
export async function enqueue<N extends JobName>(tx: OutboxWriter, name: N, payload: JobPayload<N>): Promise<void> {
  await tx.enqueue(name, JOBS[name].payload.parse(payload));
}
