import { openCalendar, type PublicContext } from '@bicorne/application';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { countedUnder } from './client-address.js';
import { originOf } from './graphql-route.js';
import type { PublicLimits } from './public-limits.js';

export interface PublicRouteOptions {
  context: Omit<PublicContext, 'origin'>;
  limits: PublicLimits;
}

/** Of who has the address alone: no search engine, no cache of others, and no other site hears of it. */
const HEADERS = {
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
};

/**
 * A person's due dates by the secret address of their calendar, `/calendar/<secret>.ics`. A secret that is unknown, renewed
 * or revoked answers 404, each alike. Calendars ask again and again: what has not changed answers 304.
 */
export function calendarRoutes(scope: FastifyInstance, { context, limits }: PublicRouteOptions): void {
  scope.get(
    '/calendar/*',
    { exposeHeadRoute: false },
    async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
      void reply.headers(HEADERS);
      limits.take('calendar', countedUnder(request));
      const secret = /^([^/]*)\.ics$/.exec(request.params['*'])?.[1];
      const origin = originOf(request);
      const calendar = secret === undefined ? null : await openCalendar({ ...context, origin }, secret);
      if (calendar === null)
        return reply
          .code(404)
          .type('text/plain; charset=utf-8')
          .send('There is no calendar at this address, or not any more.\n');
      const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
      void reply.header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('text/calendar; charset=utf-8').send(calendar);
    },
  );
}
