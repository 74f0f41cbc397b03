import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadUserInput } from '../graphql/errors.js';
import { GRAPHQL_PATH } from './graphql-route.js';
import { refuse } from './refusal.js';
import { STREAM_PATH } from './stream-route.js';

const ASSETS = '/altair/';
const INIT = `${ASSETS}bicorne-init.js`;

/** The explorer's own policy: its parts come from here alone, like everything. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A browser that opens /graphql gets Altair, served from here; any other GET is refused: operations are posted. */
export async function explorerRoutes(scope: FastifyInstance): Promise<void> {
  const options = {
    baseURL: ASSETS,
    endpointURL: GRAPHQL_PATH,
    subscriptionsEndpoint: STREAM_PATH,
    initialSubscriptionRequestHandlerId: 'graphql-sse',
    disableAccount: true,
    initialSettings: {
      'alert.disableUpdateNotification': true,
      disablePushNotification: true,
      'banners.disable': true,
    },
    serveInitialOptionsInSeperateRequest: INIT,
  } as const;
  const render = async () => {
    const { renderAltair, renderInitSnippet } = await import('altair-static');
    return { page: renderAltair(options), init: renderInitSnippet(options) };
  };
  let rendered: ReturnType<typeof render> | undefined;
  const explorer = () => (rendered ??= render());

  scope.get(GRAPHQL_PATH, async (request, reply) => {
    if (!/\btext\/html\b/.test(request.headers.accept ?? '')) {
      void reply.header('allow', 'POST');
      return refuse(reply, [new BadUserInput('Operations are posted as JSON.')], 405);
    }
    const { page } = await explorer();
    return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page);
  });
  scope.get(INIT, async (_request, reply) => {
    const { init } = await explorer();
    return reply.type('text/javascript; charset=utf-8').send(init);
  });
  await scope.register(fastifyStatic, {
    // What its `getDistDirectory` says: half a megabyte is loaded for it, and most servers are never asked for it.
    root: join(dirname(fileURLToPath(import.meta.resolve('altair-static'))), 'dist'),
    prefix: ASSETS,
    decorateReply: false,
    index: false,
    maxAge: '1h',
    setHeaders: (reply) => void reply.header('content-security-policy', POLICY),
  });
}
