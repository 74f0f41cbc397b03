import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkerProcess } from '../../support/worker-process.js';
import type { Receiver } from './receiver.js';

/**
 * Megabytes of a worker after so many deliveries, right after it collected its garbage. Between two collections memory
 * is a saw whose teeth are higher than any limit worth having, so that a line through them tells nothing of what stays.
 */
export interface MemorySample {
  deliveries: number;
  /** The heap and what hangs on it. */
  live: number;
  /** All that the system counts, what was leaked outside the heap with it. */
  resident: number;
}

const SAMPLES = 20;

/** A sample at every twentieth of the deliveries, the last when all are made. */
export async function watchMemory(worker: WorkerProcess, { arrivals }: Receiver, count: number) {
  const samples: MemorySample[] = [];
  while (samples.length < SAMPLES) {
    const next = (count * (samples.length + 1)) / SAMPLES;
    while (arrivals.length < next) await pause(50);
    samples.push({ ...(await memoryOf(worker)), deliveries: arrivals.length });
  }
  return samples;
}

async function memoryOf({ child }: WorkerProcess): Promise<{ live: number; resident: number }> {
  const told = once(child, 'message');
  child.kill('SIGUSR2');
  const [message] = (await told) as [{ type: string; live: number; resident: number }];
  if (message.type !== 'memory')
    throw new Error(`The worker said ${JSON.stringify(message)} where its memory was asked.`);
  return { live: message.live, resident: message.resident };
}

/** Megabytes that 100,000 deliveries add, by the line of least squares through the second half of the samples. */
export function growthOf(samples: readonly MemorySample[], what: 'live' | 'resident'): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(half.map(({ deliveries }) => deliveries)), mean(half.map((sample) => sample[what]))];
  const covariance = mean(half.map((sample) => (sample.deliveries - x) * (sample[what] - y)));
  return (covariance / mean(half.map(({ deliveries }) => (deliveries - x) ** 2))) * 100_000;
}
