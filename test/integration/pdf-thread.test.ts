import { findProjectRoot } from '@bicorne/config';
import type * as documents from '@bicorne/documents';
import { afterEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractText } from 'unpdf';

// Real: the thread as it is built, and what it prints.

const built = (await import(
  pathToFileURL(join(findProjectRoot(import.meta.url), 'dist/libs/documents/src/pdf/open-pdf-thread.js')).href
)) as Pick<typeof documents, 'openPdfThread' | 'PrinterBusy'>;

let thread: documents.PdfThread;

afterEach(() => thread.close());

function print(title: string, lines = 1): Promise<Buffer> {
  return thread.print({
    markdown: `# ${title}\n\n${'A line of text with **some** words.\n\n'.repeat(lines)}`,
    title,
    client: 'Noordlicht Energie',
    author: 'Halyard Advisory',
    hats: ['CAIO'],
    date: new Date('2026-03-02T09:00:00Z'),
  });
}

async function titleIn(pdf: Buffer): Promise<string | undefined> {
  const { text } = await extractText(Uint8Array.from(pdf), { mergePages: true });
  return /Read \d+/.exec(text)?.[0];
}

/** Why it was not printed. */
function failure(printing: Promise<Buffer>): Promise<unknown> {
  return printing.then(
    () => 'printed',
    (error: unknown) => error,
  );
}

describe('the thread that prints', () => {
  it('gives everybody who asks at once their own document', async () => {
    thread = built.openPdfThread();
    const warned: Error[] = [];
    const note = (warning: Error): void => void warned.push(warning);
    process.on('warning', note);
    const titles = Array.from({ length: 14 }, (_, n) => `Read ${n}`);
    const pdfs = await Promise.all(titles.map((title) => print(title)));
    expect(await Promise.all(pdfs.map(titleIn))).toEqual(titles);
    process.off('warning', note);
    expect(warned).toEqual([]);
  });

  it('gives up a document that takes too long, by its name, and prints the next', async () => {
    thread = built.openPdfThread({ withinMs: 5_000 });
    const [long, next] = await Promise.all([failure(print('Long', 20_000)), print('Read 1')]);
    expect(long).toMatchObject({ title: 'Long', why: 'TOO_SLOW' } satisfies Partial<documents.Unprintable>);
    expect(await titleIn(next)).toBe('Read 1');
  });

  it('refuses who comes when too many wait', async () => {
    thread = built.openPdfThread({ mostWaiting: 2 });
    const [, , , fourth] = await Promise.all([1, 2, 3, 4].map((n) => failure(print(`Read ${n}`))));
    expect(fourth).toBeInstanceOf(built.PrinterBusy);
    expect(await titleIn(await print('Read 5'))).toBe('Read 5');
  });

  it('begins anew after it was idle', async () => {
    thread = built.openPdfThread({ idleMs: 1 });
    await print('Read 1');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await titleIn(await print('Read 2'))).toBe('Read 2');
  });

  it('refuses what it had left when it is closed, and everything after', async () => {
    thread = built.openPdfThread();
    const left = ['Read 1', 'Read 2'].map((title) => failure(print(title)));
    await thread.close();
    for (const error of await Promise.all(left))
      expect(error).toMatchObject({ message: expect.stringContaining('closed') });
    await expect(print('Read 3')).rejects.toThrow('closed');
  });
});
