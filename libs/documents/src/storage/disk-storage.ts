import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ContentTooLarge, type Storage, type Stored } from './storage.js';

/** What is being written stands apart, so that no half of it is ever found under a hash. */
const INCOMING = 'incoming';
const WORKSPACE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Storage in a folder of this machine, or of one that several share: `<workspace>/<first two digits>/<hash>`. Folders are
 * made when they are needed, and only their owner may enter.
 *
 * @param folder absolute path
 */
export function openDiskStorage(folder: string): Storage {
  const placeOf = (workspaceId: string, sha256: string): string => {
    // The two are parts of a path: nothing else may get in.
    if (!WORKSPACE.test(workspaceId) || !HASH.test(sha256)) throw new Error('Not a workspace, or not a hash.');
    return join(folder, workspaceId, sha256.slice(0, 2), sha256);
  };
  return {
    put: async (workspaceId, content, limit = Infinity) => {
      const incoming = join(folder, INCOMING, randomUUID());
      await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
      try {
        const stored = await write(incoming, content, limit);
        const place = placeOf(workspaceId, stored.sha256);
        await mkdir(dirname(place), { recursive: true, mode: 0o700 });
        await rename(incoming, place);
        return stored;
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
    },
    get: async (workspaceId, sha256) => {
      const file = await openOrNull(placeOf(workspaceId, sha256));
      return file === null ? null : file.createReadStream();
    },
    stat: async (workspaceId, sha256) => {
      const found = await stat(placeOf(workspaceId, sha256)).catch(nullIfMissing);
      return found === null ? null : { sha256, size: found.size };
    },
    delete: (workspaceId, sha256) => rm(placeOf(workspaceId, sha256), { force: true }),
  };
}

async function write(path: string, content: AsyncIterable<Uint8Array>, limit: number): Promise<Stored> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limit) throw new ContentTooLarge(limit);
        hash.update(chunk);
        yield chunk;
      }
    },
    // Flushed, for a row that names the hash is about to be committed.
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return { sha256: hash.digest('hex'), size };
}

function openOrNull(path: string): Promise<FileHandle | null> {
  return open(path).catch(nullIfMissing);
}

function nullIfMissing(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
