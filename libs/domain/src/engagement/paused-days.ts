import { addDays, dayOf, daysBetween } from '../calendar/index.js';
import type { CalendarDay } from '../shared/vocabulary.js';

/** A pause that is over. */
export interface Pause {
  from: Date;
  to: Date;
}

/**
 * The days by which pauses move what is due, each once: from the day on which a pause began, up to and not including the
 * day on which it ended, in the engagement's time zone. A pause within one day takes none. Bicorne domain language,
 * Engagement: Pause.
 */
export function pausedDays(pauses: readonly Pause[], timeZone: string): CalendarDay[] {
  const days = new Set<CalendarDay>();
  for (const { from, to } of pauses) {
    const first = dayOf(from, timeZone);
    const length = daysBetween(first, dayOf(to, timeZone));
    for (let passed = 0; passed < length; passed += 1) days.add(addDays(first, passed));
  }
  return [...days];
}
