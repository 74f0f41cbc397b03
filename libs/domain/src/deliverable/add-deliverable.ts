import { dayOf, formatDay, isCalendarDay } from '../calendar/index.js';
import { hatsOf } from '../engagement/hats.js';
import { dueOn, firstQuarter, quarterOn } from '../engagement/quarter.js';
import type { Quarter } from '../engagement/quarter.js';
import type { CatalogueEntry, PlannedDeliverable } from '../engagement/types.js';
import { listOf } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, EngagementState, Hat, Refusal, Shape } from '../shared/vocabulary.js';

export interface AddDeliverableFacts {
  state: EngagementState;
  shape: Shape;
  startsOn: CalendarDay;
  timeZone: string;
  quarters: readonly Quarter[];
  /** What is planned already. */
  deliverables: readonly { key: string; quarter: number }[];
}

/** What is to be saved: one more deliverable of the running quarter. */
export interface AddedDeliverable extends PlannedDeliverable {
  quarter: number;
}

/**
 * Plans one more deliverable in the running quarter of a draft or a running engagement: under the template's hat unless
 * another is said, due on the template's day unless another is said. Where that day is over already, on the last day of
 * the quarter, so that nothing is late at once.
 *
 * Refusal codes: NOT_RUNNING, NOT_IN_SHAPE, TAKEN (once a quarter), INVALID_DAY, OUT_OF_RANGE.
 */
export function addDeliverable(
  command: { template: CatalogueEntry; hat?: Hat | null; dueOn?: CalendarDay | null },
  facts: AddDeliverableFacts,
  now: Date,
): Decided<AddedDeliverable> {
  const { template } = command;
  if (facts.state !== 'DRAFT' && facts.state !== 'ACTIVE')
    return refused({
      code: 'NOT_RUNNING',
      field: 'engagementId',
      message: 'Deliverables are added to an engagement that is a draft or runs.',
    });
  const today = dayOf(now, facts.timeZone);
  const quarter = facts.quarters.length > 0 ? quarterOn(facts.quarters, today) : firstQuarter(facts.startsOn);
  const hat = command.hat ?? template.hat;
  const refusals: Refusal[] = [];
  if (!hatsOf(facts.shape).includes(hat))
    refusals.push({
      code: 'NOT_IN_SHAPE',
      field: command.hat ? 'hat' : 'templateKey',
      message: `The engagement has no ${hat} hat: it has ${listOf(hatsOf(facts.shape))}.`,
    });
  if (facts.deliverables.some((planned) => planned.key === template.key && planned.quarter === quarter.number))
    refusals.push({
      code: 'TAKEN',
      field: 'templateKey',
      message: `"${template.title}" is planned in this quarter already: once a quarter.`,
    });
  const day = command.dueOn ?? dayIn(quarter, template.dueDay, today);
  if (command.dueOn) refusals.push(...dayRefusals(command.dueOn, quarter));
  if (refusals.length > 0) return refused(...refusals);
  const { key, title, weight } = template;
  return decided({ key, title, weight, hat, dueOn: day, quarter: quarter.number });
}

function dayIn(quarter: Quarter, dueDay: number, today: CalendarDay): CalendarDay {
  const planned = dueOn(quarter.from, dueDay);
  return planned >= today && planned <= quarter.to ? planned : quarter.to;
}

function dayRefusals(day: CalendarDay, { from, to }: Quarter): Refusal[] {
  if (!isCalendarDay(day))
    return [
      { code: 'INVALID_DAY', field: 'dueOn', message: 'The due date is not a real day; write it as YYYY-MM-DD.' },
    ];
  if (day >= from && day <= to) return [];
  return [
    {
      code: 'OUT_OF_RANGE',
      field: 'dueOn',
      message: `The due date lies in the quarter, from ${formatDay(from)} to ${formatDay(to)}.`,
    },
  ];
}
