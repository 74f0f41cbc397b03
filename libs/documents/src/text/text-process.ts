import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readTextOf } from './read-text.js';
import type { Bounds } from './watch-thread.js';

/** What the process is sent, once. */
export interface TextRequest {
  bytes: Uint8Array;
  mediaType: string;
  bounds: Bounds;
}

process.once('message', (request: TextRequest) => {
  void read(request);
});

async function read({ bytes, mediaType, bounds }: TextRequest): Promise<void> {
  // Nothing is unpacked before somebody watches.
  await once(new Worker(new URL('./watch-thread.js', import.meta.url), { workerData: bounds }), 'message');
  process.send?.(await readTextOf(bytes, mediaType));
}
