import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PdfDocument } from './markdown-pdf.js';

/** Prints documents one after the other, beside the process's own work. */
export interface PdfThread {
  /** @throws Error where the document cannot be printed, as when it takes more memory than it may */
  print: (document: PdfDocument) => Promise<Buffer>;
  close(): Promise<void>;
}

/** What the thread answers. */
export type Printed = { ok: true; pdf: Uint8Array } | { ok: false; message: string };

/** Three times what the largest document takes that may be saved. */
const MAX_MEMORY_MB = 2_048;
/** Ten times what the largest document takes that may be saved. */
const MAX_TIME_MS = 300_000;

/** Starts a thread that prints. It takes a third of a second to start: keep it for all documents of one piece of work. */
export function openPdfThread(): PdfThread {
  const thread = new Worker(new URL('./pdf-thread.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  });
  // A thread that ends between two documents is noticed by the next one.
  let ended: Error | undefined;
  thread.on('error', (error) => (ended = error));
  thread.on('exit', () => (ended ??= new Error('The thread that prints has ended.')));
  return {
    print: async (document) => {
      if (ended) throw ended;
      const gone = new AbortController();
      const exit = once(thread, 'exit', { signal: gone.signal }).then(() => {
        throw ended ?? new Error('The thread that prints has ended.');
      });
      exit.catch(() => undefined);
      const patience = setTimeout(() => void thread.terminate(), MAX_TIME_MS);
      thread.postMessage(document);
      try {
        const [answer] = (await Promise.race([once(thread, 'message', { signal: gone.signal }), exit])) as [Printed];
        if (!answer.ok) throw new Error(`A document cannot be printed: ${answer.message}`);
        return Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength);
      } finally {
        clearTimeout(patience);
        gone.abort();
      }
    },
    close: async () => {
      await thread.terminate();
    },
  };
}
