import type { JobLog, QueueServer } from '@bicorne/jobs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, type GraphqlRouteOptions } from '../http/graphql-route.js';
import type { Board } from './open-board.js';

export interface QueueBoardOptions extends Pick<GraphqlRouteOptions, 'identity' | 'origins'> {
  queues: QueueServer;
  log: JobLog;
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

/**
 * What the queues hold, to look at and not to change, for owners who are signed in; to everybody else there is nothing at
 * this address. Jobs are those of the whole installation, so what they carry is not shown: their names and errors are.
 * The board is opened when somebody first looks.
 */
export function queueBoardRoutes(scope: FastifyInstance, { queues, log, ...access }: QueueBoardOptions): void {
  let board: Promise<Board> | undefined;
  const open = async (): Promise<Board> => (await import('./open-board.js')).openBoard(queues, log);
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!(await isOwner(request, access)))
      return reply.code(404).type('text/plain').send('There is nothing at this address.');
    board ??= open();
    const { statusCode, headers, body } = await (await board).answer(request.url);
    return reply.code(statusCode).header('content-security-policy', POLICY).headers(headers).send(body);
  };
  scope.get(PATH, answer);
  scope.get(`${PATH}/*`, answer);
  scope.addHook('onClose', async () => (await board)?.close());
}

async function isOwner(
  request: FastifyRequest,
  access: Pick<QueueBoardOptions, 'identity' | 'origins'>,
): Promise<boolean> {
  const caller = await callerOf(request, access).catch(() => null);
  return caller?.kind === 'session' && caller.role === 'OWNER';
}
