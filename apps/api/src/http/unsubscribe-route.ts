import { stopEmail, stopsEmail } from '@bicorne/application';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PublicRouteOptions } from './calendar-route.js';
import { countedUnder } from './client-address.js';
import { originOf } from './graphql-route.js';

/** What mail programs send is 26 bytes; whatever else comes is not read. */
const BODY_LIMIT = 1_000;

/**
 * Stops the emails to one mailbox without a sign-in (RFC 8058): a mail program sends the POST by itself, a person by the
 * button of the screen at the same address. A GET changes nothing, for programs follow links to look at them.
 */
export function unsubscribeRoutes(scope: FastifyInstance, { context, limits }: PublicRouteOptions): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, async () => null);
  scope.post('/unsubscribe/:token', async (request: FastifyRequest<{ Params: { token: string } }>, reply) => {
    limits.take('unsubscribe', countedUnder(request));
    void reply.headers({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    const here = { ...context, origin: originOf(request) };
    const { token } = request.params;
    if (!stopsEmail(here, token) || !(await stopEmail(here, token)))
      return reply.code(404).type('text/plain; charset=utf-8').send('This address stops no emails here.\n');
    return reply.type('text/plain; charset=utf-8').send('No more emails about drift go to this mailbox.\n');
  });
}
