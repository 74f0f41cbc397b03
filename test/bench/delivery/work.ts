import { openJobQueues, type JobLog } from '@bicorne/jobs';
import type { AlertRows } from '../../support/alert-rows.js';
import { TEST_SECRET } from '../../support/alert-rows.js';
import { until } from '../../support/until.js';
import { startWorkerProcess, type WorkerProcess } from '../../support/worker-process.js';
import type { Receiver } from './receiver.js';
import type { BenchServers } from './servers.js';

const QUIET: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const BULK = 5_000;

export function startWorker({ databaseUrl, redisUrl, dataDir }: BenchServers): Promise<WorkerProcess> {
  return startWorkerProcess({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    BICORNE_BASE_URL: 'https://bicorne.example.com',
    BICORNE_SECRET: TEST_SECRET,
    BICORNE_EGRESS_ALLOW: '127.0.0.1',
    BICORNE_DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--expose-gc --import ${new URL('./tell-memory.js', import.meta.url).href}`,
  });
}

/** Deliveries of one workspace, with their jobs in the queue before any worker is there. */
export async function plantDeliveries(
  servers: BenchServers,
  rows: AlertRows,
  to: readonly { url: string; count: number }[],
) {
  const queues = await openJobQueues(servers, QUIET);
  const batches: string[][] = [];
  for (const { url, count } of to) {
    const endpointId = await rows.endpoint(url);
    await rows.client.query('update webhook_endpoint set url = $2 where id = $1', [endpointId, url]);
    const ids: string[] = [];
    for (let made = 0; made < count; made += BULK)
      ids.push(...(await rows.deliveries(Math.min(BULK, count - made), { endpointId }, { outbox: false })));
    await rows.client.query('update delivery set recipient = $2 where webhook_endpoint_id = $1', [endpointId, url]);
    batches.push(ids);
  }
  await rows.client.query('analyze delivery');
  for (const ids of spread(batches))
    await queues.add(
      ids.map((deliveryId) => ({ name: 'delivery.send', payload: { workspaceId: rows.workspaceId, deliveryId } })),
    );
  await queues.close();
}

/** In bulks, each with its share of every batch. */
function spread(batches: readonly string[][]): string[][] {
  const total = batches.reduce((sum, ids) => sum + ids.length, 0);
  const all = batches
    .flatMap((ids) => ids.map((id, index) => ({ id, at: (index + 0.5) / ids.length })))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
  return Array.from({ length: Math.ceil(total / 1_000) }, (_, bulk) => all.slice(bulk * 1_000, (bulk + 1) * 1_000));
}

/** Deliveries a second that reached a receiver, from the first tenth of them on: the worker is warm then. */
export async function deliveriesPerSecond({ arrivals }: Receiver, count: number): Promise<number> {
  await until('all webhooks received', () => arrivals.length >= count, 300_000);
  const from = Math.floor(count / 10);
  return ((count - from - 1) / ((arrivals[count - 1] ?? 0) - (arrivals[from] ?? 0))) * 1_000;
}

export async function allSettled(rows: AlertRows): Promise<void> {
  await until('all outcomes noted', async () => {
    const { rows: left } = await rows.client.query("select 1 from delivery where state = 'SENDING' limit 1");
    return left.length === 0;
  });
}
