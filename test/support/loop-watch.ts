/**
 * Runs first in a process and watches its event loop: on the message `loop` it tells how long the loop was held at most
 * since the last one, and begins anew.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopReport {
  type: 'loop';
  /** Longest time between two turns in which this process computed: what others of the machine took is not in it. */
  heldMs: number;
  /** Longest delay by the clock on the wall, as perf_hooks measures it. */
  delayMs: number;
}

const EVERY_MS = 2;
const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
delay.enable();
let heldMs = 0;
let at = performance.now();
let cpu = process.cpuUsage();

setInterval(() => {
  const now = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  heldMs = Math.max(heldMs, Math.min(now - at, (user + system) / 1_000));
  at = now;
  cpu = process.cpuUsage();
}, EVERY_MS).unref();

process.on('message', (message) => {
  if (message !== 'loop') return;
  process.send?.({ type: 'loop', heldMs, delayMs: delay.max / 1e6 } satisfies LoopReport);
  delay.reset();
  heldMs = 0;
});
