import { EgressClient } from '@bicorne/notifications';
import type { Services } from '../services.js';

/** Answers that have no body, by the rules of HTTP and of `Response`. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * `fetch` through the egress client: resolved once, checked, no redirect, limits of time and size. What a provider's answer
 * is cut off at is far more than a document about keys has.
 *
 * @throws Error with the client's sentence where a request is refused or fails
 */
export function fetchOutside(egressAllow: readonly string[]): Services['fetchOutside'] {
  const egress = new EgressClient({ allow: egressAllow });
  return async (url, { method, headers, body, signal }) => {
    const result = await egress.send({
      url,
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body: body == null ? undefined : await new Response(body).text(),
      signal,
    });
    if (!result.ok) throw new Error(result.message);
    const told = Object.entries(result.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return new Response(WITHOUT_BODY.includes(result.status) ? null : result.body, {
      status: result.status,
      headers: told,
    });
  };
}
