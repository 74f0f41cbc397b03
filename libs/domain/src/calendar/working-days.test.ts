import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './days.js';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.js';

// 2026-03-06 is a Friday.
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));
const weeks = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });

describe('working days', () => {
  it.each([
    ['Friday to Friday', '2026-03-06', '2026-03-06', 0],
    ['Friday to Sunday', '2026-03-06', '2026-03-08', 0],
    ['Friday to Monday', '2026-03-06', '2026-03-09', 1],
    ['Saturday to Monday', '2026-03-07', '2026-03-09', 1],
    ['Friday to the Friday after', '2026-03-06', '2026-03-13', 5],
    ['Monday back to Friday', '2026-03-09', '2026-03-06', -1],
  ])('%s', (_what, from, to, count) => expect(workingDaysBetween(from, to)).toBe(count));

  it.each([
    ['Friday and none', '2026-03-06', 0, '2026-03-06'],
    ['Saturday and none', '2026-03-07', 0, '2026-03-07'],
    ['Friday and one', '2026-03-06', 1, '2026-03-09'],
    ['Saturday and one', '2026-03-07', 1, '2026-03-09'],
    ['Thursday and two', '2026-03-05', 2, '2026-03-09'],
    ['Friday and five', '2026-03-06', 5, '2026-03-13'],
    ['Sunday and five', '2026-03-08', 5, '2026-03-13'],
  ])('%s', (_what, day, count, then) => expect(addWorkingDays(day, count)).toBe(then));

  it('follows a week from Sunday to Thursday', () => {
    expect(addWorkingDays('2026-03-05', 1, [7, 1, 2, 3, 4])).toBe('2026-03-08');
  });

  it.each([[[]], [[0]], [[8]], [[1.5]]])('%j is no week', (week) => {
    expect(() => addWorkingDays('2026-03-06', 1, week)).toThrow(RangeError);
  });

  it('lands on a working day, and counts back what it added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 300 }), weeks, (day, count, week) => {
        const then = addWorkingDays(day, count, week);
        expect(isWorkingDay(then, week)).toBe(true);
        expect(workingDaysBetween(day, then, week)).toBe(count);
      }),
    );
  });

  it('counts as one would on the fingers', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), weeks, (day, distance, week) => {
        const walked = Array.from({ length: distance }, (_, step) => addDays(day, step + 1));
        const expected = walked.filter((candidate) => isWorkingDay(candidate, week)).length;
        expect(workingDaysBetween(day, addDays(day, distance), week)).toBe(expected);
      }),
    );
  });
});
