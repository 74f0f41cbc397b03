import { addDays, dayOf, formatDay, isCalendarDay, startOfDay } from '../calendar/index.js';
import { QUARTER_DAYS } from '../engagement/quarter.js';
import { readOptionalText, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { AlertState, CalendarDay, Decided, Refusal } from '../shared/vocabulary.js';

/** What a person can do about an alert. Nobody resolves one by hand: it resolves when its signal clears. */
export type AlertCommand =
  | { kind: 'ACKNOWLEDGE'; note?: string | null }
  /** `until` is a day in the engagement's time zone: the alert comes back as it begins. */
  | { kind: 'SNOOZE'; until: CalendarDay; reason: string };

/** What is to be saved. */
export interface AlertChange {
  state: AlertState;
  acknowledgedAt?: Date;
  snoozedUntil: Date | null;
  /** The note of an acknowledgement, or why it was snoozed. */
  reason: string | null;
}

/** Longest snooze, in days: what may rest for longer than a quarter is for a moved due date or a waiver. */
export const MAX_SNOOZE_DAYS = QUARTER_DAYS;

const NOTE_LIMIT = 2_000;

/**
 * An alert's transitions by hand: OPEN or SNOOZED → ACKNOWLEDGED; OPEN, ACKNOWLEDGED or SNOOZED → SNOOZED (Bicorne domain
 * language, Alerts).
 *
 * Refusal codes: ALREADY_ACKNOWLEDGED, RESOLVED, INVALID_DAY, NOT_LATER (the day has begun), TOO_FAR (over
 * {@link MAX_SNOOZE_DAYS} from today), and those of {@link readText} for a note or reason.
 */
export function answerAlert(
  command: AlertCommand,
  alert: { state: AlertState; timeZone: string },
  now: Date,
): Decided<AlertChange> {
  if (alert.state === 'RESOLVED')
    return refused({
      code: 'RESOLVED',
      field: 'driftAlertId',
      message: 'The alert is resolved: there is nothing left to do.',
    });
  switch (command.kind) {
    case 'ACKNOWLEDGE': {
      if (alert.state === 'ACKNOWLEDGED')
        return refused({
          code: 'ALREADY_ACKNOWLEDGED',
          field: 'driftAlertId',
          message: 'Someone has acknowledged this alert already.',
        });
      const note = readOptionalText(command.note, { field: 'note', what: 'the note', max: NOTE_LIMIT });
      if (!note.ok) return note;
      return decided({ state: 'ACKNOWLEDGED', acknowledgedAt: now, snoozedUntil: null, reason: note.value });
    }
    case 'SNOOZE': {
      const refusals = dayRefusals(command.until, dayOf(now, alert.timeZone));
      const reason = readText(command.reason, { field: 'reason', what: 'the reason', max: NOTE_LIMIT });
      if (!reason.ok) refusals.push(...reason.refusals);
      if (!reason.ok || refusals.length > 0) return refused(...refusals);
      const snoozedUntil = startOfDay(command.until, alert.timeZone);
      return decided({ state: 'SNOOZED', snoozedUntil, reason: reason.value });
    }
    default:
      return impossible(command);
  }
}

function dayRefusals(until: CalendarDay, today: CalendarDay): Refusal[] {
  const refusal = (code: string, message: string): Refusal[] => [{ code, field: 'until', message }];
  if (!isCalendarDay(until)) return refusal('INVALID_DAY', 'The day is not a real one; write it as YYYY-MM-DD.');
  if (until <= today) return refusal('NOT_LATER', 'An alert is snoozed until a day after today.');
  const last = addDays(today, MAX_SNOOZE_DAYS);
  if (until > last)
    return refusal('TOO_FAR', `An alert rests for ${MAX_SNOOZE_DAYS} days at most, until ${formatDay(last)}.`);
  return [];
}

function impossible(command: never): never {
  throw new Error(`Unknown alert command ${JSON.stringify(command)}`);
}
