import type { CalendarDay } from '../shared/vocabulary.js';

const MILLISECONDS_A_DAY = 86_400_000;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whole days since 1970-01-01, or null where the text is not a real day. Years 0001 to 9999. */
function epochDay(day: string): number | null {
  const parts = DAY_PATTERN.exec(day);
  if (!parts) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  // JavaScript rolls 30 February over into March: a real day survives the round trip.
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return real ? at.getTime() / MILLISECONDS_A_DAY : null;
}

function requireEpochDay(day: CalendarDay): number {
  const value = epochDay(day);
  if (value === null) throw new RangeError(`Not a calendar day: ${JSON.stringify(day)}`);
  return value;
}

function fromEpochDay(value: number): CalendarDay {
  const day = new Date(value * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
  if (!DAY_PATTERN.test(day) || day < '0001-01-01') throw new RangeError('Calendar day outside the years 0001 to 9999');
  return day;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`: 2028-02-29 is, 2026-02-30 is not. */
export function isCalendarDay(value: unknown): value is CalendarDay {
  return typeof value === 'string' && epochDay(value) !== null;
}

/** The day `count` days later (earlier where negative). Throws RangeError for a day that does not exist. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return fromEpochDay(requireEpochDay(day) + count);
}

/** Days from `from` to `to`: 0 on the same day, negative where `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return requireEpochDay(to) - requireEpochDay(from);
}

/** ISO weekday: Monday is 1, Sunday is 7. */
export function weekdayOf(day: CalendarDay): number {
  // 1970-01-01 was a Thursday, weekday 4.
  return ((((requireEpochDay(day) + 3) % 7) + 7) % 7) + 1;
}

/** Midnight UTC of the day, in milliseconds since 1970: the point from which a zone's offset is counted. */
export function utcMidnight(day: CalendarDay): number {
  return requireEpochDay(day) * MILLISECONDS_A_DAY;
}

// prettier-ignore
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const;

/** The day for a reader: `2026-03-12` is "12 March 2026". English, the same on every machine. */
export function formatDay(day: CalendarDay): string {
  requireEpochDay(day);
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`;
}
