import { addDays, dayOf, daysBetween } from '../calendar/index.js';
import { remembered } from '../shared/remembered.js';
import type { CalendarDay } from '../shared/vocabulary.js';

/** A pause that is over. */
export interface Pause {
  from: Date;
  to: Date;
}

/** Where and when an engagement runs. */
export interface EngagementTime {
  timeZone: string;
  /** Pauses that are over; what is due has moved by them already. Absent where there was none. */
  pauses?: readonly Pause[];
}

/**
 * The days by which pauses move what is due, each once: from the day on which a pause began, up to and not including the
 * day on which it ended, in the engagement's time zone. A pause within one day takes none. Bicorne domain language,
 * Engagement: Pause.
 */
export const pausedDays = remembered(({ timeZone, pauses = [] }: EngagementTime): readonly CalendarDay[] => {
  const days = new Set<CalendarDay>();
  for (const { from, to } of pauses) {
    const first = dayOf(from, timeZone);
    const length = daysBetween(first, dayOf(to, timeZone));
    for (let passed = 0; passed < length; passed += 1) days.add(addDays(first, passed));
  }
  return [...days];
});
