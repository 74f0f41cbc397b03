import { Worker } from 'node:worker_threads';
import type { PdfDocument } from './markdown-pdf.js';

/** Prints documents one after the other, in their order, beside the process's own work. */
export interface PdfThread {
  /**
   * @throws Unprintable where the document takes more time or memory than it may
   * @throws PrinterBusy where too many wait already
   */
  print: (document: PdfDocument) => Promise<Buffer>;
  /** Ends it; what is being printed or waits is refused. */
  close(): Promise<void>;
}

export interface PdfThreadOptions {
  /** How long one document may take, in milliseconds: twice what the largest takes that may be saved, if left out. */
  withinMs?: number;
  /** Documents that may wait for the one that is printed; any number if left out. */
  mostWaiting?: number;
  /** After so long without work the thread ends, and begins anew with the next document; never if left out. */
  idleMs?: number;
}

/** A document that takes more than it may: it would again. */
export class Unprintable extends Error {
  constructor(
    readonly title: string,
    readonly why: 'TOO_SLOW' | 'TOO_LARGE',
  ) {
    super(`The document ${JSON.stringify(title)} cannot be printed: ${why}`);
  }
}

/** More documents are asked for than can be printed now. */
export class PrinterBusy extends Error {}

/** What the thread answers. */
export type Printed = { ok: true; pdf: Uint8Array } | { ok: false; message: string };

/** How long one document may take to be printed, in milliseconds. */
export const PRINTED_WITHIN_MS = 60_000;
/** Three times what the largest document takes that may be saved. */
const MAX_MEMORY_MB = 2_048;

interface Piece {
  document: PdfDocument;
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

/** A thread that prints. It begins with the first document, which takes a third of a second: keep it for many. */
export function openPdfThread(options: PdfThreadOptions = {}): PdfThread {
  const { withinMs = PRINTED_WITHIN_MS, mostWaiting = Infinity, idleMs } = options;
  const waiting: Piece[] = [];
  let underWay: Piece | null = null;
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const next = (): void => {
    underWay = waiting.shift() ?? null;
    clearTimeout(timer);
    if (underWay === null) {
      // Nobody waits for it: the process may end.
      thread?.unref();
      if (idleMs !== undefined) timer = setTimeout(() => void end(), idleMs).unref();
      return;
    }
    const { document } = underWay;
    timer = setTimeout(() => fail(new Unprintable(document.title, 'TOO_SLOW')), withinMs);
    thread ??= start();
    thread.ref();
    thread.postMessage(document);
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./pdf-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    });
    // What one says that was given up is of no interest any more.
    const listen =
      <T>(heard: (value: T) => void) =>
      (value: T) => {
        if (thread === started) heard(value);
      };
    started.on('message', listen<Printed>(answered));
    started.on('error', listen<Error & { code?: string }>(failed));
    started.on(
      'exit',
      listen<number>(() => fail(new Error('The thread that prints has ended.'))),
    );
    return started;
  };
  const answered = (answer: Printed): void => {
    if (answer.ok) underWay?.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
    else underWay?.reject(new Error(`A document cannot be printed: ${answer.message}`));
    next();
  };
  const failed = (error: Error & { code?: string }): void => {
    const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY' && underWay;
    fail(full ? new Unprintable(full.document.title, 'TOO_LARGE') : error);
  };
  const fail = (error: Error): void => {
    void end();
    underWay?.reject(error);
    next();
  };
  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    await ending?.terminate();
  };
  return {
    print: (document) => {
      if (closed) return Promise.reject(new Error('The thread that prints was closed.'));
      if (underWay !== null && waiting.length >= mostWaiting)
        return Promise.reject(new PrinterBusy('Too many documents wait.'));
      return new Promise((resolve, reject) => {
        waiting.push({ document, resolve, reject });
        if (underWay === null) next();
      });
    },
    close: async () => {
      closed = true;
      const left = [underWay, ...waiting.splice(0)];
      for (const piece of left) piece?.reject(new Error('The thread that prints was closed.'));
      underWay = null;
      clearTimeout(timer);
      await end();
    },
  };
}
