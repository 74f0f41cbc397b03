import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be shut, as a network is that fails. */
export interface Door {
  /** The URL of the server, through the door. */
  url: string;
  /** How often somebody came while it was shut. */
  knocks(): number;
  /** Cuts who is through, and turns away who comes. */
  shut(): void;
  open(): void;
  close(): void;
}

/** @param to URL of the server, whose port is `port` where it names none */
export async function doorTo(to: string, port: number): Promise<Door> {
  const url = new URL(to);
  const target = { host: url.hostname, port: Number(url.port || port) };
  let isShut = false;
  let knocks = 0;
  const through = new Set<Socket>();
  const door = createServer((caller) => {
    caller.on('error', () => undefined);
    if (isShut) {
      knocks += 1;
      caller.destroy();
      return;
    }
    const server = connect(target);
    server.on('error', () => undefined);
    through.add(caller);
    caller.on('close', () => {
      through.delete(caller);
      server.destroy();
    });
    server.on('close', () => caller.destroy());
    caller.pipe(server).pipe(caller);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  url.host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  const cut = (): void => {
    for (const socket of through) socket.destroy();
  };
  return {
    url: url.href,
    knocks: () => knocks,
    shut: () => {
      isShut = true;
      cut();
    },
    open: () => {
      isShut = false;
    },
    close: () => {
      door.close();
      cut();
    },
  };
}
