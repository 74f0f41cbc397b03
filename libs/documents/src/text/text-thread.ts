import { parentPort, workerData } from 'node:worker_threads';
import { readTextOf } from './read-text.js';

/** What the thread is started with. */
export interface TextThreadData {
  bytes: Uint8Array;
  mediaType: string;
}

const { bytes, mediaType } = workerData as TextThreadData;
parentPort?.postMessage(await readTextOf(bytes, mediaType));
