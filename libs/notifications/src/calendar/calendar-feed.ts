import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { CalendarDay } from '@bicorne/domain';

/** A whole day in somebody's calendar. */
export interface CalendarEntry {
  /** The same for the same thing for ever, whatever changes about it. */
  uid: string;
  day: CalendarDay;
  summary: string;
  description: string;
  url: string;
  cancelled: boolean;
  /** Rises with each change that a calendar has to take notice of. */
  sequence: number;
  modifiedAt: Date;
}

/** How often a calendar is asked to come again, in seconds. */
const COME_AGAIN_SECONDS = 3_600;

/**
 * An iCalendar feed (RFC 5545) of whole days, which are days and no moments: the same in every time zone. From the same
 * entries always the same text, so that a calendar can be told that nothing changed.
 */
export function calendarFeed(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    // The library escapes the text of entries and not the name.
    name: name.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Bicorne', product: 'Due dates', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: COME_AGAIN_SECONDS,
  });
  for (const { uid, day, cancelled, modifiedAt, ...entry } of entries)
    calendar.createEvent({
      ...entry,
      id: uid,
      // Without a time zone a day is written as the UTC day of the moment.
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A due date takes no time: nobody is busy for it.
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: modifiedAt,
      lastModified: modifiedAt,
    });
  return calendar.toString();
}
