import type { Decided } from '@bicorne/domain';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TextRequest } from './text-process.js';
import { unreadable } from './unreadable.js';

/** How long one file may take, in milliseconds. */
const PATIENCE = 30_000;
/** What the objects of one file may take, in megabytes. */
const HEAP_MB = 512;
/** What reading one file may take in all, its unpacked streams too, which stand outside the heap. */
const MEMORY_BYTES = 768 * 1024 * 1024;
const WATCH_EVERY_MS = 50;
const PAGE_BYTES = 4096;
/** Files that wait for the one that is read. */
const MOST_WAITING = 8;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The text of a file as Markdown, read in a process of its own, one file at a time: a file that takes too much time or memory,
 * whatever it was made for, costs nobody else anything and is refused. The process has none of our environment.
 *
 * @param mediaType the type that its bytes show
 */
export async function extractText(bytes: Uint8Array, mediaType: string): Promise<Decided<string>> {
  if (waiting >= MOST_WAITING) return unreadable('BUSY');
  waiting += 1;
  const before = last;
  const mine = before.then(() => read({ bytes, mediaType }));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

async function read(request: TextRequest): Promise<Decided<string>> {
  const child = fork(fileURLToPath(new URL('./text-process.js', import.meta.url)), {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    serialization: 'advanced',
    env: {},
    // What the libraries have to say about a file helps nobody.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new AbortController();
  const { signal } = ended;
  try {
    child.send(request);
    return await Promise.race([
      once(child, 'message', { signal }).then(([answer]) => answer as Decided<string>),
      // It ends by itself where its heap is full.
      once(child, 'exit', { signal }).then(() => unreadable('TOO_LARGE')),
      overgrown(child, signal),
      tooSlow(signal),
    ]);
  } finally {
    ended.abort();
    child.kill('SIGKILL');
  }
}

/** Settles when the process takes more than it may. Where the system does not tell, the heap and the time are the limits. */
async function overgrown({ pid }: ChildProcess, signal: AbortSignal): Promise<Decided<never>> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      void readFile(`/proc/${pid ?? 0}/statm`, 'utf8')
        .then((pages) => Number(pages.split(' ')[1]) * PAGE_BYTES)
        .then((resident) => resident > MEMORY_BYTES && resolve(unreadable('TOO_LARGE')))
        .catch(() => undefined);
    }, WATCH_EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  });
}

async function tooSlow(signal: AbortSignal): Promise<Decided<never>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(unreadable('TOO_SLOW')), PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
