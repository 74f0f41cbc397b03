import { fileTypeFromStream } from 'file-type';
import type { Received } from './storage.js';

/** What a text is called by the ending of its name. It decides between kinds of text alone, never that something is text. */
const TEXTS: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
};

/**
 * The type that the bytes of what was received show, whatever its name says.
 *
 * @returns null where they are neither of a known type nor text in UTF-8
 */
export async function mediaTypeOf(received: Pick<Received, 'read'>, name: string): Promise<string | null> {
  const head = received.read();
  try {
    const sniffed = await fileTypeFromStream(head);
    if (sniffed) return sniffed.mime;
  } finally {
    head.destroy();
  }
  if (!(await isText(received.read()))) return null;
  return TEXTS[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain';
}

/** Whether the bytes are UTF-8 without control characters; an empty file is not text. */
async function isText(content: AsyncIterable<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let some = false;
  try {
    for await (const chunk of content) {
      const text = decoder.decode(chunk, { stream: true });
      if (CONTROL.test(text)) return false;
      some ||= chunk.length > 0;
    }
    decoder.decode();
  } catch {
    return false;
  }
  return some;
}

/** All control characters but tab, line feed, form feed and carriage return. */
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;
