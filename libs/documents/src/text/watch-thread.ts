import { parentPort, workerData } from 'node:worker_threads';

/** What the process may take. */
export interface Bounds {
  /** Of the whole process: what streams unpack to stands outside the heap. */
  memoryBytes: number;
  timeMs: number;
}

const LOOK_EVERY_MS = 20;

/*
 * Runs in a thread of the process that reads, and ends that process when it takes more than it may: also while its main
 * thread is busy, and while the process that asked is, or is gone. SIGKILL tells of memory, SIGTERM of time.
 */
const { memoryBytes, timeMs } = workerData as Bounds;
const end = performance.now() + timeMs;
setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL');
  else if (performance.now() > end) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);
parentPort?.postMessage('watching');
