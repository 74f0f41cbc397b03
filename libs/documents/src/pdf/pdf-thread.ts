import { parentPort } from 'node:worker_threads';
import { markdownPdf, type PdfDocument } from './markdown-pdf.js';
import type { Printed } from './open-pdf-thread.js';

/** Runs in a thread of its own: prints what it is sent, one document after the other. */
parentPort?.on('message', (document: PdfDocument) => {
  markdownPdf(document).then(
    (pdf) => answer({ ok: true, pdf }),
    (error: unknown) => answer({ ok: false, message: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(printed: Printed): void {
  parentPort?.postMessage(printed);
}
