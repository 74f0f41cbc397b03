import { locale } from '../texts/index.js';

const dayFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

const MILLISECONDS_A_DAY = 86_400_000;

/** A calendar day `YYYY-MM-DD` as people write it: "3 Mar 2026". It belongs to no time zone and is never shifted. */
export function showDay(day: string): string {
  return dayFormat.format(atUtc(day));
}

/** The same without the year: "3 Mar". */
export function showShortDay(day: string): string {
  return shortDayFormat.format(atUtc(day));
}

/** An instant (ISO 8601) in the reader's time zone: "3 Mar 2026, 14:05". */
export function showMoment(instant: string): string {
  return momentFormat.format(new Date(instant));
}

/** The days of the week by name, Monday first. */
export function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, at) => format.format(Date.UTC(2024, 0, 1 + at)));
}

/** Today's calendar day in a time zone; in the reader's own where none is given or it is not known here. */
export function todayIn(timeZone?: string | null): string {
  return dayOf(new Date(), timeZone);
}

/** The calendar day of an instant in a time zone. */
export function dayOf(instant: Date, timeZone?: string | null): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: timeZone ?? undefined }).format(instant);
  } catch {
    return new Intl.DateTimeFormat('en-CA').format(instant);
  }
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((atUtc(to).getTime() - atUtc(from).getTime()) / MILLISECONDS_A_DAY);
}

/** The calendar day `count` days later. */
export function addDays(day: string, count: number): string {
  return new Date(atUtc(day).getTime() + count * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

function atUtc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
