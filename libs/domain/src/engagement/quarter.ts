import { addDays } from '../calendar/index.js';
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
 * The last day of the first quarter. The start day is day 0, so that "day 90" is 90 days later: it is the last day, and
 * what is due on day 90 is due on it.
 */
export function endsOn(startsOn: CalendarDay): CalendarDay {
  return addDays(startsOn, QUARTER_DAYS);
}

/** The calendar day on which a template's due day falls, counted from the first day of its quarter. */
export function dueOn(quarterFrom: CalendarDay, dueDay: number): CalendarDay {
  return addDays(quarterFrom, dueDay);
}

/** The quarter with which an engagement begins. */
export function firstQuarter(startsOn: CalendarDay): Quarter {
  return { number: 1, from: startsOn, to: endsOn(startsOn) };
}

/** The quarter that follows, from the next day on or from a later one; it counts its own days from its first. */
export function quarterAfter(last: Quarter, from: CalendarDay = addDays(last.to, 1)): Quarter {
  return { number: last.number + 1, from, to: endsOn(from) };
}

/** The last of the quarters, whatever their order. Throws where there is none: every engagement has one. */
export function lastQuarter(quarters: readonly Quarter[]): Quarter {
  const [last] = quarters.toSorted((a, b) => b.number - a.number);
  if (!last) throw new Error('An engagement has at least one quarter');
  return last;
}

/**
 * The quarter that a day belongs to, for what is counted per quarter: the last one that has begun. What an engagement
 * that was taken over brings from before its start counts in the first, and what comes after the end, or between two
 * quarters, in the one before it.
 */
export function quarterOn(quarters: readonly Quarter[], day: CalendarDay): Quarter {
  const begun = quarters.filter(({ from }) => from <= day);
  if (begun.length > 0) return lastQuarter(begun);
  const [first] = quarters.toSorted((a, b) => a.number - b.number);
  if (!first) throw new Error('An engagement has at least one quarter');
  return first;
}

/** The quarters after a pause that began on a day: the running one ends later, and those after it lie later. */
export function quartersAfterPause(quarters: readonly Quarter[], pausedOn: CalendarDay, days: number): Quarter[] {
  const running = quarterOn(quarters, pausedOn).number;
  return quarters.map((quarter) => ({
    number: quarter.number,
    from: quarter.number > running ? addDays(quarter.from, days) : quarter.from,
    to: quarter.number >= running ? addDays(quarter.to, days) : quarter.to,
  }));
}
