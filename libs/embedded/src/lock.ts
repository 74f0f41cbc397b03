import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './embedded-error.js';
import { identityOf, pidOf } from './process-identity.js';

/** `start` holds until it is stopped, `command` for the seconds that a command takes. */
export type Purpose = 'start' | 'command';

export interface Holder {
  pid: number;
  purpose: Purpose;
}

export type LockResult = { taken: true; release: () => Promise<void> } | { taken: false; holder: Holder };

interface Note {
  identity: string;
  purpose: Purpose;
}

/**
 * Takes the lock of a database folder for this process. A lock whose process is gone,
 * for instance killed, counts as free.
 */
export async function takeLock(home: string, purpose: Purpose): Promise<LockResult> {
  const file = join(home, 'lock');
  const mine: Note = { identity: identityOf(process.pid) ?? String(process.pid), purpose };
  // This process may ask twice at once: its number alone would not do.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      if (await appears(draft, file)) return { taken: true, release: () => releaseOwn(file, mine) };
      const holder = await holderOf(home);
      if (holder) return { taken: false, holder };
      await discardStale(file);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The living process that holds the lock, if any. */
export async function holderOf(home: string): Promise<Holder | undefined> {
  const note = await readNote(join(home, 'lock'));
  if (!note || identityOf(pidOf(note.identity)) !== note.identity) return undefined;
  return { pid: pidOf(note.identity), purpose: note.purpose };
}

/** A hard link either appears whole or fails: there is no moment with an empty lock. */
async function appears(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves a stale lock aside. Where another process was quicker and its fresh lock was
 * moved instead, it is put back.
 */
async function discardStale(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const note = await readNote(aside);
  if (note && identityOf(pidOf(note.identity)) === note.identity) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function releaseOwn(file: string, mine: Note): Promise<void> {
  const note = await readNote(file);
  if (note?.identity === mine.identity) await rm(file, { force: true });
}

async function readNote(file: string): Promise<Note | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Note;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // Not JSON: nobody of ours wrote it, so nobody of ours holds it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
