import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';

/** A ZIP on disk, read file by file. */
export interface OpenArchive {
  /** Sizes by path, in bytes, in the order of the archive. */
  files: ReadonlyMap<string, number>;
  /** The bytes of one. @throws Error where it is not there, is damaged, or is longer than it says */
  read(path: string): Promise<Readable>;
  close(): void;
}

/** More than any archive of ours has: what comes with so many is none. */
const MOST_FILES = 1_000_000;

/** @throws Error where it is no ZIP, or has a path that leads out of it */
export async function openArchive(path: string): Promise<OpenArchive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, file) => (error ? reject(error) : resolve(file)));
  });
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close();
    throw error;
  });
  return {
    files: new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize])),
    read: (name) =>
      new Promise((resolve, reject) => {
        const entry = entries.get(name);
        if (!entry) return reject(new Error(`The archive has no ${name}.`));
        zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
      }),
    close: () => zip.close(),
  };
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry) => {
      if (entries.size >= MOST_FILES) return reject(new Error('The archive has too many files.'));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}
