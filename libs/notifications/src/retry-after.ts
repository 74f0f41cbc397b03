import type { IncomingHttpHeaders } from 'node:http';

/**
 * For how many seconds a server asked to be left alone (RFC 9110, Retry-After): it says so in seconds, or as a moment.
 *
 * @param now in milliseconds, by which a moment is counted
 * @returns undefined where it does not ask, or in no way that can be read; 0 for a moment that has passed
 */
export function retryAfterOf(headers: IncomingHttpHeaders, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  // Of the three forms of a date that HTTP has, each begins with the name of a day.
  const moment = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now) / 1_000));
}
