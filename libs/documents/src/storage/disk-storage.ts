import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type Dirent } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ContentTooLarge, type Kept, type Storage, type Stored } from './storage.js';

/** What is being written stands apart, so that no half of it is ever found under a hash. */
const INCOMING = 'incoming';
const WORKSPACE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FIRST_DIGITS = /^[0-9a-f]{2}$/;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Storage in a folder of this machine, or of one that several share: `<workspace>/<first two digits>/<hash>`. Folders are
 * made when they are needed, and only their owner may enter. When something was last kept, its file's time says.
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
    receive: async (content, limit = Infinity) => {
      const incoming = join(folder, INCOMING, randomUUID());
      await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
      const drop = (): Promise<void> => rm(incoming, { force: true });
      try {
        const stored = await write(incoming, content, limit);
        return {
          ...stored,
          read: () => createReadStream(incoming),
          keep: async (workspaceId) => {
            const place = placeOf(workspaceId, stored.sha256);
            await mkdir(dirname(place), { recursive: true, mode: 0o700 });
            await rename(incoming, place);
          },
          drop,
        };
      } catch (error) {
        await drop();
        throw error;
      }
    },
    get: async (workspaceId, sha256) => {
      const file = await open(placeOf(workspaceId, sha256)).catch(nullIfMissing);
      return file === null ? null : file.createReadStream();
    },
    stat: async (workspaceId, sha256) => {
      const found = await stat(placeOf(workspaceId, sha256)).catch(nullIfMissing);
      return found === null ? null : { sha256, size: found.size };
    },
    delete: async (workspaceId, sha256, before) => {
      const place = placeOf(workspaceId, sha256);
      if (!(await isOlder(place, before))) return false;
      await rm(place, { force: true });
      return true;
    },
    clearWorkspace: async (workspaceId) => {
      if (!WORKSPACE.test(workspaceId)) throw new Error('Not a workspace.');
      await rm(join(folder, workspaceId), { recursive: true, force: true });
    },
    list: (before) => listOlder(folder, before),
    clear: async (before) => {
      let cleared = 0;
      for await (const { name } of entriesOf(join(folder, INCOMING))) {
        const path = join(folder, INCOMING, name);
        if (!(await isOlder(path, before))) continue;
        await rm(path, { force: true });
        cleared += 1;
      }
      return cleared;
    },
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

/** Folder by folder: what else stands among them is not ours. */
async function* listOlder(folder: string, before: Date): AsyncGenerator<Kept> {
  for await (const workspace of entriesOf(folder)) {
    if (!WORKSPACE.test(workspace.name)) continue;
    for await (const part of entriesOf(join(folder, workspace.name))) {
      if (!FIRST_DIGITS.test(part.name)) continue;
      for await (const { name } of entriesOf(join(folder, workspace.name, part.name))) {
        const path = join(folder, workspace.name, part.name, name);
        if (HASH.test(name) && (await isOlder(path, before))) yield { workspaceId: workspace.name, sha256: name };
      }
    }
  }
}

/** None where there is no such folder. */
async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  const opened = await opendir(folder).catch(nullIfMissing);
  if (opened !== null) yield* opened;
}

/** False where there is no such file. */
async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(nullIfMissing);
  return found !== null && found.mtime < before;
}

function nullIfMissing(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
