import { ADDRESS_HEADER, COUNTED_HEADER, SIGN_IN_PATH, type Identity } from '@bicorne/identity';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressOf, countedUnder } from './client-address.js';

/** Far more than a sign-in needs. */
const MAX_BODY_BYTES = 64 * 1024;

export interface SignInRouteOptions {
  identity: Pick<Identity, 'handleSignIn'>;
  baseUrl: string;
}

/** Hands what is below the sign-in's path to it, with the address of the caller and under what it counts for the throttle. */
export function signInRoute(scope: FastifyInstance, { identity, baseUrl }: SignInRouteOptions): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, (_request, text, done) =>
    done(null, text),
  );
  scope.route({
    method: ['GET', 'POST'],
    url: `${SIGN_IN_PATH}/*`,
    handler: async (request, reply) => {
      const response = await identity.handleSignIn(webRequest(request, baseUrl));
      for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value);
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) void reply.header('set-cookie', cookies);
      return reply.code(response.status).send(await response.text());
    },
  });
}

function webRequest(request: FastifyRequest, baseUrl: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  headers.set(ADDRESS_HEADER, addressOf(request));
  headers.set(COUNTED_HEADER, countedUnder(request) ?? '');
  // Node's own fetch says `sec-fetch-mode` and nothing else of a browser; better-auth would take it for one that hides
  // its origin. Every browser that says the mode says the site as well.
  if (!headers.has('origin') && !headers.has('sec-fetch-site')) headers.delete('sec-fetch-mode');
  const body = typeof request.body === 'string' && request.body !== '' ? request.body : null;
  return new Request(new URL(request.url, baseUrl), { method: request.method, headers, body });
}
