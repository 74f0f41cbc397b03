import { describe, expect, it } from '@jest/globals';
import { depthHistory } from './depth-history.js';
import type { DeliverableHistory } from './depth-history.js';
import { END, START, ZONE, at } from './drift-facts.factory.js';

const quarter = { number: 1, from: START, to: END };
const time = { timeZone: ZONE, workingCalendar: { workingDays: [1, 2, 3, 4, 5], holidays: [] } };
const history = (deliverables: DeliverableHistory[], now = at('2026-03-20T12:00')) =>
  depthHistory(deliverables, quarter, time, now);
const one = (change: Partial<DeliverableHistory> = {}): DeliverableHistory => ({
  state: 'SUBMITTED',
  quarter: 1,
  // The tenth day of the quarter.
  dueOn: '2026-03-11',
  weight: 1,
  revisions: [],
  ...change,
});

describe('depthHistory', () => {
  it('has a point for each day on which the depth or the slope of the plan changes', () => {
    const written = one({
      revisions: [
        { at: at('2026-03-06T09:00'), depth: 30 },
        { at: at('2026-03-06T17:00'), depth: 45 },
        { at: at('2026-03-13T09:00'), depth: 72 },
      ],
    });
    expect(history([written])).toEqual([
      { on: '2026-03-01', depthOfPlan: null, planned: 0 },
      { on: '2026-03-06', depthOfPlan: 45, planned: 30 },
      { on: '2026-03-11', depthOfPlan: 45, planned: 60 },
      { on: '2026-03-13', depthOfPlan: 72, planned: 60 },
      { on: '2026-03-20', depthOfPlan: 72, planned: 60 },
    ]);
  });

  it('weighs, and counts what is not written as 0', () => {
    const points = history([
      one({ weight: 3, revisions: [{ at: at('2026-03-03T09:00'), depth: 80 }] }),
      one({ weight: 1, dueOn: '2026-03-21' }),
    ]);
    expect(points.find(({ on }) => on === '2026-03-03')?.depthOfPlan).toBe(60);
    expect(points.find(({ on }) => on === '2026-03-11')?.planned).toBe(45);
  });

  it('leaves out what was waived, what belongs to another quarter, and what is still to come', () => {
    const revisions = [{ at: at('2026-03-03T09:00'), depth: 80 }];
    const others = [one({ state: 'WAIVED', revisions }), one({ quarter: 2, revisions })];
    expect(history(others)).toEqual([]);
    const later = one({ revisions: [{ at: at('2026-03-25T09:00'), depth: 80 }] });
    expect(history([...others, later]).at(-1)).toEqual({ on: '2026-03-20', depthOfPlan: null, planned: 60 });
  });

  it('ends with the quarter', () => {
    expect(history([one()], at('2026-12-01T12:00')).at(-1)?.on).toBe(END);
    expect(history([one()], at('2026-02-01T12:00'))).toEqual([]);
  });

  it('has no more points than the quarter has days', () => {
    const revisions = Array.from({ length: 2_000 }, (_, hour) => ({
      at: new Date(at('2026-03-02T00:00').getTime() + hour * 3_600_000),
      depth: hour % 100,
    }));
    expect(history([one({ revisions })], at('2026-12-01T12:00')).length).toBeLessThanOrEqual(92);
  });
});
