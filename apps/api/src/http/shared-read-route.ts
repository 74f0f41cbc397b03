import { isShared, openSharedRead, TooMany, writtenReadPdf, type PublicContext } from '@bicorne/application';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimited } from '../graphql/errors.js';
import { countedUnder } from './client-address.js';
import { originOf } from './graphql-route.js';
import type { PublicLimits } from './public-limits.js';

export interface SharedReadOptions {
  context: Omit<PublicContext, 'origin'>;
  limits: PublicLimits;
  /** The page that finds its screen by itself. */
  page: () => Promise<string>;
}

const GONE = 'There is nothing at this address, or not any more.\n';

/** Whatever is below it, and however it is written: the screen that shows a read finds itself by these as well. */
const PATHS = ['/r/*', '/R/*'];

/** Of who has the address alone: no search engine, no cache, and no other site hears of it. */
const HEADERS = {
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * Written reads by their links: `/r/<secret>` is the page, and with `.md` or `.pdf` the document itself. A secret that is
 * unknown, expired or revoked answers 404, each alike.
 */
export function sharedReadRoutes(scope: FastifyInstance, options: SharedReadOptions): void {
  scope.setErrorHandler((error, _request, reply) => {
    const limited = error instanceof TooMany ? new RateLimited(error.retryAt, new Date()) : error;
    if (!(limited instanceof RateLimited)) throw error;
    return reply
      .code(429)
      .header('retry-after', String(limited.extensions['retryAfter']))
      .type('text/plain; charset=utf-8')
      .send(`${limited.message}\n`);
  });
  const give = async (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => {
    void reply.headers(HEADERS);
    options.limits.take('sharedRead', countedUnder(request));
    const file = request.params['*'];
    const [, secret = '', kind] = /^(.*?)(?:\.(md|pdf)|\/)?$/s.exec(file) ?? [];
    const context = { ...options.context, origin: originOf(request) };
    return kind === undefined
      ? sendPage(reply, options, await isShared(context, secret))
      : sendDocument(reply, context, secret, kind as 'md' | 'pdf');
  };
  // A HEAD would make the document and throw it away.
  for (const path of PATHS) scope.get(path, { exposeHeadRoute: false }, give);
}

async function sendPage(reply: FastifyReply, { page }: SharedReadOptions, found: boolean): Promise<FastifyReply> {
  // The page's own word on referrers would go before the header's.
  const html = (await page()).replace('name="referrer" content="same-origin"', 'name="referrer" content="no-referrer"');
  return reply
    .code(found ? 200 : 404)
    .type('text/html; charset=utf-8')
    .send(html);
}

async function sendDocument(
  reply: FastifyReply,
  context: PublicContext,
  secret: string,
  kind: 'md' | 'pdf',
): Promise<FastifyReply> {
  const read = await openSharedRead(context, secret);
  if (!read) return reply.code(404).type('text/plain; charset=utf-8').send(GONE);
  void reply.header('content-disposition', `inline; filename="written-read.${kind}"`);
  return kind === 'pdf'
    ? reply.type('application/pdf').send(await writtenReadPdf(context.services, read.parts))
    : reply.type('text/markdown; charset=utf-8').send(read.markdown);
}
