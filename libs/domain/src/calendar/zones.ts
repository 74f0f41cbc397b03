import { IANAZone } from 'luxon';
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

/** Zones of engagements, not of input: `create` keeps what it made, where `isTimeZone` builds a formatter a call. */
function requireZone(zone: string): IANAZone {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) throw new RangeError(`Not a time zone: ${JSON.stringify(zone)}`);
  return iana;
}

/** The day that the zone's clock shows. Reckoned from the offset, which is cheaper than a DateTime. */
function shownDay(milliseconds: number, zone: IANAZone): CalendarDay {
  return new Date(milliseconds + zone.offset(milliseconds) * 60_000).toISOString().slice(0, 10);
}

/** The calendar day on which the instant falls in the zone. Throws RangeError for an unknown zone or no instant. */
export function dayOf(instant: Date, zone: string): CalendarDay {
  const iana = requireZone(zone);
  const milliseconds = instant.getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError('Not an instant');
  return shownDay(milliseconds, iana);
}

/**
 * The first instant of the day in the zone. Where the clock skips midnight, that is later than 00:00; where a zone
 * skipped the whole day (Apia, 30 December 2011), it is the first instant of the next.
 */
export function startOfDay(day: CalendarDay, zone: string): Date {
  const key = `${day} ${zone}`;
  const known = starts.get(key);
  if (known !== undefined) return new Date(known);
  const found = findStart(day, requireZone(zone));
  if (starts.size >= MOST_STARTS) starts.clear();
  starts.set(key, found);
  return new Date(found);
}

/**
 * The starts that were reckoned, in milliseconds. To ask a zone for its offset is to format a date: the rules of one engagement
 * ask for the same few days hundreds of times.
 */
const starts = new Map<string, number>();
/** Some megabytes; the days of a thousand engagements in ten zones are fewer. */
const MOST_STARTS = 20_000;

function findStart(day: CalendarDay, iana: IANAZone): number {
  const midnight = utcMidnight(day);
  const reached = (at: number): boolean => shownDay(at, iana) >= day;

  const guess = midnight - iana.offset(midnight - iana.offset(midnight) * 60_000) * 60_000;
  if (reached(guess) && !reached(guess - 1)) return guess;

  let before = midnight + EARLIEST_START;
  let after = midnight + LATEST_START;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reached(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** The first instant after the day in the zone: a moment is within the day while it is before this (half-open). */
export function endOfDay(day: CalendarDay, zone: string): Date {
  return startOfDay(addDays(day, 1), zone);
}
