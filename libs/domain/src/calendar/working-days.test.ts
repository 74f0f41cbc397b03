import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './days.js';
import {
  addWorkingDays,
  endOfWorkingDays,
  isWorkingDay,
  workingDaysBetween,
  workingDaysPassed,
} from './working-days.js';
import type { WorkingCalendar } from './working-days.js';
import { startOfDay } from './zones.js';

// 2026-03-06 is a Friday.
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));
const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  // Close together and named twice, so that one follows upon another.
  holidays: fc.oneof(
    fc.constant([]),
    fc.array(days, { maxLength: 3 }),
    fc.array(
      fc.integer({ min: 0, max: 40 }).map((n) => addDays('2026-03-01', n)),
      { maxLength: 30 },
    ),
  ),
});
const nearDays = fc.oneof(
  days,
  fc.integer({ min: -20, max: 40 }).map((n) => addDays('2026-03-01', n)),
);
/** 2026-03-09 is a Monday. */
const withHolidays: WorkingCalendar = {
  workingDays: [1, 2, 3, 4, 5],
  holidays: ['2026-03-10', '2026-03-09', '2026-03-09', '2026-03-14'],
};

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
    expect(addWorkingDays('2026-03-05', 1, { workingDays: [7, 1, 2, 3, 4], holidays: [] })).toBe('2026-03-08');
  });

  it.each([
    ['over two holidays, one of them named twice', '2026-03-06', 1, '2026-03-11'],
    ['from a holiday', '2026-03-09', 1, '2026-03-11'],
    ['over a holiday that is a Saturday', '2026-03-13', 1, '2026-03-16'],
    ['and none, on a holiday', '2026-03-09', 0, '2026-03-09'],
  ])('%s', (_what, day, count, then) => {
    expect(addWorkingDays(day, count, withHolidays)).toBe(then);
    expect(workingDaysBetween(day, then, withHolidays)).toBe(count);
  });

  it('is not worked on a holiday', () => {
    expect(isWorkingDay('2026-03-09', withHolidays)).toBe(false);
    expect(isWorkingDay('2026-03-11', withHolidays)).toBe(true);
  });

  it.each([[[]], [[0]], [[8]], [[1.5]]])('%j is no week', (workingDays) => {
    expect(() => addWorkingDays('2026-03-06', 1, { workingDays, holidays: [] })).toThrow(RangeError);
  });

  it('lands on a working day, and counts back what it added', () => {
    fc.assert(
      fc.property(nearDays, fc.integer({ min: 1, max: 300 }), calendars, (day, count, calendar) => {
        const then = addWorkingDays(day, count, calendar);
        expect(isWorkingDay(then, calendar)).toBe(true);
        expect(workingDaysBetween(day, then, calendar)).toBe(count);
      }),
    );
  });

  it('counts as one would on the fingers', () => {
    fc.assert(
      fc.property(nearDays, fc.integer({ min: 0, max: 60 }), calendars, (day, distance, calendar) => {
        const walked = Array.from({ length: distance }, (_, step) => addDays(day, step + 1));
        const expected = walked.filter((candidate) => isWorkingDay(candidate, calendar)).length;
        expect(workingDaysBetween(day, addDays(day, distance), calendar)).toBe(expected);
      }),
    );
  });
});

describe('whole working days since a moment', () => {
  const weekdays: WorkingCalendar = { workingDays: [1, 2, 3, 4, 5], holidays: [] };

  it.each([
    ['Thursday morning and two', '2026-03-05T09:00:00Z', 2, 'UTC', '2026-03-10T00:00:00.000Z'],
    ['the last millisecond of Thursday and two', '2026-03-05T23:59:59.999Z', 2, 'UTC', '2026-03-10T00:00:00.000Z'],
    ['Friday and two', '2026-03-06T00:00:00Z', 2, 'UTC', '2026-03-11T00:00:00.000Z'],
    ['Saturday and two', '2026-03-07T12:00:00Z', 2, 'UTC', '2026-03-11T00:00:00.000Z'],
    [
      'Friday and five, over a change of the clock',
      '2026-03-27T09:00:00Z',
      5,
      'Europe/Amsterdam',
      '2026-04-03T22:00:00.000Z',
    ],
    // The same moment is Friday in Adak and Saturday in Kiritimati.
    ['Friday and two in Adak', '2026-03-06T12:00:00Z', 2, 'America/Adak', '2026-03-11T09:00:00.000Z'],
    ['Saturday and two in Kiritimati', '2026-03-06T12:00:00Z', 2, 'Pacific/Kiritimati', '2026-03-10T10:00:00.000Z'],
    ['over 29 February', '2028-02-28T09:00:00Z', 1, 'Pacific/Chatham', '2028-02-29T10:15:00.000Z'],
  ])('%s', (_what, since, count, zone, end) => {
    expect(endOfWorkingDays(new Date(since), count, weekdays, zone).toISOString()).toBe(end);
  });

  it('have passed from that moment on and not a millisecond before', () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Chatham', 'America/New_York', 'America/Adak'];
    fc.assert(
      fc.property(
        nearDays,
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.integer({ min: 1, max: 20 }),
        calendars,
        fc.constantFrom(...zones),
        (day, ms, count, calendar, zone) => {
          const since = new Date(startOfDay(day, zone).getTime() + ms);
          const end = endOfWorkingDays(since, count, calendar, zone);
          expect(workingDaysPassed(since, end, calendar, zone)).toBe(count);
          expect(workingDaysPassed(since, new Date(end.getTime() - 1), calendar, zone)).toBe(count - 1);
        },
      ),
    );
  });

  it('are none before the moment', () => {
    expect(workingDaysPassed(new Date('2026-03-12T09:00:00Z'), new Date('2026-03-05T09:00:00Z'), weekdays, 'UTC')).toBe(
      0,
    );
  });
});
