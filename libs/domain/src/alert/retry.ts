const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Seconds from one failed attempt at a delivery to the next: the schedule that Standard Webhooks proposes. Recipients
 * plan by it, so a change is told to them.
 */
export const RETRY_SCHEDULE: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The first attempt and one after each pause of the schedule. */
export const MAX_ATTEMPTS = RETRY_SCHEDULE.length + 1;

/**
 * Attempts of one delivery that may be lost with their worker and do not count towards {@link MAX_ATTEMPTS}: an outage of ours
 * is no fault of the recipient's. From here on they count, for it may be this delivery that ends the workers.
 */
export const MOST_LOST_ATTEMPTS = 50;

/** A pause is longer than the schedule says by up to this share, so that what failed together does not return together. */
export const RETRY_JITTER = 0.2;

/** The longest pause that a recipient can ask for, in seconds: as long as the longest of the schedule. */
export const MAX_RETRY_AFTER = 24 * HOUR;

/**
 * When a delivery is tried again whose attempt number `attempt` (from 1) failed at `now`; null where that was the last.
 *
 * @param random from 0 to 1
 * @param retryAfter seconds for which the recipient asked to be left alone: the later of both moments counts, and it asks
 *   for {@link MAX_RETRY_AFTER} at the most
 */
export function nextAttemptAt(attempt: number, now: Date, random: number, retryAfter = 0): Date | null {
  const pause = RETRY_SCHEDULE[attempt - 1];
  if (pause === undefined) return null;
  const asked = Math.min(Math.max(retryAfter, 0), MAX_RETRY_AFTER);
  const seconds = Math.max(pause, asked) * (1 + RETRY_JITTER * random);
  return new Date(now.getTime() + seconds * 1_000);
}
