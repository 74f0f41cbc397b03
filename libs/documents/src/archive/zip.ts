import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { createHash } from 'node:crypto';

/** A file that goes into an archive. */
export interface ArchiveEntry {
  /** With `/` between folders; no two alike. */
  path: string;
  content: Uint8Array | AsyncIterable<Uint8Array>;
  /** Whether it is text, which gets smaller; what is packed already is stored as it is. */
  text: boolean;
}

/** What stands in an archive, known once it was written. */
export interface ArchivedFile {
  path: string;
  size: number;
  sha256: string;
}

/** The first day that a ZIP can say. In local time, which is what it says: the same bytes in every zone. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * Writes a ZIP as its files come, in their order: no moment, no owner and no system of its own, so that the same files
 * give the same bytes. Holds no more than a piece of a file at a time. Less than 4 GB in all, for it writes no ZIP64.
 *
 * @param entries is told of every file that was written, so that a later one can list the earlier
 */
export async function* zip(
  entries: (written: readonly ArchivedFile[]) => AsyncIterable<ArchiveEntry>,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const archive = new Zip((error, chunk) => {
    failure ??= error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const drain = function* (): Generator<Uint8Array> {
    if (failure) throw failure;
    yield* ready.splice(0);
  };
  const written: ArchivedFile[] = [];
  for await (const { path, content, text } of entries(written)) {
    const file = text ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    file.mtime = NO_DATE;
    archive.add(file);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk);
      size += chunk.length;
      // A copy: what reads files gives its buffers out again.
      file.push(Uint8Array.from(chunk), false);
      yield* drain();
    }
    file.push(new Uint8Array(0), true);
    yield* drain();
    written.push({ path, size, sha256: hash.digest('hex') });
  }
  archive.end();
  yield* drain();
}
