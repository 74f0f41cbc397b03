import { DateTime, IANAZone } from 'luxon';
import type { CalendarDay } from '../shared/vocabulary.js';
import { addDays, utcMidnight } from './days.js';

/** Offsets from UTC lie between -12 and +14 hours; one hour more on each side for changes of the clock. */
const EARLIEST_START = -15 * 3_600_000;
const LATEST_START = 13 * 3_600_000;

/** Whether the text names a time zone of the IANA database, such as `Europe/Amsterdam` or `UTC`. */
export function isTimeZone(value: unknown): value is string {
  // Newer runtimes also take offsets such as "+02:00", which PostgreSQL reads with the opposite sign.
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(value) && IANAZone.isValidZone(value);
}

function requireZone(zone: string): IANAZone {
  if (!isTimeZone(zone)) throw new RangeError(`Not a time zone: ${JSON.stringify(zone)}`);
  return IANAZone.create(zone);
}

/** The calendar day on which the instant falls in the zone. Throws RangeError for an unknown zone. */
export function dayOf(instant: Date, zone: string): CalendarDay {
  const day = DateTime.fromJSDate(instant, { zone: requireZone(zone) }).toISODate();
  if (day === null) throw new RangeError('Not an instant');
  return day;
}

/**
 * The first instant of the day in the zone. Where the clock skips midnight, that is later than 00:00; where a zone
 * skipped the whole day (Apia, 30 December 2011), it is the first instant of the next.
 */
export function startOfDay(day: CalendarDay, zone: string): Date {
  const iana = requireZone(zone);
  const midnight = utcMidnight(day);
  const reached = (at: number): boolean => DateTime.fromMillis(at, { zone: iana }).toISODate()! >= day;

  const guess = midnight - iana.offset(midnight - iana.offset(midnight) * 60_000) * 60_000;
  if (reached(guess) && !reached(guess - 1)) return new Date(guess);

  let before = midnight + EARLIEST_START;
  let after = midnight + LATEST_START;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reached(middle)) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** The first instant after the day in the zone: a moment is within the day while it is before this (half-open). */
export function endOfDay(day: CalendarDay, zone: string): Date {
  return startOfDay(addDays(day, 1), zone);
}
