import type { CalendarDay } from '../shared/vocabulary.js';
import { remembered } from '../shared/remembered.js';
import { addDays, daysBetween, weekdayOf } from './days.js';
import { dayOf, endOfDay } from './zones.js';

/** Monday to Friday, as ISO weekdays. A workspace may set its own. */
export const DEFAULT_WORKING_DAYS: readonly number[] = [1, 2, 3, 4, 5];

/** When a workspace works. */
export interface WorkingCalendar {
  /** ISO weekdays, 1 (Monday) to 7 (Sunday), at least one. */
  workingDays: readonly number[];
  /** Days on which nobody works although their weekday is one. In any order; a day named twice is one day off. */
  holidays: readonly CalendarDay[];
}

/** Monday to Friday and no holidays: what counts where a workspace has set nothing. */
export const DEFAULT_WORKING_CALENDAR: WorkingCalendar = { workingDays: DEFAULT_WORKING_DAYS, holidays: [] };

function requireWorkingDays({ workingDays }: WorkingCalendar): ReadonlySet<number> {
  const week = new Set(workingDays);
  if (week.size === 0 || [...week].some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    throw new RangeError('Working days are ISO weekdays, 1 (Monday) to 7 (Sunday), at least one');
  return week;
}

/** The holidays that take a day of work away, each once, in order. */
const daysOff = remembered(({ holidays, workingDays }: WorkingCalendar): readonly CalendarDay[] =>
  [...new Set(holidays)].filter((day) => workingDays.includes(weekdayOf(day))).sort(),
);

/** Whether the day is one on which the workspace works. */
export function isWorkingDay(day: CalendarDay, calendar: WorkingCalendar = DEFAULT_WORKING_CALENDAR): boolean {
  return requireWorkingDays(calendar).has(weekdayOf(day)) && !calendar.holidays.includes(day);
}

/**
 * The working days after `from`, up to and including `to`: Friday to Monday is 1, Friday to Sunday is 0. Negative where
 * `to` is earlier. Counted by whole weeks: its cost grows with the holidays and not with the distance.
 */
export function workingDaysBetween(
  from: CalendarDay,
  to: CalendarDay,
  calendar: WorkingCalendar = DEFAULT_WORKING_CALENDAR,
): number {
  const week = requireWorkingDays(calendar);
  const distance = daysBetween(from, to);
  if (distance < 0) return -workingDaysBetween(to, from, calendar);
  const weekday = weekdayOf(from);
  let count = Math.floor(distance / 7) * week.size;
  for (let step = 1; step <= distance % 7; step += 1) if (week.has(((weekday - 1 + step) % 7) + 1)) count += 1;
  return count - daysOff(calendar).filter((day) => day > from && day <= to).length;
}

/**
 * The working day that is `count` working days after the day; Friday and 1 give Monday. With 0 the day itself, worked or
 * not. Throws RangeError for a negative count.
 */
export function addWorkingDays(
  day: CalendarDay,
  count: number,
  calendar: WorkingCalendar = DEFAULT_WORKING_CALENDAR,
): CalendarDay {
  const week = requireWorkingDays(calendar);
  if (!Number.isInteger(count) || count < 0) throw new RangeError('A count of working days is a whole number from 0');
  let current = addWeekdays(day, count, week);
  // Each day off up to there takes one day away, which moves the end and may bring the next day off within it.
  for (const off of daysOff(calendar)) if (off > day && off <= current) current = addWeekdays(current, 1, week);
  return current;
}

/** {@link addWorkingDays} without holidays. */
function addWeekdays(day: CalendarDay, count: number, week: ReadonlySet<number>): CalendarDay {
  // The last, partial week is walked, so that the answer is a working day.
  const wholeWeeks = count === 0 ? 0 : Math.floor((count - 1) / week.size);
  let current = addDays(day, wholeWeeks * 7);
  for (let left = count - wholeWeeks * week.size; left > 0;) {
    current = addDays(current, 1);
    if (week.has(weekdayOf(current))) left -= 1;
  }
  return current;
}

/**
 * The moment at which `count` whole working days have passed since the moment: the end, in the zone, of the working day
 * that is `count` after its day. What happened on a Thursday has waited 2 working days when Monday ends.
 */
export function endOfWorkingDays(moment: Date, count: number, calendar: WorkingCalendar, zone: string): Date {
  return endOfDay(addWorkingDays(dayOf(moment, zone), count, calendar), zone);
}

/**
 * The whole working days that have passed between two moments: `count` from {@link endOfWorkingDays} on. 0 where `now` is
 * earlier, or within the first of them.
 */
export function workingDaysPassed(since: Date, now: Date, calendar: WorkingCalendar, zone: string): number {
  const yesterday = addDays(dayOf(now, zone), -1);
  return Math.max(0, workingDaysBetween(dayOf(since, zone), yesterday, calendar));
}
