import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that carries a session cookie comes from a page of ours. A browser says where it comes from; a
 * program that says nothing is not a page that somebody was lured to.
 */
export function comesFromUs(headers: IncomingHttpHeaders, trusted: readonly string[]): boolean {
  const { origin } = headers;
  if (origin !== undefined) return trusted.includes(origin);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
