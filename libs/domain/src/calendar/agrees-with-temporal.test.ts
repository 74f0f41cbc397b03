/**
 * The calendar against an independent one. The code reckons days by itself and takes offsets from Luxon; the Temporal
 * polyfill has its own arithmetic for both. Every function of the calendar is compared, over the changes of the clock and
 * 29 February, in zones at the edges: Kiritimati (UTC+14), Chatham (a quarter of an hour off, summer in January), New York
 * and Adak (UTC-10, the clock changes on other days than in Europe).
 */
import { describe, expect, it } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  atTimeOfDay,
  dayOf,
  daysBetween,
  endOfDay,
  endOfWorkingDays,
  formatDay,
  isBetween,
  isCalendarDay,
  isTimeZone,
  isWorkingDay,
  nextTimeOfDay,
  startOfDay,
  weekdayOf,
  workingDaysBetween,
  workingDaysPassed,
} from './index.js';
import type { WorkingCalendar } from './index.js';

const ZONES = ['Pacific/Kiritimati', 'Pacific/Chatham', 'America/New_York', 'America/Adak'];
const HOUR = 3_600_000;

const plain = (day: string) => Temporal.PlainDate.from(day);
const start = (day: string, zone: string) => plain(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
const zoned = (milliseconds: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);

/** Walks the days one by one, as nobody would in earnest. */
function workedAfter(from: string, to: string, { workingDays, holidays }: WorkingCalendar): number {
  let count = 0;
  for (let day = plain(from).add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
    if (workingDays.includes(day.dayOfWeek) && !holidays.includes(day.toString())) count += 1;
  return count;
}

/** The changes of a zone's clock from 2024 to 2029, with the moments around them. Kiritimati has none. */
function changesOfTheClock(zone: string): number[] {
  const changes: number[] = [];
  const end = start('2029-12-31', zone);
  for (let at = zoned(start('2024-01-01', zone), zone).getTimeZoneTransition('next'); at !== null;) {
    if (at.epochMilliseconds > end) break;
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

/** Days on which something is out of the ordinary, and ordinary ones between them. */
const SPECIAL_DAYS = ['2024-02-29', '2028-02-28', '2028-02-29', '2028-03-01', '2026-02-28', '2026-12-31', '2027-01-01'];
const anyZone = fc.constantFrom(...ZONES);
const anyDay = fc.oneof(
  fc.constantFrom(
    ...SPECIAL_DAYS,
    ...ZONES.flatMap((zone) => changesOfTheClock(zone).map((at) => zoned(at, zone).toPlainDate().toString())),
  ),
  fc.integer({ min: 0, max: 2_190 }).map((days) => plain('2024-01-01').add({ days }).toString()),
);
const nearby = fc.integer({ min: -40, max: 40 });
const anyCalendar = fc.record({
  workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  holidays: fc.array(anyDay, { maxLength: 6 }),
});

describe('the clocks of the zones', () => {
  it.each([
    ['Pacific/Kiritimati', 0],
    ['Pacific/Chatham', 12],
    ['America/New_York', 12],
    ['America/Adak', 12],
  ])('%s changes %i times in six years', (zone, count) => expect(changesOfTheClock(zone)).toHaveLength(count));

  it.each(ZONES)('days in %s begin and end as in Temporal, around every change and 29 February', (zone) => {
    const changed = changesOfTheClock(zone).map((at) => zoned(at, zone).toPlainDate().toString());
    for (const day of [...changed, ...SPECIAL_DAYS])
      for (const shift of [-1, 0, 1]) {
        const shifted = plain(day).add({ days: shift }).toString();
        expect(startOfDay(shifted, zone).getTime()).toBe(start(shifted, zone));
        expect(endOfDay(shifted, zone).getTime()).toBe(start(plain(shifted).add({ days: 1 }).toString(), zone));
      }
  });

  it.each(ZONES)('a moment in %s falls on the same day, to the millisecond around every change', (zone) => {
    for (const change of [...changesOfTheClock(zone), ...SPECIAL_DAYS.map((day) => start(day, zone))])
      for (const shift of [-24 * HOUR, -HOUR, -1, 0, 1, HOUR, 24 * HOUR])
        expect(dayOf(new Date(change + shift), zone)).toBe(
          zoned(change + shift, zone)
            .toPlainDate()
            .toString(),
        );
  });

  it('a day has 23, 24 or 25 hours, as many as in Temporal', () => {
    fc.assert(
      fc.property(anyDay, anyZone, (day, zone) => {
        const hours = (endOfDay(day, zone).getTime() - startOfDay(day, zone).getTime()) / HOUR;
        expect(hours).toBe(plain(day).toZonedDateTime({ timeZone: zone }).hoursInDay);
      }),
    );
  });
});

describe('times of day, also those that a clock skips or shows twice', () => {
  const anyTime = fc.integer({ min: 0, max: 95 }).map((quarters) => {
    const time = Temporal.PlainTime.from('00:00').add({ minutes: 15 * quarters });
    return time.toString({ smallestUnit: 'minute' });
  });

  it('atTimeOfDay', () => {
    fc.assert(
      fc.property(anyDay, anyTime, anyZone, (day, time, zone) => {
        const expected = plain(day).toZonedDateTime({ timeZone: zone, plainTime: time });
        expect(atTimeOfDay(day, time, zone).getTime()).toBe(expected.epochMilliseconds);
      }),
    );
  });

  it('nextTimeOfDay is the first after the moment', () => {
    fc.assert(
      fc.property(anyDay, anyTime, anyZone, fc.integer({ min: 0, max: 26 * HOUR }), (day, time, zone, offset) => {
        const after = start(day, zone) + offset;
        const next = nextTimeOfDay(new Date(after), time, zone).getTime();
        const candidates = [-2, -1, 0, 1, 2, 3].map(
          (days) => plain(day).add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds,
        );
        expect(next).toBe(Math.min(...candidates.filter((candidate) => candidate > after)));
      }),
    );
  });

  it('isBetween', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyTime,
        anyTime,
        anyZone,
        fc.integer({ min: 0, max: 24 * HOUR }),
        (day, from, to, zone, later) => {
          const at = start(day, zone) + later;
          const shown = zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });
          const inside = from <= to ? shown >= from && shown < to : shown >= from || shown < to;
          expect(isBetween(new Date(at), from, to, zone)).toBe(inside);
        },
      ),
    );
  });
});

describe('days, for any day and any moment', () => {
  it('startOfDay, endOfDay and dayOf', () => {
    fc.assert(
      fc.property(anyDay, anyZone, fc.integer({ min: 0, max: 26 * HOUR }), (day, zone, later) => {
        expect(startOfDay(day, zone).getTime()).toBe(start(day, zone));
        expect(endOfDay(day, zone).getTime()).toBe(start(plain(day).add({ days: 1 }).toString(), zone));
        const at = start(day, zone) + later;
        expect(dayOf(new Date(at), zone)).toBe(zoned(at, zone).toPlainDate().toString());
      }),
    );
  });

  it('addDays, daysBetween and weekdayOf', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (day, count) => {
        const then = plain(day).add({ days: count }).toString();
        expect(addDays(day, count)).toBe(then);
        expect(daysBetween(day, then)).toBe(plain(day).until(then, { largestUnit: 'day' }).days);
        expect(weekdayOf(then)).toBe(plain(then).dayOfWeek);
      }),
    );
  });

  it('isCalendarDay and formatDay', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    const exists = (year: number, month: number, day: number): boolean => {
      try {
        Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        expect(isCalendarDay(text)).toBe(exists(year, month, day));
        if (!isCalendarDay(text)) return;
        const name = plain(text).toLocaleString('en-GB', { month: 'long', calendar: 'gregory' });
        expect(formatDay(text)).toBe(`${day} ${name} ${year}`);
      }),
    );
  });

  it.each([...ZONES, 'UTC', 'Europe/Amsterdam', 'Mars/Olympus', ''])('isTimeZone %j', (zone) => {
    const known = (): boolean => {
      try {
        return zone !== '' && zoned(0, zone).timeZoneId !== '';
      } catch {
        return false;
      }
    };
    expect(isTimeZone(zone)).toBe(known());
  });
});

describe('working days, for any calendar', () => {
  it('isWorkingDay and workingDaysBetween', () => {
    fc.assert(
      fc.property(anyDay, nearby, anyCalendar, (from, distance, calendar) => {
        const to = plain(from).add({ days: distance }).toString();
        const counted = distance < 0 ? -workedAfter(to, from, calendar) : workedAfter(from, to, calendar);
        // Adding 0 makes 0 of -0.
        expect(workingDaysBetween(from, to, calendar) + 0).toBe(counted + 0);
        expect(isWorkingDay(to, calendar)).toBe(
          workedAfter(plain(to).subtract({ days: 1 }).toString(), to, calendar) === 1,
        );
      }),
    );
  });

  it('addWorkingDays', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), anyCalendar, (day, count, calendar) => {
        const then = addWorkingDays(day, count, calendar);
        expect(workedAfter(day, then, calendar)).toBe(count);
        expect(workedAfter(day, plain(then).subtract({ days: 1 }).toString(), calendar)).toBe(count - 1);
      }),
    );
  });

  it('endOfWorkingDays and workingDaysPassed, over changes of the clock', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyZone,
        fc.integer({ min: 0, max: 24 * HOUR }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 40 * 24 * HOUR }),
        anyCalendar,
        (day, zone, intoDay, count, later, calendar) => {
          const since = start(day, zone) + intoDay;
          const sinceDay = zoned(since, zone).toPlainDate().toString();
          let last = plain(sinceDay);
          while (workedAfter(sinceDay, last.toString(), calendar) < count) last = last.add({ days: 1 });
          const end = start(last.add({ days: 1 }).toString(), zone);
          expect(endOfWorkingDays(new Date(since), count, calendar, zone).getTime()).toBe(end);
          const yesterday = zoned(since + later, zone)
            .toPlainDate()
            .subtract({ days: 1 });
          expect(workingDaysPassed(new Date(since), new Date(since + later), calendar, zone)).toBe(
            workedAfter(sinceDay, yesterday.toString(), calendar),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
