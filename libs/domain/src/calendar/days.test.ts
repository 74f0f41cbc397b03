import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, formatDay, isCalendarDay, weekdayOf } from './days.js';

const days = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1950-01-01', n));

describe('calendar days', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2028-02-29', true],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    ['2026-01-01\n', false],
    [' 2026-01-01', false],
    ['', false],
    [20260101, false],
    [null, false],
  ])('%j exists: %j', (day, exists) => expect(isCalendarDay(day)).toBe(exists));

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-01-01', 90, '2026-04-01'],
  ])('%s and %i days is %s', (day, count, then) => expect(addDays(day, count)).toBe(then));

  it('throws for a day that does not exist, and beyond the calendar', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
  });

  it.each([
    ['1970-01-01', 4],
    ['2026-11-23', 1],
    ['2026-11-22', 7],
    ['1969-12-31', 3],
  ])('%s is weekday %i', (day, weekday) => expect(weekdayOf(day)).toBe(weekday));

  it('is read as people write it', () => expect(formatDay('2026-03-02')).toBe('2 March 2026'));

  it('counts the days that it added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
        expect(addDays(day, 1) > day).toBe(true);
      }),
    );
  });
});
