import { isCalendarDay, isTimeZone } from '../calendar/index.js';
import type { WorkingCalendar } from '../calendar/index.js';
import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, Refusal } from '../shared/vocabulary.js';
import { WORKSPACE_NAME_LIMIT } from './workspace.js';

/** What the owners of a workspace may change about it. */
export interface WorkspaceSettings extends WorkingCalendar {
  name: string;
  /** IANA name of the zone in which its working days begin and end. */
  timeZone: string;
  /** ISO weekdays, 1 (Monday) to 7 (Sunday), at least one; in order, each once. */
  workingDays: number[];
  /** In order, each once. */
  holidays: CalendarDay[];
  /** Whether a client's sponsor is told of an alert that nobody answers. */
  escalateToSponsor: boolean;
}

/** What is left out, or null, stays as it is. */
export type WorkspaceSettingsCommand = { [Key in keyof WorkspaceSettings]?: WorkspaceSettings[Key] | null };

/** Every look at an engagement reads them all; a practice's holidays of twenty years and more. */
export const MAX_HOLIDAYS = 400;

/**
 * The settings as they are from now on. Refused by field, all at once: a name that {@link readText} refuses,
 * INVALID_TIME_ZONE, INVALID_WORKING_DAYS, INVALID_DAY (`holidays.3`, counted from 0), and TOO_MANY holidays.
 */
export function decideWorkspaceSettings(
  command: WorkspaceSettingsCommand,
  current: WorkspaceSettings,
): Decided<WorkspaceSettings> {
  const refusals: Refusal[] = [];
  const name = readText(command.name ?? current.name, { field: 'name', what: 'the name', max: WORKSPACE_NAME_LIMIT });
  if (!name.ok) refusals.push(...name.refusals);
  const timeZone = command.timeZone ?? current.timeZone;
  if (!isTimeZone(timeZone))
    refusals.push({
      code: 'INVALID_TIME_ZONE',
      field: 'timeZone',
      message: 'The time zone is a name of the IANA database, such as Europe/Amsterdam.',
    });
  const workingDays = eachInOrder(command.workingDays ?? current.workingDays);
  if (workingDays.length === 0 || !workingDays.every(isWeekday))
    refusals.push({
      code: 'INVALID_WORKING_DAYS',
      field: 'workingDays',
      message: 'Working days are weekdays from 1 (Monday) to 7 (Sunday), at least one: 1, 2, 3, 4, 5.',
    });
  const holidays = command.holidays ?? current.holidays;
  refusals.push(...holidayRefusals(holidays));
  if (!name.ok || refusals.length > 0) return refused(...refusals);
  const escalateToSponsor = command.escalateToSponsor ?? current.escalateToSponsor;
  return decided({ name: name.value, timeZone, workingDays, holidays: eachInOrder(holidays), escalateToSponsor });
}

function holidayRefusals(holidays: readonly CalendarDay[]): Refusal[] {
  if (holidays.length > MAX_HOLIDAYS)
    return [
      {
        code: 'TOO_MANY',
        field: 'holidays',
        message: `A workspace keeps ${MAX_HOLIDAYS} holidays at the most; leave out those that are long past.`,
      },
    ];
  return holidays.flatMap((day, index) =>
    isCalendarDay(day)
      ? []
      : [
          {
            code: 'INVALID_DAY',
            field: `holidays.${index}`,
            message: 'The day is not a real one; write it as YYYY-MM-DD.',
          },
        ],
  );
}

function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

/** Days as text and weekdays below ten sort alike. */
function eachInOrder<T extends string | number>(items: readonly T[]): T[] {
  return [...new Set(items)].sort();
}
