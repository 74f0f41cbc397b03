import { addDays, daysBetween } from '../calendar/index.js';
import type { CalendarDay } from '../shared/vocabulary.js';

/** Length of a quarter in calendar days. */
export const QUARTER_DAYS = 90;

export interface Quarter {
  /** 1 for the first; a renewal adds one. */
  number: number;
  /** First day. */
  from: CalendarDay;
  /** Last day, included. */
  to: CalendarDay;
}

/**
 * The last day of an engagement of that many quarters. The start day is day 0, so that "day 90" is 90 days later: it is
 * the last day, and what is due on day 90 is due on it.
 */
export function endsOn(startsOn: CalendarDay, quarters = 1): CalendarDay {
  return addDays(startsOn, QUARTER_DAYS * quarters);
}

/** The calendar day on which a template's due day falls. */
export function dueOn(startsOn: CalendarDay, dueDay: number): CalendarDay {
  return addDays(startsOn, dueDay);
}

/**
 * The quarter that the day belongs to, for what is counted per quarter. Day 0 and what an engagement that was taken over
 * brings from before its start count in the first; the second begins on day 91.
 */
export function quarterOf(startsOn: CalendarDay, day: CalendarDay): Quarter {
  const number = Math.max(1, Math.ceil(daysBetween(startsOn, day) / QUARTER_DAYS));
  const from = number === 1 ? startsOn : addDays(startsOn, QUARTER_DAYS * (number - 1) + 1);
  return { number, from, to: endsOn(startsOn, number) };
}
