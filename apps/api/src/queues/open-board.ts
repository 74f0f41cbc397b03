import { openQueueViews, type JobLog, type QueueServer } from '@bicorne/jobs';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { fastify } from 'fastify';

/** Where the board thinks that it stands. */
const PATH = '/queues';

/** What the board answers to a GET. */
export interface BoardAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Board {
  answer(url: string): Promise<BoardAnswer>;
  close(): Promise<void>;
}

/** Typefaces that the board would fetch from elsewhere. */
const ELSEWHERE = /<link[^>]+href="https?:[^>]*>/g;

const PASSED_ON = ['content-type', 'cache-control', 'etag', 'last-modified', 'location'];

/** Opens the queues, and the board over them as a server of its own that listens nowhere. */
export async function openBoard(server: QueueServer, log: JobLog): Promise<Board> {
  const views = await openQueueViews(server, log);
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(PATH);
  createBullBoard({
    queues: views.queues.map(({ name, queue }) => {
      const adapter = new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false, displayName: name });
      adapter.setFormatter('data', () => ({}));
      return adapter;
    }),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Bicorne queues', hideRedisDetails: true } },
  });
  const board = fastify();
  await board.register(serverAdapter.registerPlugin(), { prefix: PATH });
  return {
    answer: async (url) => {
      const { statusCode, headers, rawPayload } = await board.inject({ method: 'GET', url });
      const page = String(headers['content-type'] ?? '').startsWith('text/html');
      return {
        statusCode,
        headers: Object.fromEntries(
          PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
        ),
        body: page ? Buffer.from(rawPayload.toString().replace(ELSEWHERE, '')) : rawPayload,
      };
    },
    close: async () => {
      await board.close();
      await views.close();
    },
  };
}
