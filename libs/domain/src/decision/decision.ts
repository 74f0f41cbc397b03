import { dayOf, formatDay, isCalendarDay } from '../calendar/index.js';
import { AREA_LIMIT, canonicalArea } from '../charter/areas.js';
import { hatsOf } from '../engagement/hats.js';
import { readMoney } from '../shared/money.js';
import { readOptionalText, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, EngagementState, Hat, Money, Refusal, Shape } from '../shared/vocabulary.js';
import { closedLog } from './standing.js';

const TITLE_LIMIT = 200;
const TEXT_LIMIT = 20_000;
const OPTION_LIMIT = 2_000;
const OPTIONS_LIMIT = 20;
const VENDOR_LIMIT = 200;

/** A decision may be logged long after it was taken; a year before this one is a slip of the keyboard. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');

/** How far a writer's clock may run ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

export interface DecisionCommand {
  area: string;
  hatWorn: Hat | 'JOINT';
  title: string;
  decision: string;
  rationale: string;
  options: readonly string[];
  decidedAt: Date;
  spend?: { amount: string; currency: string } | null;
  vendor?: string | null;
  revisitOn?: string | null;
}

export interface DecisionDetails {
  area: string;
  hatWorn: Hat | 'JOINT';
  title: string;
  decision: string;
  rationale: string;
  options: string[];
  decidedAt: Date;
  spend: Money | null;
  vendor: string | null;
  revisitOn: CalendarDay | null;
}

export interface RecordFacts {
  shape: Shape;
  state: EngagementState;
  /** IANA name of the engagement's zone, in which the day of the decision is told. */
  timeZone: string;
  currency: string;
  /** The earlier decision of the same engagement that this one replaces. */
  supersedes?: { decidedAt: Date; supersededByTitle: string | null } | null;
}

/**
 * A decision that may be logged. It may be taken under the wrong hat or over a limit (the drift rules say so) but not be
 * incomplete: refused by field, all at once, are a missing text, a hat that the shape does not have (HAT_NOT_IN_SHAPE), a
 * moment that is still to come (IN_FUTURE) or before 2000 (OUT_OF_RANGE), another currency than the engagement's
 * (WRONG_CURRENCY), a day to look again that does not exist or is before the decision's own (BEFORE_DECISION), and an earlier
 * decision that another one has replaced (ALREADY_SUPERSEDED) or that is later (NOT_EARLIER). Bicorne domain language,
 * Charter and decisions.
 */
export function recordDecision(command: DecisionCommand, facts: RecordFacts, now: Date): Decided<DecisionDetails> {
  const closed = closedLog(facts.state);
  if (closed) return refused(closed);
  const area = readText(command.area, { field: 'area', what: 'the area', max: AREA_LIMIT });
  const title = readText(command.title, { field: 'title', what: 'the title', max: TITLE_LIMIT });
  const decision = readText(command.decision, { field: 'decision', what: 'the decision', max: TEXT_LIMIT });
  const rationale = readText(command.rationale, { field: 'rationale', what: 'the rationale', max: TEXT_LIMIT });
  const vendor = readOptionalText(command.vendor, { field: 'vendor', what: 'the vendor', max: VENDOR_LIMIT });
  const options = readOptions(command.options);
  const spend = command.spend ? readMoney(command.spend, 'spend') : decided(null);
  const reads = [area, title, decision, rationale, vendor, options, spend];
  const refusals: Refusal[] = reads.flatMap((read) => (read.ok ? [] : read.refusals));
  refusals.push(
    ...hatRefusals(command.hatWorn, facts.shape),
    ...timeRefusals(command, facts.timeZone, now),
    ...supersessionRefusals(command.decidedAt, facts.supersedes ?? null),
  );
  if (spend.ok && spend.value && spend.value.currency !== facts.currency)
    refusals.push({
      code: 'WRONG_CURRENCY',
      field: 'spend',
      message: `Spend is logged in the engagement's currency, ${facts.currency}.`,
    });
  if (
    !area.ok ||
    !title.ok ||
    !decision.ok ||
    !rationale.ok ||
    !vendor.ok ||
    !options.ok ||
    !spend.ok ||
    refusals.length > 0
  )
    // prettier-ignore
    return refused(...refusals);
  return decided({
    area: canonicalArea(area.value),
    hatWorn: command.hatWorn,
    title: title.value,
    decision: decision.value,
    rationale: rationale.value,
    options: options.value,
    decidedAt: command.decidedAt,
    spend: spend.value,
    vendor: vendor.value,
    revisitOn: command.revisitOn ?? null,
  });
}

function readOptions(options: readonly string[]): Decided<string[]> {
  if (options.length > OPTIONS_LIMIT)
    return refused({ code: 'OUT_OF_RANGE', field: 'options', message: `Name ${OPTIONS_LIMIT} options at the most.` });
  const reads = options.map((option, index) =>
    readText(option, { field: `options.${index}`, what: 'the option', max: OPTION_LIMIT }),
  );
  const refusals = reads.flatMap((read) => (read.ok ? [] : read.refusals));
  return refusals.length > 0 ? refused(...refusals) : decided(reads.flatMap((read) => (read.ok ? [read.value] : [])));
}

function hatRefusals(hatWorn: Hat | 'JOINT', shape: Shape): Refusal[] {
  const hats = hatsOf(shape);
  const there = hatWorn === 'JOINT' ? hats.length === 2 : hats.includes(hatWorn);
  return there
    ? []
    : [
        {
          code: 'HAT_NOT_IN_SHAPE',
          field: 'hatWorn',
          message: `The engagement has only the ${hats.join(' and ')} hat.`,
        },
      ];
}

function supersessionRefusals(decidedAt: Date, earlier: RecordFacts['supersedes'] | null): Refusal[] {
  if (!earlier) return [];
  const refusal = (code: string, message: string): Refusal[] => [{ code, field: 'supersedesId', message }];
  if (earlier.supersededByTitle !== null)
    return refusal(
      'ALREADY_SUPERSEDED',
      `The decision “${earlier.supersededByTitle}” took its place already: supersede that one.`,
    );
  if (decidedAt < earlier.decidedAt)
    return refusal('NOT_EARLIER', 'A decision takes the place of one that was taken before it.');
  return [];
}

function timeRefusals({ decidedAt, revisitOn }: DecisionCommand, timeZone: string, now: Date): Refusal[] {
  const refusals: Refusal[] = [];
  if (Number.isNaN(decidedAt.getTime()) || decidedAt.getTime() > now.getTime() + CLOCK_SKEW_MS)
    refusals.push({
      code: 'IN_FUTURE',
      field: 'decidedAt',
      message: 'A decision is logged once it is taken, not before.',
    });
  else if (decidedAt < EARLIEST)
    refusals.push({ code: 'OUT_OF_RANGE', field: 'decidedAt', message: 'The decision was taken in 2000 or later.' });
  else if (revisitOn && isCalendarDay(revisitOn) && revisitOn < dayOf(decidedAt, timeZone))
    refusals.push({
      code: 'BEFORE_DECISION',
      field: 'revisitOn',
      message: `The decision was taken on ${formatDay(dayOf(decidedAt, timeZone))}: it is looked at again on that day or later.`,
    });
  if (revisitOn && !isCalendarDay(revisitOn))
    refusals.push({
      code: 'INVALID_DAY',
      field: 'revisitOn',
      message: 'The day to look again is a day that exists, written year-month-day such as 2026-03-12.',
    });
  return refusals;
}
