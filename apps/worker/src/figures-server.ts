import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { DataSource } from 'typeorm';
import type { Figures } from './figures.js';

export interface FiguresServer {
  stop(): Promise<void>;
}

/** How long the database and the queue may take to answer before they count as away, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * `/metrics` for Prometheus, `/healthz`: the process is up, `/readyz`: it can work, which takes the database.
 *
 * @throws what the system says where the port cannot be had
 */
export async function serveFigures(
  { host, port }: { host: string; port: number },
  figures: Figures,
  database: DataSource,
): Promise<FiguresServer> {
  const answers: Record<string, (response: ServerResponse) => Promise<unknown>> = {
    '/healthz': async (response) => response.end(json({ status: 'up' })),
    '/readyz': async (response) => {
      await inTime(database.query('select 1'));
      response.end(json({ status: 'ready', database: 'answers' }));
    },
    '/metrics': async (response) => {
      const text = await inTime(figures.text());
      response.setHeader('content-type', figures.contentType);
      response.end(text);
    },
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url?.split('?')[0] ?? ''] : undefined;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    if (answer === undefined) return void response.writeHead(404).end(json({ status: 'not here' }));
    answer(response).catch(() => {
      if (!response.headersSent) response.writeHead(503);
      response.end(json({ status: 'not ready' }));
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const json = (body: object): string => JSON.stringify(body);
