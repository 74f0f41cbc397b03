import { addDays, dayOf } from '../calendar/index.js';
import { SUBSTANTIVE_DEPTH } from '../deliverable/measure.js';
import type { Quarter } from '../engagement/quarter.js';
import { sum } from '../shared/sum.js';
import type { CalendarDay, DeliverableState } from '../shared/vocabulary.js';
import { planOf, quarterDays, valueOnDay } from './earned-schedule.js';
import { runningDays } from './running-days.js';
import type { DriftFacts } from './types.js';

/** A deliverable of one hat, with the revisions that counted at any time. */
export interface DeliverableHistory {
  state: DeliverableState;
  /** Number of the quarter in which it is planned. */
  quarter: number;
  dueOn: CalendarDay;
  weight: number;
  /** Each with the moment from which it counted, and its depth. In any order. */
  revisions: readonly { at: Date; depth: number }[];
}

/** A day at whose end the depth of the hat, or the slope of its plan, was another than before. */
export interface DepthPoint {
  on: CalendarDay;
  /** Depth of the plan, 0 to 100: by weight, what is not written at 0. Null as long as nothing is written. */
  depthOfPlan: number | null;
  /** The depth that the plan had for that day, 0 to 60: 60 × the share of the weight that was planned by its end. */
  planned: number;
}

/**
 * How the depth of one hat's plan grew over a quarter, for a chart: a point for the day before the quarter, for each day on which a
 * revision began to count, for each due day, and for the last day; in between the depth stays and the plan runs straight.
 * Ends today where the quarter still runs. At most one point a day. What was waived is left out, and so is what was written
 * after the quarter; what was written before it counts from its first point on. Empty where nothing is planned.
 *
 * @param deliverables of one hat; those of other quarters are passed over
 */
export function depthHistory(
  deliverables: readonly DeliverableHistory[],
  quarter: Quarter,
  time: Pick<DriftFacts, 'timeZone' | 'pauses' | 'workingCalendar'>,
  now: Date,
): DepthPoint[] {
  const planned = deliverables.filter((one) => one.quarter === quarter.number && one.state !== 'WAIVED');
  const today = dayOf(now, time.timeZone);
  const last = today < quarter.to ? today : quarter.to;
  if (planned.length === 0 || last < quarter.from) return [];

  const days = quarterDays(quarter, runningDays(time));
  const plan = planOf(planned, days);
  const total = plan.at(-1)?.value ?? 0;
  const first = addDays(quarter.from, -1);
  const written = planned.map(({ weight, revisions }) => ({ weight, days: byDay(revisions, time.timeZone, now) }));
  const within = (on: CalendarDay): boolean => on > first && on <= last;
  const changes = [
    ...written.flatMap((one) => one.days.map(({ on }) => on)),
    ...planned.map(({ dueOn }) => dueOn),
  ].filter(within);
  return [...new Set([first, ...changes, last])].sort().map((on) => {
    const depths = written.map((one) => ({ weight: one.weight, depth: depthAt(one.days, on) }));
    const isWritten = depths.some(({ depth }) => depth !== null);
    return {
      on,
      depthOfPlan: isWritten ? sum(depths.map(({ weight, depth }) => weight * (depth ?? 0))) / total : null,
      planned: (SUBSTANTIVE_DEPTH * valueOnDay(plan, days.through(on))) / total,
    };
  });
}

/** The depth at the end of each day on which a revision began to count, in order. */
function byDay(
  revisions: DeliverableHistory['revisions'],
  timeZone: string,
  now: Date,
): { on: CalendarDay; depth: number }[] {
  const ends = new Map<CalendarDay, number>();
  const inOrder = revisions
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.depth - b.depth);
  for (const { at, depth } of inOrder) ends.set(dayOf(at, timeZone), depth);
  return [...ends].map(([on, depth]) => ({ on, depth }));
}

function depthAt(days: readonly { on: CalendarDay; depth: number }[], on: CalendarDay): number | null {
  return days.findLast((day) => day.on <= on)?.depth ?? null;
}
