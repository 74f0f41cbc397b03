import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver {
  url: string;
  /** Moments at which requests came, by the clock of `performance`. */
  arrivals: number[];
  stop(): Promise<void>;
}

/** A receiver that answers at once, or never, and counts. It checks no signature: what it costs is not the worker's. */
export async function receiver({ hangs = false } = {}): Promise<Receiver> {
  const arrivals: number[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      arrivals.push(performance.now());
      if (!hangs) response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrivals,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
