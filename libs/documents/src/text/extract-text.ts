import type { Decided } from '@bicorne/domain';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { plainText } from './plain-text.js';
import type { TextRequest } from './text-process.js';
import { unreadable } from './unreadable.js';

/** What the objects of one file may take, in megabytes. */
const HEAP_MB = 512;
/** What reading one file may take: in all, its unpacked streams too, which stand outside the heap. */
const BOUNDS = { memoryBytes: 768 * 1024 * 1024, timeMs: 30_000 };
/** Files that are read or wait for it; each waits with its bytes. */
const MOST_AT_ONCE = 6;

let atOnce = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The text of a file as Markdown. What has to be unpacked is read in a process of its own, one file at a time: a file that
 * takes too much time or memory, whatever it was made for, costs nobody else anything and is refused. The process has none
 * of our environment. Where too many wait already, the file is refused with BUSY.
 *
 * @param mediaType the type that its bytes show
 * @throws Error where the process ended for another reason than the file's size
 */
export async function extractText(bytes: Uint8Array, mediaType: string): Promise<Decided<string>> {
  if (mediaType === 'text/markdown' || mediaType === 'text/plain') return plainText(bytes);
  if (atOnce >= MOST_AT_ONCE) return unreadable('BUSY');
  atOnce += 1;
  const mine = last.then(() => read({ bytes, mediaType, bounds: BOUNDS }));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    atOnce -= 1;
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
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const message = once(child, 'message') as Promise<[Decided<string>]>;
  // Whichever is not waited for any more, and what is sent to a process that has ended already.
  message.catch(() => undefined);
  child.on('error', () => undefined);
  child.send(request);
  try {
    return await Promise.race([
      message.then(([answer]) => answer),
      exit.then(([code, signal]) => ending(code, signal)),
    ]);
  } finally {
    child.kill('SIGKILL');
    // The next one begins when the memory of this one is free again.
    await exit.catch(() => undefined);
  }
}

/** Why a process ended without an answer. */
function ending(code: number | null, signal: NodeJS.Signals | null): Decided<never> {
  // As the thread that watches it ends it, and the system where it is short of memory itself; and as V8 does, heap full.
  if (signal === 'SIGKILL' || signal === 'SIGABRT') return unreadable('TOO_LARGE');
  if (signal === 'SIGTERM') return unreadable('TOO_SLOW');
  throw new Error(`The process that reads files ended with ${signal ?? code ?? 'nothing'}.`);
}
