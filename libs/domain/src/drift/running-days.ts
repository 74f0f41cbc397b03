/**
 * Days on which the engagement ran. What a rule counts in days stands still while the engagement is paused, so that
 * resuming finds nothing that was not found before: a day of a pause counts like a holiday.
 */
import { addDays, dayOf, daysBetween } from '../calendar/index.js';
import type { WorkingCalendar } from '../calendar/index.js';
import type { CalendarDay } from '../shared/vocabulary.js';
import type { DriftFacts } from './types.js';

type Running = Pick<DriftFacts, 'timeZone' | 'pauses' | 'workingCalendar'>;

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** The workspace's working days on which the engagement was not paused. */
export function runningWorkingDays(facts: Running): WorkingCalendar {
  const { workingDays, holidays } = facts.workingCalendar;
  return { workingDays, holidays: [...holidays, ...pausedDays(facts)] };
}

/** The calendar days on which the engagement was not paused, weekends and holidays included. */
export function runningDays(facts: Running): WorkingCalendar {
  return { workingDays: EVERY_DAY, holidays: pausedDays(facts) };
}

/**
 * The days by which a pause moves due dates, each once: from the day on which it began, up to and not including the day on
 * which it ended. A pause within one day takes none.
 */
function pausedDays({ pauses = [], timeZone }: Running): CalendarDay[] {
  const days = new Set<CalendarDay>();
  for (const { from, to } of pauses) {
    const first = dayOf(from, timeZone);
    const length = daysBetween(first, dayOf(to, timeZone));
    for (let passed = 0; passed < length; passed += 1) days.add(addDays(first, passed));
  }
  return [...days];
}
