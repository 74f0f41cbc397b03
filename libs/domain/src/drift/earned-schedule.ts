/**
 * The earned schedule of a hat in a quarter: how far along its plan the work stands, told as a day of that plan.
 * Planned value is weight, growing evenly from one due day to the next; earned value is weight × min(1, depth ÷ 60),
 * whether handed in or still being written. Days are days on which the engagement ran: pauses are left out. Bicorne domain
 * language, Drift: Earned schedule.
 */
import { addDays, addWorkingDays, dayOf, workingDaysBetween } from '../calendar/index.js';
import type { WorkingCalendar } from '../calendar/index.js';
import { SUBSTANTIVE_DEPTH } from '../deliverable/measure.js';
import { hatsOf } from '../engagement/hats.js';
import { quarterOn } from '../engagement/quarter.js';
import type { Quarter } from '../engagement/quarter.js';
import { sum } from '../shared/sum.js';
import type { CalendarDay, Hat } from '../shared/vocabulary.js';
import { runningDays } from './running-days.js';
import type { DriftDeliverable, DriftFacts } from './types.js';

/** Of an engagement, what its schedule is reckoned from. */
export interface ScheduleFacts extends Pick<
  DriftFacts,
  'shape' | 'timeZone' | 'quarters' | 'pauses' | 'workingCalendar'
> {
  deliverables: readonly ScheduledDeliverable[];
}

export type ScheduledDeliverable = Pick<DriftDeliverable, 'hat' | 'state' | 'dueOn' | 'quarter' | 'weight' | 'depth'>;

/** How a hat stands against its plan for the quarter. */
export interface HatForecast {
  hat: Hat;
  /** Weight that the plan has by the end of yesterday. */
  plannedValue: number;
  /** Weight earned by now. */
  earnedValue: number;
  /** Weight of everything that is planned for the quarter, over 0 unless nothing is. */
  totalValue: number;
  /** Whole days of the quarter that are over. */
  day: number;
  /** The day of the plan at which the work stands: planned value was to be what is earned at its end. */
  earnedScheduleDay: number;
  /** The calendar day of it, the part of a day left out; the day before the quarter where nothing is earned. */
  earnedScheduleOn: CalendarDay;
  /** Schedule performance, SPI(t): `earnedScheduleDay` ÷ `day`. Null on the first day, and where nothing is planned. */
  spi: number | null;
  /** The day on which the quarter's work is done at that pace; null where no end can be told. */
  forecastOn: CalendarDay | null;
  /** Last day of the quarter. */
  endsOn: CalendarDay;
}

/** A pace that takes longer than so many quarters tells no end. */
const LONGEST_FORECAST = 4;
/** A hair less than a day, so that the last digits of a division make no new day. */
const HAIR = 1e-9;

/**
 * The forecast of the running quarter, hat by hat, CTO first. Before the start that is the first quarter, after the end the
 * last. What was waived is not planned any more. A paused engagement is to be asked about the moment of its pause.
 */
export function quarterForecast(facts: ScheduleFacts, now: Date): { quarter: Quarter; hats: HatForecast[] } {
  const quarter = runningQuarter(facts, now);
  return { quarter, hats: hatsOf(facts.shape).map((hat) => hatSchedule(facts, hat, now).forecast) };
}

/** The quarter that runs on the day of the moment. */
export function runningQuarter({ quarters, timeZone }: Pick<DriftFacts, 'quarters' | 'timeZone'>, now: Date): Quarter {
  return quarterOn(quarters, dayOf(now, timeZone));
}

/** What rules read from a hat's schedule. */
export interface HatSchedule {
  quarter: Quarter;
  /** Length of the quarter in days, pauses left out. */
  length: number;
  forecast: HatForecast;
  /** Share of the quarter's weight that is planned by the end of yesterday, 0 to 1; 0 where nothing is planned. */
  plannedFraction: number;
  /** Depth of the plan: of the quarter's work by weight, what is not written at 0. Null where nothing is planned. */
  depthOfPlan: number | null;
  /** The day on which what is due then is done at the hat's pace; null where no end can be told. */
  forecastOf(dueOn: CalendarDay): CalendarDay | null;
}

/** The schedule of one hat in the running quarter. */
export function hatSchedule(facts: ScheduleFacts, hat: Hat, now: Date): HatSchedule {
  const quarter = runningQuarter(facts, now);
  const days = quarterDays(quarter, runningDays(facts));
  const planned = facts.deliverables.filter(
    (one) => one.hat === hat && one.quarter === quarter.number && one.state !== 'WAIVED',
  );
  const curve = planOf(planned, days);
  const total = curve.at(-1)?.value ?? 0;
  const day = Math.max(0, days.through(addDays(dayOf(now, facts.timeZone), -1)));
  const earnedValue = sum(planned.map((one) => one.weight * earnedShare(one)));
  const earnedScheduleDay = dayOfValue(curve, earnedValue);
  const spi = day === 0 || total === 0 ? null : earnedScheduleDay / day;
  const length = days.through(quarter.to);
  const forecastOn = (plannedDay: number): CalendarDay | null => {
    if (spi === null || plannedDay > spi * LONGEST_FORECAST * length) return null;
    return days.at(Math.max(day + 1, Math.ceil(plannedDay / spi - HAIR)));
  };
  const plannedValue = valueOnDay(curve, day);
  return {
    quarter,
    length,
    forecast: {
      hat,
      plannedValue,
      earnedValue,
      totalValue: total,
      day,
      earnedScheduleDay,
      earnedScheduleOn: days.at(Math.floor(earnedScheduleDay + HAIR)),
      spi,
      forecastOn: forecastOn(curve.at(-1)?.day ?? 0),
      endsOn: quarter.to,
    },
    plannedFraction: total === 0 ? 0 : plannedValue / total,
    depthOfPlan: total === 0 ? null : sum(planned.map(({ weight, depth }) => weight * (depth ?? 0))) / total,
    forecastOf: (dueOn) => forecastOn(plannedDayOf(dueOn, days)),
  };
}

/** How much of its weight a deliverable has earned, 0 to 1. */
export function earnedShare({ depth }: Pick<DriftDeliverable, 'depth'>): number {
  return Math.min(1, (depth ?? 0) / SUBSTANTIVE_DEPTH);
}

/** A point of the plan: at the end of that day so much weight is planned to be earned. */
export interface PlanPoint {
  day: number;
  value: number;
}

/** The days of a quarter, counted from 1 for its first, pauses left out. */
export interface QuarterDays {
  /** How many are over at the end of the calendar day; under 0 before the quarter. */
  through(on: CalendarDay): number;
  /** The calendar day of that number, from 1. */
  at(number: number): CalendarDay;
}

export function quarterDays({ from }: Quarter, running: WorkingCalendar): QuarterDays {
  const before = addDays(from, -1);
  return {
    through: (on) => workingDaysBetween(before, on, running),
    at: (number) => addWorkingDays(before, number, running),
  };
}

/** The plan: a point for each due day, in order, with the weight that is planned by its end. */
export function planOf(
  deliverables: readonly Pick<ScheduledDeliverable, 'dueOn' | 'weight'>[],
  days: QuarterDays,
): PlanPoint[] {
  const weights = new Map<number, number[]>();
  for (const { dueOn, weight } of deliverables) {
    const day = plannedDayOf(dueOn, days);
    weights.set(day, [...(weights.get(day) ?? []), weight]);
  }
  let value = 0;
  return [...weights]
    .sort(([a], [b]) => a - b)
    .map(([day, due]) => {
      value += sum(due);
      return { day, value };
    });
}

/** What was due before the quarter began is planned for its first day. */
function plannedDayOf(dueOn: CalendarDay, days: QuarterDays): number {
  return Math.max(1, days.through(dueOn));
}

const ORIGIN: PlanPoint = { day: 0, value: 0 };

/** The weight that is planned by the end of the day. */
export function valueOnDay(plan: readonly PlanPoint[], day: number): number {
  const next = plan.findIndex((point) => point.day > day);
  const after = plan[next];
  if (!after) return plan.at(-1)?.value ?? 0;
  const before = plan[next - 1] ?? ORIGIN;
  return before.value + ((after.value - before.value) * (day - before.day)) / (after.day - before.day);
}

/** The day, with fractions, by whose end that weight was planned: the last day of the plan where all of it is earned. */
function dayOfValue(plan: readonly PlanPoint[], value: number): number {
  const next = plan.findIndex((point) => point.value > value);
  const after = plan[next];
  if (!after) return plan.at(-1)?.day ?? 0;
  const before = plan[next - 1] ?? ORIGIN;
  return before.day + ((value - before.value) * (after.day - before.day)) / (after.value - before.value);
}
