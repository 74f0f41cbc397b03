export { addDays, daysBetween, formatDay, isCalendarDay, weekdayOf } from './days.js';
export { DEFAULT_WORKING_DAYS, addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.js';
export { dayOf, endOfDay, isTimeZone, startOfDay } from './zones.js';
