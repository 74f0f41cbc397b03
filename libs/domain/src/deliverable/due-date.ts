import { addDays, dayOf, daysBetween, endOfDay, formatDay, isCalendarDay } from '../calendar/index.js';
import { pausedDays } from '../engagement/paused-days.js';
import type { EngagementTime } from '../engagement/paused-days.js';
import { refusalWhereOver } from '../engagement/over.js';
import { QUARTER_DAYS } from '../engagement/quarter.js';
import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, DeliverableState, EngagementState, Refusal } from '../shared/vocabulary.js';

/** What lateness looks at. */
export interface DueFacts {
  state: DeliverableState;
  /** The day that counts; a move that the sponsor has not acknowledged is not in it. */
  dueOn: CalendarDay;
  /** When the client last sent it back; null or absent where it never was. */
  sentBackAt?: Date | null;
}

const OWED: readonly DeliverableState[] = ['PLANNED', 'IN_PROGRESS', 'CHANGES_REQUESTED'];

/** Whether a submission is owed: it is not with the client, not accepted and not waived. */
export function isOwed(state: DeliverableState): boolean {
  return OWED.includes(state);
}

/**
 * The last day on which a submission is in time: the due day, or the day on which the client sent it back where that is
 * later, moved as a due day is by the pauses since. The days it lay with the client are so never held against the
 * practitioner.
 */
export function lastDayInTime(deliverable: DueFacts, time: EngagementTime): CalendarDay {
  if (!deliverable.sentBackAt) return deliverable.dueOn;
  const day = dayOf(deliverable.sentBackAt, time.timeZone);
  const sentBackOn = addDays(day, pausedDays(time).filter((paused) => paused >= day).length);
  return daysBetween(deliverable.dueOn, sentBackOn) > 0 ? sentBackOn : deliverable.dueOn;
}

/**
 * Calendar days between the last day in time and today in the engagement's time zone, 0 where it is not late. Late from
 * the first instant after the last day in time: due on the 12th, it is one day late from the midnight that begins the 13th.
 */
export function daysLate(deliverable: DueFacts, time: EngagementTime, now: Date): number {
  if (!isOwed(deliverable.state)) return 0;
  const lastDay = lastDayInTime(deliverable, time);
  if (now < endOfDay(lastDay, time.timeZone)) return 0;
  return Math.max(1, daysBetween(lastDay, dayOf(now, time.timeZone)));
}

export function isLate(deliverable: DueFacts, time: EngagementTime, now: Date): boolean {
  return daysLate(deliverable, time, now) > 0;
}

/** What a move of a due date looks at. */
export interface DueDateFacts {
  state: DeliverableState;
  engagementState: EngagementState;
  dueOn: CalendarDay;
  /** The day it was first due, which a move never changes. */
  originalDueOn: CalendarDay;
  /** A move that waits for the sponsor, or null. */
  pendingDueOn: CalendarDay | null;
  /** First day of the engagement. */
  startsOn: CalendarDay;
}

/** What is to be saved: the day that waits for the sponsor. Null where the move takes an earlier request back. */
export interface DueDateRequest {
  pendingDueOn: CalendarDay | null;
  reason: string;
}

/** Longest move: a deliverable that goes a whole quarter past its first due day belongs to the next quarter's plan. */
export const MAX_MOVE_DAYS = QUARTER_DAYS;

const REASON_LIMIT = 2_000;

/**
 * Asks for another due day. It counts only once a sponsor acknowledges it: until then `dueOn` stays what it is. Asking for
 * the day that counts already takes a waiting request back.
 *
 * Refusal codes: INVALID_DAY (not a real day), BEFORE_START, TOO_FAR (over {@link MAX_MOVE_DAYS} after the original day),
 * UNCHANGED, ALREADY_ACCEPTED, WAIVED, WRONG_STATE (the engagement is over), and those of {@link readText} for the reason.
 */
export function moveDueDate(
  command: { dueOn: CalendarDay; reason: string },
  facts: DueDateFacts,
): Decided<DueDateRequest> {
  const settled = settledRefusal(facts);
  if (settled) return refused(settled);
  const refusals: Refusal[] = [...dayRefusals(command.dueOn, facts)];
  const reason = readText(command.reason, { field: 'reason', what: 'the reason', max: REASON_LIMIT });
  if (!reason.ok) refusals.push(...reason.refusals);
  if (!reason.ok || refusals.length > 0) return refused(...refusals);
  return decided({ pendingDueOn: command.dueOn === facts.dueOn ? null : command.dueOn, reason: reason.value });
}

function dayRefusals(dueOn: CalendarDay, facts: DueDateFacts): Refusal[] {
  const refusal = (code: string, message: string): Refusal[] => [{ code, field: 'dueOn', message }];
  if (!isCalendarDay(dueOn)) return refusal('INVALID_DAY', 'The due date is not a real day; write it as YYYY-MM-DD.');
  if (dueOn === (facts.pendingDueOn ?? facts.dueOn))
    return refusal('UNCHANGED', `The due date is ${formatDay(dueOn)} already.`);
  if (dueOn < facts.startsOn)
    return refusal('BEFORE_START', `The engagement starts on ${formatDay(facts.startsOn)}; nothing is due before it.`);
  const last = addDays(facts.originalDueOn, MAX_MOVE_DAYS);
  if (dueOn > last)
    return refusal('TOO_FAR', `A due date moves by ${MAX_MOVE_DAYS} days at most, here to ${formatDay(last)}.`);
  return [];
}

/** What the answer to a waiting due date looks at. */
export type WaitingDueDateFacts = Pick<DueDateFacts, 'state' | 'engagementState' | 'pendingDueOn'>;

/**
 * The sponsor's acknowledgement: the waiting day counts from now on. Refusal codes: NOTHING_PENDING, ALREADY_ACCEPTED,
 * WAIVED, WRONG_STATE (the engagement is over).
 */
export function acknowledgeDueDate(facts: WaitingDueDateFacts): Decided<{ dueOn: CalendarDay; pendingDueOn: null }> {
  if (facts.pendingDueOn === null) return refused(NOTHING_PENDING);
  const settled = settledRefusal(facts);
  return settled ? refused(settled) : decided({ dueOn: facts.pendingDueOn, pendingDueOn: null });
}

/** The waiting day is taken back. Refusal codes: NOTHING_PENDING, WRONG_STATE (the engagement is over). */
export function withdrawDueDate({
  pendingDueOn,
  engagementState,
}: WaitingDueDateFacts): Decided<{ pendingDueOn: null }> {
  if (pendingDueOn === null) return refused(NOTHING_PENDING);
  const over = refusalWhereOver(engagementState, OVER);
  return over ? refused(over) : decided({ pendingDueOn: null });
}

/** Why the due date moves no more; null where it may. */
function settledRefusal({ state, engagementState }: Pick<DueDateFacts, 'state' | 'engagementState'>): Refusal | null {
  if (state === 'ACCEPTED' || state === 'WAIVED')
    return {
      code: state === 'ACCEPTED' ? 'ALREADY_ACCEPTED' : 'WAIVED',
      field: 'deliverableId',
      message: `The deliverable is ${state === 'ACCEPTED' ? 'accepted' : 'waived'}: it has no due date to move.`,
    };
  return refusalWhereOver(engagementState, OVER);
}

const OVER = { field: 'deliverableId', consequence: 'its due dates stay where they are' };
const NOTHING_PENDING: Refusal = {
  code: 'NOTHING_PENDING',
  field: 'deliverableId',
  message: 'No other due date waits to be acknowledged.',
};
