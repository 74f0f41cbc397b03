import { addDays, dayOf, formatDay, isCalendarDay } from '../calendar/index.js';
import { listOf } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { CalendarDay, Decided, Refusal } from '../shared/vocabulary.js';
import { hatsOf } from './hats.js';
import { QUARTER_DAYS, dueOn, lastQuarter, quarterAfter } from './quarter.js';
import type { Quarter } from './quarter.js';
import type { CatalogueEntry, EngagementChange, EngagementFacts, PlannedDeliverable, Renewal } from './types.js';

/**
 * A further quarter after the last one, which must have begun (TOO_EARLY), with what the hats owe in it. Refused by field,
 * all at once: a first day that is not one, that lies in the last quarter or more than a quarter after it (OUT_OF_RANGE); a
 * template that does not exist (UNKNOWN_TEMPLATE), is chosen twice (DUPLICATE) or belongs to a hat that the shape does not
 * have (HAT_NOT_IN_SHAPE); a hat that would owe nothing (REQUIRED). Bicorne domain language, Engagement.
 */
export function renew(renewal: Renewal, facts: EngagementFacts, now: Date): Decided<EngagementChange> {
  const last = lastQuarter(facts.quarters);
  if (dayOf(now, facts.timeZone) < last.from)
    return refused({
      code: 'TOO_EARLY',
      field: 'engagementId',
      message: `Quarter ${last.number} has not begun: renew from ${formatDay(last.from)} on.`,
    });
  const from = renewal.startsOn ?? addDays(last.to, 1);
  const chosen = renewal.templates.map((key) => renewal.catalogue.find((entry) => entry.key === key));
  const refusals = [...dayRefusals(from, last), ...templateRefusals(renewal, chosen)];
  if (refusals.length > 0) return refused(...refusals);
  const quarter = quarterAfter(last, from);
  return decided({
    state: facts.state,
    endsOn: quarter.to,
    addedQuarter: quarter,
    planned: chosen.flatMap((entry) => (entry ? [plannedIn(quarter, entry)] : [])),
  });
}

function plannedIn(quarter: Quarter, { key, hat, title, dueDay, weight }: CatalogueEntry): PlannedDeliverable {
  return { key, hat, title, dueOn: dueOn(quarter.from, dueDay), weight };
}

function dayRefusals(from: CalendarDay, last: Quarter): Refusal[] {
  if (!isCalendarDay(from))
    return [
      {
        code: 'INVALID_DAY',
        field: 'startsOn',
        message: 'The first day is a day that exists, written year-month-day such as 2026-03-12.',
      },
    ];
  const [earliest, latest] = [addDays(last.to, 1), addDays(last.to, QUARTER_DAYS)];
  if (from >= earliest && from <= latest) return [];
  return [
    {
      code: 'OUT_OF_RANGE',
      field: 'startsOn',
      message: `The new quarter begins after the last one, from ${formatDay(earliest)} to ${formatDay(latest)}.`,
    },
  ];
}

function templateRefusals(
  { shape, templates, catalogue }: Renewal,
  chosen: readonly (CatalogueEntry | undefined)[],
): Refusal[] {
  const hats = hatsOf(shape);
  const keysOf = (hat: CatalogueEntry['hat']): string =>
    listOf(
      catalogue.filter((entry) => entry.hat === hat).map(({ key }) => key),
      'or',
    );
  const refusals: Refusal[] = [];
  templates.forEach((key, index) => {
    const field = `templates.${index}`;
    const entry = chosen[index];
    if (!entry)
      refusals.push({
        code: 'UNKNOWN_TEMPLATE',
        field,
        message: `There is no template "${key}". Choose from ${hats.map(keysOf).join(', ')}.`,
      });
    else if (templates.indexOf(key) < index)
      refusals.push({ code: 'DUPLICATE', field, message: `The template "${key}" is chosen twice: once a quarter.` });
    else if (!hats.includes(entry.hat))
      refusals.push({
        code: 'HAT_NOT_IN_SHAPE',
        field,
        message: `The template "${key}" is for the ${entry.hat} hat, which the engagement does not have.`,
      });
  });
  for (const hat of hats)
    if (!chosen.some((entry) => entry?.hat === hat))
      refusals.push({
        code: 'REQUIRED',
        field: 'templates',
        message: `The ${hat} hat would owe nothing in the new quarter: choose at least one of ${keysOf(hat)}.`,
      });
  return refusals;
}
