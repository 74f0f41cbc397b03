import type { CalendarDay } from '../shared/vocabulary.js';
import { addDays, daysBetween, weekdayOf } from './days.js';

/** Monday to Friday, as ISO weekdays. A workspace may set its own. */
export const DEFAULT_WORKING_DAYS: readonly number[] = [1, 2, 3, 4, 5];

/** When a workspace works. */
export interface WorkingCalendar {
  /** ISO weekdays, 1 (Monday) to 7 (Sunday), at least one. */
  workingDays: readonly number[];
  /** Days on which nobody works although their weekday is one. */
  holidays: readonly CalendarDay[];
}

function requireWorkingDays(workingDays: readonly number[]): ReadonlySet<number> {
  const week = new Set(workingDays);
  if (week.size === 0 || [...week].some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    throw new RangeError('Working days are ISO weekdays, 1 (Monday) to 7 (Sunday), at least one');
  return week;
}

/** Whether the day is one on which the workspace works. */
export function isWorkingDay(day: CalendarDay, workingDays: readonly number[] = DEFAULT_WORKING_DAYS): boolean {
  return requireWorkingDays(workingDays).has(weekdayOf(day));
}

/**
 * The working days after `from`, up to and including `to`: Friday to Monday is 1, Friday to Sunday is 0. Negative where
 * `to` is earlier. Counted by whole weeks, so its cost does not grow with the distance.
 */
export function workingDaysBetween(
  from: CalendarDay,
  to: CalendarDay,
  workingDays: readonly number[] = DEFAULT_WORKING_DAYS,
): number {
  const week = requireWorkingDays(workingDays);
  const distance = daysBetween(from, to);
  if (distance < 0) return -workingDaysBetween(to, from, workingDays);
  const weekday = weekdayOf(from);
  let count = Math.floor(distance / 7) * week.size;
  for (let step = 1; step <= distance % 7; step += 1) if (week.has(((weekday - 1 + step) % 7) + 1)) count += 1;
  return count;
}

/**
 * The working day that is `count` working days after the day; Friday and 1 give Monday. With 0 the day itself, worked or
 * not. Throws RangeError for a negative count.
 */
export function addWorkingDays(
  day: CalendarDay,
  count: number,
  workingDays: readonly number[] = DEFAULT_WORKING_DAYS,
): CalendarDay {
  const week = requireWorkingDays(workingDays);
  if (!Number.isInteger(count) || count < 0) throw new RangeError('A count of working days is a whole number from 0');
  // The last, partial week is walked, so that the answer is a working day.
  const wholeWeeks = count === 0 ? 0 : Math.floor((count - 1) / week.size);
  let current = addDays(day, wholeWeeks * 7);
  for (let left = count - wholeWeeks * week.size; left > 0;) {
    current = addDays(current, 1);
    if (week.has(weekdayOf(current))) left -= 1;
  }
  return current;
}
