import type { Leave } from './places.js';

/** Requests that one process makes at a time to a server that it knows nothing of yet. */
const AT_FIRST = 8;
/** To one that answers promptly: every prompt answer earns one more, up to this. */
const MOST = 48;
/** To one that is slow: enough to notice when it has recovered. */
const WHILE_SLOW = 2;

/** Nobody waits in line for a server that has had a request for longer than this. */
const PROMPT_MS = 1_000;
/** The same for one whose last answer was not prompt, or has not come yet. */
const PROMPT_AT_FIRST_MS = 300;
/** Nor does anybody wait for longer, for the jobs that wait are places for others. */
const LONGEST_WAIT_MS = 3_000;
/** A server that keeps a request for longer is slow, until it is prompt again. */
const SLOW_MS = 5_000;

interface Server {
  /** When each request began that is under way, the oldest first; by the clock of `performance`. */
  begun: Set<{ at: number }>;
  line: Set<() => void>;
  places: number;
  /** Whether its last answer was. */
  prompt: boolean;
}

/**
 * Places for requests to servers of other people: so many for each, that one which hangs holds up a few jobs and not all of
 * them. Who finds no place waits only while the server is prompt.
 */
export class ServerPlaces {
  private readonly servers = new Map<string, Server>();

  /**
   * @param url of the request; its origin is the server
   * @returns how to leave the place when the request has ended, or null where the server has no place for another
   */
  async take(url: string, signal?: AbortSignal): Promise<Leave | null> {
    if (signal?.aborted) return null;
    const name = originOf(url);
    const server = this.servers.get(name) ?? { begun: new Set(), line: new Set(), places: AT_FIRST, prompt: false };
    this.servers.set(name, server);
    const latest = performance.now() + LONGEST_WAIT_MS;
    while (server.begun.size >= server.places) {
      const patience = Math.min(patienceWith(server), latest - performance.now());
      if (patience <= 0) return null;
      await inLine(server, patience, signal);
      if (signal?.aborted) return null;
    }
    const request = { at: performance.now() };
    server.begun.add(request);
    return () => {
      if (!server.begun.delete(request)) return;
      const took = performance.now() - request.at;
      server.prompt = took < PROMPT_MS;
      if (took > SLOW_MS) server.places = WHILE_SLOW;
      else if (server.prompt) server.places = Math.min(server.places + 1, MOST);
      callNext(server);
      // What is known of a prompt one is known again after a few answers; that of a slow one is kept.
      const idle = server.begun.size === 0 && server.line.size === 0;
      if (idle && server.places >= AT_FIRST) this.servers.delete(name);
    };
  }
}

function callNext({ begun, line, places }: Server): void {
  let free = places - begun.size;
  for (const call of line) {
    if (free <= 0) return;
    free -= 1;
    call();
  }
}

/** For how long it makes sense to wait: nought where the server is not prompt. */
function patienceWith({ begun, prompt }: Server): number {
  const [oldest] = begun;
  return oldest ? oldest.at + (prompt ? PROMPT_MS : PROMPT_AT_FIRST_MS) - performance.now() : 0;
}

/** Resolves when called, or after so many milliseconds, or when `signal` aborts. */
function inLine({ line }: Server, patience: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const call = (): void => {
      line.delete(call);
      clearTimeout(timer);
      signal?.removeEventListener('abort', call);
      resolve();
    };
    const timer = setTimeout(call, patience);
    signal?.addEventListener('abort', call);
    line.add(call);
  });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
