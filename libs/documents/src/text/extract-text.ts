import type { Decided } from '@bicorne/domain';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TextThreadData } from './text-thread.js';
import { unreadable } from './unreadable.js';

/** How long one file may take, in milliseconds. */
const PATIENCE = 30_000;
/** What reading one file may take, in megabytes. */
const MEMORY = 512;

/**
 * The text of a file as Markdown, read in a thread of its own: a file that takes too much time or memory, whatever it was
 * made for, costs nobody else anything and is refused.
 *
 * @param mediaType the type that its bytes show
 */
export async function extractText(bytes: Uint8Array, mediaType: string): Promise<Decided<string>> {
  const thread = new Worker(new URL('./text-thread.js', import.meta.url), {
    workerData: { bytes, mediaType } satisfies TextThreadData,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    // What the libraries have to say about a file helps nobody.
    stdout: true,
    stderr: true,
  });
  try {
    const [answer] = (await once(thread, 'message', { signal: AbortSignal.timeout(PATIENCE) })) as [Decided<string>];
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return unreadable('TOO_SLOW');
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return unreadable('TOO_LARGE');
    throw error;
  } finally {
    await thread.terminate();
  }
}
