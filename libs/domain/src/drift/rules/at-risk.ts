import { dayOf, daysBetween, endOfDay, workingDaysBetween } from '../../calendar/index.js';
import { daysLate, isOwed, lastDayInTime } from '../../deliverable/due-date.js';
import { CRITICAL_SECTION_DEPTH } from '../../deliverable/measure.js';
import { compareText, counted, listOf } from '../../shared/text.js';
import { HATS } from '../../shared/vocabulary.js';
import type { CalendarDay, Hat } from '../../shared/vocabulary.js';
import { isUnder } from '../compare.js';
import { earnedShare, hatSchedule } from '../earned-schedule.js';
import type { HatSchedule } from '../earned-schedule.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal, SignalFigure } from '../types.js';
import { dayInText, depthInText, figure, named } from '../wording.js';

/** Share of the quarter that has to be over before a pace can be told from it. */
export const PACE_TOLD_FROM = 0.15;
/** SPI(t) under which a hat is behind its plan. */
export const BEHIND_PLAN_SPI = 0.9;
/** Working days past the due day that a forecast may be, since no forecast is that exact. */
export const FORECAST_SLACK_WORKING_DAYS = 2;
/** Calendar days before the due day within which the critical sections have to stand. */
export const DUE_SOON_DAYS = 7;
/** Calendar days before the due day from which a forecast past it is a warning; earlier it is a notice. */
export const FORECAST_WARNING_DAYS = 30;

/**
 * A deliverable of the running quarter that is owed and not late will not be there in time: at the pace of its hat it is
 * done more than two working days past its due day, or it is due within seven days and has a critical section under its
 * mark, as everything has of which nothing of its own is written. What has earned its weight has only to be handed in, and is at no
 * risk by pace. The pace is told once a hat, of what is due first. Bicorne domain language, Drift: AT_RISK.
 */
export const atRisk: Rule = {
  code: 'AT_RISK',

  evaluate(facts, now) {
    const schedules = new Map<Hat, HatSchedule>();
    const scheduleOf = (hat: Hat): HatSchedule => {
      const schedule = schedules.get(hat) ?? hatSchedule(facts, hat, now);
      schedules.set(hat, schedule);
      return schedule;
    };
    const all = outstanding(facts, now);
    const behind = firstOfEachHat(
      all.flatMap((deliverable) => {
        const pace = behindPlan(facts, deliverable, scheduleOf(deliverable.hat));
        return pace ? [{ deliverable, pace }] : [];
      }),
    );
    return all.flatMap((deliverable) => {
      const pace = behind.get(deliverable.id) ?? null;
      const weak = weakShortly(facts, deliverable, now);
      return pace || weak ? [signal(facts, deliverable, now, pace, weak)] : [];
    });
  },

  // The pace, the days left and every figure go by days.
  nextChangeAt(facts, now) {
    return outstanding(facts, now).length > 0 ? endOfDay(dayOf(now, facts.timeZone), facts.timeZone) : null;
  },
};

/** What is owed and not late: of what is late, LATE tells. */
function outstanding(facts: DriftFacts, now: Date): DriftDeliverable[] {
  return facts.deliverables.filter(
    (deliverable) => isOwed(deliverable.state) && daysLate(deliverable, facts, now) === 0,
  );
}

interface BehindPlan {
  spi: number;
  day: number;
  earnedScheduleDay: number;
  /** Null where nothing is earned, or so little that no end can be told. */
  forecast: { on: CalendarDay; workingDaysPastDue: number } | null;
}

/** A pace that is told of one deliverable, with the number of those due after it that it makes late too. */
type ToldPace = BehindPlan & { more: number };

/** The pace is the hat's: it is told once, of what is due first, or a hat that slows down would raise a dozen alerts. */
function firstOfEachHat(
  behind: readonly { deliverable: DriftDeliverable; pace: BehindPlan }[],
): ReadonlyMap<string, ToldPace> {
  const firsts = HATS.flatMap((hat) => {
    const [first, ...others] = behind
      .filter(({ deliverable }) => deliverable.hat === hat)
      .sort(({ deliverable: a }, { deliverable: b }) => compareText(a.dueOn, b.dueOn) || compareText(a.id, b.id));
    return first ? [[first.deliverable.id, { ...first.pace, more: others.length }] as const] : [];
  });
  return new Map(firsts);
}

function behindPlan(facts: DriftFacts, deliverable: DriftDeliverable, schedule: HatSchedule): BehindPlan | null {
  const { spi, day, earnedScheduleDay } = schedule.forecast;
  if (deliverable.quarter !== schedule.quarter.number || earnedShare(deliverable) >= 1) return null;
  if (spi === null || isUnder(day, PACE_TOLD_FROM * schedule.length)) return null;
  if (!isUnder(spi, BEHIND_PLAN_SPI)) return null;
  const on = schedule.forecastOf(deliverable.dueOn);
  if (on === null) return { spi, day, earnedScheduleDay, forecast: null };
  const lastDay = lastDayInTime(deliverable, facts);
  const workingDaysPastDue = workingDaysBetween(lastDay, on, facts.workingCalendar);
  if (workingDaysPastDue <= FORECAST_SLACK_WORKING_DAYS) return null;
  return { spi, day, earnedScheduleDay, forecast: { on, workingDaysPastDue } };
}

interface WeakShortly {
  daysLeft: number;
  /** The worst critical section; null where nothing is written. */
  worst: { heading: string; depth: number } | null;
  threshold: number;
}

function weakShortly(facts: DriftFacts, deliverable: DriftDeliverable, now: Date): WeakShortly | null {
  const daysLeft = daysBetween(dayOf(now, facts.timeZone), lastDayInTime(deliverable, facts));
  if (daysLeft > DUE_SOON_DAYS) return null;
  const threshold = deliverable.thresholds?.critical ?? CRITICAL_SECTION_DEPTH;
  // A blank revision is no more than none.
  if (deliverable.depth === null || deliverable.verdict === 'EMPTY') return { daysLeft, worst: null, threshold };
  const worst = deliverable.worstCriticalSection ?? null;
  return worst !== null && worst.depth < threshold ? { daysLeft, worst, threshold } : null;
}

function signal(
  facts: DriftFacts,
  deliverable: DriftDeliverable,
  now: Date,
  behind: ToldPace | null,
  weak: WeakShortly | null,
): Signal {
  const lastDay = lastDayInTime(deliverable, facts);
  const daysLeft = daysBetween(dayOf(now, facts.timeZone), lastDay);
  const left = daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`;
  const standing = weak === null ? '' : `, and ${weakInText(weak)}`;
  const pace = behind === null ? '' : ` ${paceInText(facts, deliverable.hat, behind, now)}`;
  return {
    rule: 'AT_RISK',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: weak === null && daysLeft > FORECAST_WARNING_DAYS ? 'NOTICE' : 'WARNING',
    figures: [...(behind ? paceFigures(behind) : []), ...(weak ? weakFigures(weak) : [])],
    statement: `${named(deliverable)} is due on ${dayInText(lastDay, facts.timeZone, now)}, ${left}${standing}.${pace}`,
    clearsWhen: `${clearing(deliverable.hat, behind, weak)}; or it is submitted, or a sponsor acknowledges a later due date or waives it.`,
  };
}

function weakInText({ worst, threshold }: WeakShortly): string {
  if (worst === null) return 'nothing of it is written';
  return `its critical section “${worst.heading}” stands at ${depthInText(worst.depth)}, under ${threshold}`;
}

function paceInText(
  facts: DriftFacts,
  hat: Hat,
  { day, earnedScheduleDay, forecast, more }: ToldPace,
  now: Date,
): string {
  const standing =
    earnedScheduleDay === 0
      ? `On day ${day} of the quarter nothing under the ${hat} hat has any depth`
      : `On day ${day} of the quarter the work under the ${hat} hat stands where the plan had it on day ${Math.floor(earnedScheduleDay)}`;
  if (forecast === null) return `${standing}: at that pace no end can be told.`;
  const { on, workingDaysPastDue } = forecast;
  const others = more === 0 ? '' : `, as ${more === 1 ? 'is' : 'are'} ${counted(more, 'more deliverable')} after it`;
  return `${standing}: at that pace it is done on ${dayInText(on, facts.timeZone, now)}, ${counted(workingDaysPastDue, 'working day')} late${others}.`;
}

function paceFigures({ spi, forecast }: BehindPlan): SignalFigure[] {
  return [
    { name: 'schedulePerformance', value: figure(spi), threshold: BEHIND_PLAN_SPI },
    ...(forecast
      ? [
          {
            name: 'workingDaysPastDue',
            value: forecast.workingDaysPastDue,
            threshold: FORECAST_SLACK_WORKING_DAYS,
          },
        ]
      : []),
  ];
}

function weakFigures({ daysLeft, worst, threshold }: WeakShortly): SignalFigure[] {
  return [
    { name: 'daysLeft', value: daysLeft, threshold: DUE_SOON_DAYS },
    { name: 'worstCriticalSection', value: worst?.depth ?? 0, threshold },
  ];
}

function clearing(hat: Hat, behind: BehindPlan | null, weak: WeakShortly | null): string {
  const parts = [
    ...(behind
      ? [
          `the work under the ${hat} hat comes within a tenth of its plan, or this document to a depth that counts in full`,
        ]
      : []),
    ...(weak ? [`every critical section stands at ${weak.threshold} or more`] : []),
  ];
  const text = listOf(parts);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
