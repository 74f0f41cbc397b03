import { setTimeout as pause } from 'node:timers/promises';
import { AlertRows } from '../../support/alert-rows.js';
import { until } from '../../support/until.js';
import { receiver } from './receiver.js';
import type { BenchServers } from './servers.js';
import { startWorker } from './work.js';

/**
 * Milliseconds from the commit of a change that lets an engagement drift to the webhook that tells of it: through the
 * outbox, the look at the engagement, the alert, the outbox again and the request. One at a time, with a pause before each.
 */
export async function latenciesAtRest(servers: BenchServers, count: number): Promise<{ p50: number; p95: number }> {
  const rows = await AlertRows.write(servers.databaseUrl);
  const hook = await receiver();
  await rows.endpoint(hook.url);
  const worker = await startWorker(servers);
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(200);
    const began = performance.now();
    await rows.driftingEngagement();
    await until('the webhook', () => hook.arrivals.length > index);
    took.push((hook.arrivals[index] ?? 0) - began);
  }
  await worker.stop();
  await rows.end();
  await hook.stop();
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.ceil(share * took.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
