import { createHash } from 'node:crypto';
import type { PdfDocument } from './markdown-pdf.js';
import type { PdfThread } from './open-pdf-thread.js';

/** What the last documents take that are kept, in bytes. */
const KEPT_BYTES = 32 * 1024 * 1024;

/**
 * Prints what was not printed lately: the same document gives the same bytes, so that they are kept under the hash of all
 * that it says. Of two who ask for the same at once the second waits for the first one's.
 */
export function keepPrinted(print: PdfThread['print'], keptBytes = KEPT_BYTES): PdfThread['print'] {
  /** The one asked for longest ago comes first. */
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer>>();
  let bytes = 0;
  const keep = (key: string, pdf: Buffer): void => {
    kept.set(key, pdf);
    bytes += pdf.length;
    for (const [oldest, { length }] of kept) {
      if (bytes <= keptBytes) return;
      kept.delete(oldest);
      bytes -= length;
    }
  };
  return async (document) => {
    const key = keyOf(document);
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const begun = underWay.get(key) ?? print(document);
    underWay.set(key, begun);
    try {
      const pdf = await begun;
      if (underWay.get(key) === begun) keep(key, pdf);
      return pdf;
    } finally {
      if (underWay.get(key) === begun) underWay.delete(key);
    }
  };
}

/** Whichever order its parts were written down in. */
function keyOf({ markdown, title, client, author, hats, date, facts = [], language = '' }: PdfDocument): string {
  const parts = [
    markdown,
    title,
    client,
    author,
    hats,
    date,
    facts.map(({ label, value }) => [label, value]),
    language,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
