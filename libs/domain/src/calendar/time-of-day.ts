import { IANAZone } from 'luxon';
import type { CalendarDay } from '../shared/vocabulary.js';
import { addDays, utcMidnight } from './days.js';
import { dayOf } from './zones.js';

/** What a clock shows, `HH:MM` from `00:00` to `23:59`. */
export type TimeOfDay = string;

const PATTERN = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whether the text is a time of day, such as `08:00`. */
export function isTimeOfDay(value: unknown): value is TimeOfDay {
  return typeof value === 'string' && PATTERN.test(value);
}

/** Minutes since the clock showed 00:00. */
function minutesOf(time: TimeOfDay): number {
  const parts = PATTERN.exec(time);
  if (!parts) throw new RangeError(`Not a time of day: ${JSON.stringify(time)}`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}

/**
 * The instant of the day at which the zone's clock shows the time: the first one where it shows it twice; where the clock
 * skips it, as much after the gap as the time lies within it.
 */
export function atTimeOfDay(day: CalendarDay, time: TimeOfDay, zone: string): Date {
  const iana = IANAZone.create(zone);
  const local = utcMidnight(day) + minutesOf(time) * MINUTE;
  const shows = (at: number): boolean => at + iana.offset(at) * MINUTE === local;
  const before = local - iana.offset(local - DAY) * MINUTE;
  const after = local - iana.offset(local + DAY) * MINUTE;
  return new Date(shows(before) || !shows(after) ? before : after);
}

/** The next instant after `after` at which the zone's clock shows the time. */
export function nextTimeOfDay(after: Date, time: TimeOfDay, zone: string): Date {
  let day = addDays(dayOf(after, zone), -1);
  for (;;) {
    const at = atTimeOfDay(day, time, zone);
    if (at > after) return at;
    day = addDays(day, 1);
  }
}

/** Whether the zone's clock shows a time from `from` on and before `to`; past midnight where `to` is the earlier one. */
export function isBetween(instant: Date, from: TimeOfDay, to: TimeOfDay, zone: string): boolean {
  const shown = instant.getTime() + IANAZone.create(zone).offset(instant.getTime()) * MINUTE;
  const minute = ((Math.floor(shown / MINUTE) % 1440) + 1440) % 1440;
  const [first, last] = [minutesOf(from), minutesOf(to)];
  return first <= last ? minute >= first && minute < last : minute >= first || minute < last;
}
