import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/index.js';
import { anyDriftFacts, anyMoment } from './any-drift-facts.factory.js';
import { END, START, at, deliverable, driftFacts } from './drift-facts.factory.js';
import { hatSchedule, quarterForecast } from './earned-schedule.js';

/** Noon of the day of the quarter, the start being day 0. */
const onDay = (day: number) => new Date(at(`${START}T12:00`).getTime() + day * 86_400_000);

// 10 days for the first, 20 for the second: the plan earns 2 in ten days and 6 in the twenty after.
const facts = (first: number | null, second: number | null) =>
  driftFacts({
    shape: 'FRACTIONAL_CTO',
    deliverables: [
      deliverable({ id: 'a', hat: 'CTO', dueOn: addDays(START, 9), weight: 2, depth: first }),
      deliverable({ id: 'b', hat: 'CTO', dueOn: addDays(START, 29), weight: 6, depth: second }),
    ],
  });

describe('quarterForecast', () => {
  it.each<[string, number | null, number | null, number, object]>([
    [
      'on the first day nothing can be told',
      null,
      null,
      0,
      { plannedValue: 0, earnedValue: 0, spi: null, forecastOn: null },
    ],
    [
      'nothing written',
      null,
      null,
      10,
      {
        plannedValue: 2,
        earnedValue: 0,
        earnedScheduleDay: 0,
        earnedScheduleOn: addDays(START, -1),
        spi: 0,
        forecastOn: null,
      },
    ],
    [
      'exactly on plan',
      60,
      null,
      10,
      {
        plannedValue: 2,
        earnedValue: 2,
        earnedScheduleDay: 10,
        earnedScheduleOn: addDays(START, 9),
        spi: 1,
        forecastOn: addDays(START, 29),
      },
    ],
    ['no more than its weight', 95, null, 10, { earnedValue: 2, spi: 1 }],
    [
      'half the pace',
      30,
      null,
      10,
      {
        earnedValue: 1,
        earnedScheduleDay: 5,
        earnedScheduleOn: addDays(START, 4),
        spi: 0.5,
        forecastOn: addDays(START, 59),
      },
    ],
    ['work ahead of its turn counts', null, 20, 10, { earnedValue: 2, spi: 1 }],
    [
      'within the second',
      60,
      30,
      25,
      { plannedValue: 6.5, earnedValue: 5, earnedScheduleDay: 20, spi: 0.8, forecastOn: addDays(START, 37) },
    ],
    [
      'all of it early: done today',
      60,
      60,
      20,
      { plannedValue: 5, earnedValue: 8, earnedScheduleDay: 30, spi: 1.5, forecastOn: addDays(START, 20) },
    ],
    ['after the end the quarter stays', 60, null, 200, { plannedValue: 8, day: 200, spi: 0.05, forecastOn: null }],
    ['before the start', 60, null, -5, { plannedValue: 0, day: 0, spi: null }],
  ])('%s', (_, first, second, day, figures) => {
    const { quarter, hats } = quarterForecast(facts(first, second), onDay(day));
    expect(quarter).toEqual({ number: 1, from: START, to: END });
    expect(hats).toMatchObject([{ hat: 'CTO', totalValue: 8, endsOn: END, ...figures }]);
  });

  it('plans nothing where everything is waived', () => {
    const waived = facts(60, 60).deliverables.map((one) => ({ ...one, state: 'WAIVED' as const }));
    expect(quarterForecast({ ...facts(60, 60), deliverables: waived }, onDay(20)).hats).toMatchObject([
      { plannedValue: 0, earnedValue: 0, totalValue: 0, spi: null, forecastOn: null },
    ]);
  });

  it('has both hats, CTO first', () => {
    expect(quarterForecast(driftFacts(), onDay(20)).hats.map(({ hat }) => hat)).toEqual(['CTO', 'CAIO']);
  });

  it('holds for any facts: what is planned grows, nothing is over its total, more depth is never a later end', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.nat(60), (any, now, more) => {
        const later = new Date(now.getTime() + more * 86_400_000);
        for (const hat of ['CTO', 'CAIO'] as const) {
          const { forecast, plannedFraction } = hatSchedule(any, hat, now);
          expect(plannedFraction).toBeLessThanOrEqual(1);
          expect(forecast.earnedValue).toBeLessThanOrEqual(forecast.totalValue + 1e-9);
          const then = hatSchedule(any, hat, later);
          if (then.quarter.number === forecastQuarter(any, now))
            expect(then.forecast.plannedValue).toBeGreaterThanOrEqual(forecast.plannedValue - 1e-9);
          const deeper = any.deliverables.map((one) => ({ ...one, depth: Math.min(100, (one.depth ?? 0) + 10) }));
          const improved = hatSchedule({ ...any, deliverables: deeper }, hat, now).forecast;
          if (forecast.forecastOn !== null) expect(improved.forecastOn! <= forecast.forecastOn).toBe(true);
        }
      }),
    );
  });
});

function forecastQuarter(any: Parameters<typeof quarterForecast>[0], now: Date): number {
  return quarterForecast(any, now).quarter.number;
}
