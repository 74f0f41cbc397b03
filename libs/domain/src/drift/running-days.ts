/**
 * Days on which the engagement ran. What a rule counts in days stands still while the engagement is paused, so that
 * resuming finds nothing that was not found before: a day of a pause counts like a holiday.
 */
import type { WorkingCalendar } from '../calendar/index.js';
import { pausedDays } from '../engagement/paused-days.js';
import type { EngagementTime } from '../engagement/paused-days.js';
import { remembered } from '../shared/remembered.js';
import type { DriftFacts } from './types.js';

type Running = EngagementTime & Pick<DriftFacts, 'workingCalendar'>;

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** The workspace's working days on which the engagement was not paused. */
export const runningWorkingDays = remembered((facts: Running): WorkingCalendar => {
  const { workingDays, holidays } = facts.workingCalendar;
  return { workingDays, holidays: [...holidays, ...pausedDays(facts)] };
});

/** The calendar days on which the engagement was not paused, weekends and holidays included. */
export const runningDays = remembered((time: EngagementTime): WorkingCalendar => {
  return { workingDays: EVERY_DAY, holidays: pausedDays(time) };
});
