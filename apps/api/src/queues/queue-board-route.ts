import type { QueueViews } from '@bicorne/jobs';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf, type GraphqlRouteOptions } from '../http/graphql-route.js';

export interface QueueBoardOptions extends Pick<GraphqlRouteOptions, 'identity' | 'origins'> {
  queues: QueueViews['queues'];
}

const PATH = '/queues';

/** The board finds its parts by a base address, which other pages may not set. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Typefaces that the board would fetch from elsewhere. */
const ELSEWHERE = /<link[^>]+href="https?:[^>]*>/g;

/**
 * What the queues hold, to look at and not to change, for owners who are signed in; to everybody else there is nothing at
 * this address. Jobs are those of the whole installation, so what they carry is not shown: their names and errors are.
 */
export async function queueBoardRoutes(
  scope: FastifyInstance,
  { queues, ...access }: QueueBoardOptions,
): Promise<void> {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(PATH);
  createBullBoard({
    queues: queues.map(({ name, queue }) => {
      const adapter = new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false, displayName: name });
      adapter.setFormatter('data', () => ({}));
      return adapter;
    }),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Bicorne queues', hideRedisDetails: true } },
  });
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' && (await isOwner(request, access))) {
      void reply.header('content-security-policy', POLICY);
      return;
    }
    return reply.code(404).type('text/plain').send('There is nothing at this address.');
  });
  scope.addHook('onSend', async (_request, reply, payload) => {
    const page = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    return page && typeof payload === 'string' ? payload.replace(ELSEWHERE, '') : payload;
  });
  await scope.register(serverAdapter.registerPlugin(), { prefix: PATH });
}

async function isOwner(request: FastifyRequest, access: Omit<QueueBoardOptions, 'queues'>): Promise<boolean> {
  const caller = await callerOf(request, access).catch(() => null);
  return caller?.kind === 'session' && caller.role === 'OWNER';
}
