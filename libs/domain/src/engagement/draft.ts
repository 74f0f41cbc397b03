import { isCalendarDay, isTimeZone } from '../calendar/index.js';
import { compareMoney, readMoney } from '../shared/money.js';
import { HATS, SHAPES, decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, Hat, Money, Refusal, Shape } from '../shared/vocabulary.js';
import { hatsOf } from './hats.js';
import { endsOn } from './quarter.js';
import type { HatAssignment } from './types.js';

/** A day per week is sold in quarters of a day at the least, and a week has five of them. */
export const MIN_DAYS_PER_WEEK = 0.25;
export const MAX_DAYS_PER_WEEK = 5;

/** An engagement may be taken over from the past; years outside these are a slip of the keyboard. */
const EARLIEST_START = '2000-01-01';
const LATEST_START = '2100-01-01';

export interface AssignmentInput {
  hat: Hat;
  practitionerId?: string | null;
  daysPerWeek: number;
  perDecisionLimit?: { amount: string; currency: string } | null;
  perQuarterLimit?: { amount: string; currency: string } | null;
}

export interface DraftEngagementCommand {
  shape: Shape;
  startsOn: string;
  /** Left out: the client's time zone, else the workspace's. */
  timeZone?: string | null;
  assignments: readonly AssignmentInput[];
}

export interface DraftEngagementFacts {
  /** Members of the workspace who may wear a hat. */
  practitionerIds: ReadonlySet<string>;
  /** The client's time zone, else the workspace's. */
  defaultTimeZone: string;
}

export interface DraftedEngagement {
  state: 'DRAFT';
  shape: Shape;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  timeZone: string;
  /** Of every limit; null where none is agreed yet. */
  currency: string | null;
  /** One for every hat of the shape, CTO first. */
  assignments: HatAssignment[];
}

/**
 * A draft that may be kept. It may be incomplete (a hat without practitioner or limits: readiness says so) but not wrong:
 * a hat that the shape does not have or that is assigned twice, an unknown practitioner, days outside 0.25 to 5, a day or
 * time zone that does not exist, limits in two currencies, or a limit per decision over that of the quarter are refused,
 * all at once, by field (`assignments.0.daysPerWeek`).
 */
export function draftEngagement(
  command: DraftEngagementCommand,
  facts: DraftEngagementFacts,
): Decided<DraftedEngagement> {
  if (!SHAPES.includes(command.shape))
    return refused({ code: 'INVALID', field: 'shape', message: `The shape is one of ${SHAPES.join(', ')}.` });

  const timeZone = command.timeZone ?? facts.defaultTimeZone;
  const refusals: Refusal[] = [...whenRefusals(command.startsOn, timeZone)];
  const hats = hatsOf(command.shape);
  const byHat = new Map<Hat, HatAssignment>();
  command.assignments.forEach((input, index) => {
    const field = `assignments.${index}`;
    const read = readAssignment(input, field, facts);
    if (!hats.includes(input.hat)) refusals.push(hatRefusal(input.hat, field));
    else if (byHat.has(input.hat))
      refusals.push({ code: 'DUPLICATE', field: `${field}.hat`, message: `The ${input.hat} hat is assigned twice.` });
    if (read.ok) byHat.set(input.hat, read.value);
    else refusals.push(...read.refusals);
  });
  const currencies = currenciesOf([...byHat.values()]);
  if (currencies.length > 1)
    refusals.push({
      code: 'MIXED_CURRENCIES',
      field: 'assignments',
      message: `Spending limits are agreed in one currency, not in ${currencies.join(' and ')}.`,
    });
  if (refusals.length > 0) return refused(...refusals);
  return decided({
    state: 'DRAFT',
    shape: command.shape,
    startsOn: command.startsOn,
    endsOn: endsOn(command.startsOn),
    timeZone,
    currency: currencies[0] ?? null,
    assignments: hats.map((hat) => byHat.get(hat) ?? unassigned(hat)),
  });
}

function unassigned(hat: Hat): HatAssignment {
  return { hat, practitionerId: null, daysPerWeek: 0, perDecisionLimit: null, perQuarterLimit: null };
}

function whenRefusals(startsOn: string, timeZone: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (!isCalendarDay(startsOn))
    refusals.push({
      code: 'INVALID_DAY',
      field: 'startsOn',
      message: 'The start is a day that exists, written year-month-day such as 2026-03-12.',
    });
  else if (startsOn < EARLIEST_START || startsOn >= LATEST_START)
    refusals.push({
      code: 'OUT_OF_RANGE',
      field: 'startsOn',
      message: `The start lies from ${EARLIEST_START} to before ${LATEST_START}.`,
    });
  if (!isTimeZone(timeZone))
    refusals.push({
      code: 'INVALID_TIME_ZONE',
      field: 'timeZone',
      message: 'The time zone is a name of the IANA database, such as Europe/Amsterdam.',
    });
  return refusals;
}

function hatRefusal(hat: Hat, field: string): Refusal {
  const message = HATS.includes(hat) ? `The shape has no ${hat} hat.` : `A hat is ${HATS.join(' or ')}.`;
  return { code: 'HAT_NOT_IN_SHAPE', field: `${field}.hat`, message };
}

function readAssignment(input: AssignmentInput, field: string, facts: DraftEngagementFacts): Decided<HatAssignment> {
  const refusals: Refusal[] = [];
  const practitionerId = input.practitionerId ?? null;
  if (practitionerId !== null && !facts.practitionerIds.has(practitionerId))
    refusals.push({
      code: 'UNKNOWN_PRACTITIONER',
      field: `${field}.practitionerId`,
      message: 'There is no such member in the workspace.',
    });
  refusals.push(...daysRefusals(input.daysPerWeek, `${field}.daysPerWeek`));
  const perDecisionLimit = readLimit(input.perDecisionLimit, `${field}.perDecisionLimit`, refusals);
  const perQuarterLimit = readLimit(input.perQuarterLimit, `${field}.perQuarterLimit`, refusals);
  refusals.push(...limitsReversed({ perDecisionLimit, perQuarterLimit }, `${field}.`));
  if (refusals.length > 0) return refused(...refusals);
  const daysPerWeek = Math.round(input.daysPerWeek * 100) / 100;
  return decided({ hat: input.hat, practitionerId, daysPerWeek, perDecisionLimit, perQuarterLimit });
}

/** Days per week that nobody sells. */
export function daysRefusals(daysPerWeek: number, field: string): Refusal[] {
  // The comparison is written so that NaN fails it.
  if (daysPerWeek >= MIN_DAYS_PER_WEEK && daysPerWeek <= MAX_DAYS_PER_WEEK) return [];
  return [
    {
      code: 'OUT_OF_RANGE',
      field,
      message: `Days per week lie from ${MIN_DAYS_PER_WEEK} to ${MAX_DAYS_PER_WEEK}.`,
    },
  ];
}

/** A limit per decision over that of the quarter. @param prefix what stands before the field's name */
export function limitsReversed(
  { perDecisionLimit, perQuarterLimit }: Pick<HatAssignment, 'perDecisionLimit' | 'perQuarterLimit'>,
  prefix: string,
): Refusal[] {
  if (!perDecisionLimit || !perQuarterLimit || perDecisionLimit.currency !== perQuarterLimit.currency) return [];
  if (compareMoney(perDecisionLimit, perQuarterLimit) <= 0) return [];
  return [
    {
      code: 'LIMITS_REVERSED',
      field: `${prefix}perDecisionLimit`,
      message: 'One decision cannot be allowed more than the whole quarter.',
    },
  ];
}

function readLimit(input: AssignmentInput['perDecisionLimit'], field: string, refusals: Refusal[]): Money | null {
  if (!input) return null;
  const money = readMoney(input, field);
  if (money.ok) return money.value;
  refusals.push(...money.refusals);
  return null;
}

/** The currencies that the limits are in, each once. */
export function currenciesOf(
  assignments: readonly { perDecisionLimit: Money | null; perQuarterLimit: Money | null }[],
): string[] {
  const limits = assignments.flatMap((assignment) => [assignment.perDecisionLimit, assignment.perQuarterLimit]);
  return [...new Set(limits.flatMap((limit) => (limit ? [limit.currency] : [])))];
}
