import type { Severity } from '../shared/vocabulary.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For how many days nothing but failures may come of an endpoint before it is disabled. */
export const FAILING_DAYS = 5;

/** For how many hours the secret before a rotation signs beside the new one: receivers change over in that time. */
export const SECRET_OVERLAP_HOURS = 24;

/** How the owners and partners are told that an endpoint was disabled: it waits for their digest, unless they chose otherwise. */
export const ENDPOINT_DISABLED_SEVERITY: Severity = 'WARNING';

/**
 * Whether an endpoint is given up at a failed attempt: everything that was sent to it for {@link FAILING_DAYS} days has
 * failed. Only a failure asks, so that an endpoint which is sent nothing is never given up.
 *
 * @param failingSince its first failure after the last thing that arrived
 */
export function isGivenUp(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= FAILING_DAYS * DAY_MS;
}

/** Until when the secret that is replaced now goes on signing. */
export function previousSecretUntil(now: Date): Date {
  return new Date(now.getTime() + SECRET_OVERLAP_HOURS * HOUR_MS);
}
