import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './days.js';
import { dayOf, endOfDay, isTimeZone, startOfDay } from './zones.js';

const HOUR = 3_600_000;
const ZONES = [
  'UTC',
  'Europe/Amsterdam',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'America/Adak',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
];

describe('a day in a time zone', () => {
  it.each([
    ['2026-03-12', 'Europe/Amsterdam', '2026-03-11T23:00:00.000Z'],
    ['2026-07-12', 'Europe/Amsterdam', '2026-07-11T22:00:00.000Z'],
    ['2026-03-12', 'Pacific/Kiritimati', '2026-03-11T10:00:00.000Z'],
    ['2026-01-12', 'Pacific/Chatham', '2026-01-11T10:15:00.000Z'],
    ['2026-01-12', 'America/Adak', '2026-01-12T10:00:00.000Z'],
    ['2028-02-29', 'America/Adak', '2028-02-29T10:00:00.000Z'],
    // The clock skips midnight: the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
    // The clock shows midnight twice: the day begins at the first.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    // The zone skipped the day.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, at) => expect(startOfDay(day, zone).toISOString()).toBe(at));

  it.each([
    ['spring', '2026-03-29', 23],
    ['summer', '2026-06-29', 24],
    ['autumn', '2026-10-25', 25],
  ])('in Amsterdam the day of %s is %s and has %i hours', (_when, day, hours) => {
    const length = endOfDay(day, 'Europe/Amsterdam').getTime() - startOfDay(day, 'Europe/Amsterdam').getTime();
    expect(length).toBe(hours * HOUR);
  });

  it('ends in Adak a whole day after it ended in Kiritimati', () => {
    const apart =
      endOfDay('2026-01-12', 'America/Adak').getTime() - endOfDay('2026-01-12', 'Pacific/Kiritimati').getTime();
    expect(apart).toBe(24 * HOUR);
  });

  it.each([
    ['Europe/Amsterdam', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
    ['Europe/Amsterdam\0', false],
    [null, false],
  ])('%j is a zone: %j', (zone, is) => expect(isTimeZone(zone)).toBe(is));

  it('throws for a zone that does not exist and for no instant', () => {
    expect(() => dayOf(new Date(), 'Mars/Olympus')).toThrow(RangeError);
    expect(() => dayOf(new Date(Number.NaN), 'UTC')).toThrow(RangeError);
  });

  it('is half-open: the last instant before its end is in it, its end is in the next', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 9_000 }), (zone, offset) => {
        const day = addDays('2012-01-01', offset);
        const [start, end] = [startOfDay(day, zone), endOfDay(day, zone)];
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
        expect(dayOf(new Date(end.getTime() - 1), zone)).toBe(day);
        expect(dayOf(end, zone)).toBe(addDays(day, 1));
      }),
      { numRuns: 500 },
    );
  });
});
