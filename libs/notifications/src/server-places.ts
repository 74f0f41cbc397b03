import type { Leave } from './places.js';

/** Requests that one process makes to one server at a time. */
const MOST = 48;
/** Of those, to a server that is known to be slow: enough to notice when it has recovered. */
const MOST_WHILE_SLOW = 2;
/** Nobody waits in line for a server that has had a request for longer than this. */
const PROMPT_MS = 1_000;
/** A server that keeps a request for longer is slow, until it is prompt again. */
const SLOW_MS = 5_000;

interface Server {
  /** When each request began that is under way, the oldest first; by the clock of `performance`. */
  begun: Set<{ at: number }>;
  line: Set<(gotPlace: boolean) => void>;
  slow: boolean;
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
    const server = this.servers.get(name) ?? { begun: new Set(), line: new Set(), slow: false };
    this.servers.set(name, server);
    while (isFull(server)) if (!(await inLine(server, signal))) return null;
    const request = { at: performance.now() };
    server.begun.add(request);
    return () => {
      if (!server.begun.delete(request)) return;
      const took = performance.now() - request.at;
      server.slow = took > SLOW_MS || (server.slow && took > PROMPT_MS);
      const [next] = server.line;
      next?.(true);
      if (server.begun.size === 0 && server.line.size === 0 && !server.slow) this.servers.delete(name);
    };
  }
}

function isFull({ begun, slow }: Server): boolean {
  return begun.size >= (slow ? MOST_WHILE_SLOW : MOST);
}

/** @returns whether a place became free, which somebody else may have taken since */
function inLine(server: Server, signal: AbortSignal | undefined): Promise<boolean> {
  const [oldest] = server.begun;
  const patience = oldest ? oldest.at + PROMPT_MS - performance.now() : 0;
  if (patience <= 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const call = (gotPlace: boolean): void => {
      server.line.delete(call);
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve(gotPlace);
    };
    const giveUp = (): void => call(false);
    const timer = setTimeout(giveUp, patience);
    signal?.addEventListener('abort', giveUp);
    server.line.add(call);
  });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
