export { addDays, daysBetween, formatDay, isCalendarDay, weekdayOf } from './days.js';
export {
  DEFAULT_WORKING_CALENDAR,
  DEFAULT_WORKING_DAYS,
  addWorkingDays,
  endOfWorkingDays,
  isWorkingDay,
  workingDaysBetween,
  workingDaysPassed,
} from './working-days.js';
export type { WorkingCalendar } from './working-days.js';
export { dayOf, endOfDay, isTimeZone, startOfDay } from './zones.js';
export { atTimeOfDay, isBetween, isTimeOfDay, nextTimeOfDay } from './time-of-day.js';
export type { TimeOfDay } from './time-of-day.js';
