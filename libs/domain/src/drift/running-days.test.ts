import { describe, expect, it } from '@jest/globals';
import { addWorkingDays, workingDaysBetween } from '../calendar/index.js';
import { at, driftFacts } from './drift-facts.factory.js';
import { runningDays, runningWorkingDays } from './running-days.js';

const paused = (from: string, to: string) => driftFacts({ pauses: [{ from: at(from), to: at(to) }] });

describe('days on which an engagement ran', () => {
  it.each([
    ['no pause', driftFacts(), 10],
    ['a pause from Tuesday to Friday takes three', paused('2026-03-03T18:00', '2026-03-06T08:00'), 7],
    ['a pause within a day takes none', paused('2026-03-03T00:00', '2026-03-03T23:59'), 10],
    ['a pause over midnight takes one', paused('2026-03-03T23:59', '2026-03-04T00:00'), 9],
    [
      'two pauses that share a day take it once',
      driftFacts({
        pauses: [
          { from: at('2026-03-03T10:00'), to: at('2026-03-05T09:00') },
          { from: at('2026-03-04T10:00'), to: at('2026-03-06T09:00') },
        ],
      }),
      7,
    ],
  ])('%s', (_, facts, days) => {
    expect(workingDaysBetween('2026-03-02', '2026-03-12', runningDays(facts))).toBe(days);
  });

  it('leave out holidays and days of a pause alike where working days are counted', () => {
    const facts = {
      ...paused('2026-03-03T18:00', '2026-03-05T08:00'),
      workingCalendar: { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-03-06'] },
    };
    expect(addWorkingDays('2026-03-02', 1, runningWorkingDays(facts))).toBe('2026-03-05');
    expect(addWorkingDays('2026-03-02', 2, runningWorkingDays(facts))).toBe('2026-03-09');
  });
});
