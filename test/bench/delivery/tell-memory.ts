/**
 * Preloaded into the bench's worker, not part of the product: on SIGUSR2 it collects its garbage twice (what finalizers
 * free in the first goes in the second) and tells its parent what is left.
 */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ type: 'memory', live: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 });
});
