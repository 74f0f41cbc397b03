import { dayOf, formatDay } from '../calendar/index.js';
import type { CalendarDay, Hat } from '../shared/vocabulary.js';

/** A deliverable for a reader: "Model registry (CAIO)". */
export function named(deliverable: { title: string; hat: Hat }): string {
  return `${deliverable.title} (${deliverable.hat})`;
}

/** A day for a reader, without the year where it is this one: "12 March", "30 December 2025". */
export function dayInText(day: CalendarDay, timeZone: string, now: Date): string {
  const text = formatDay(day);
  return day.slice(0, 4) === dayOf(now, timeZone).slice(0, 4) ? text.slice(0, text.lastIndexOf(' ')) : text;
}

/** A depth for a reader, with no more digits than it is worth: 43.27 is "43". Rounded down, so that 59.9 is not "60". */
export function depthInText(depth: number): string {
  return String(Math.floor(depth));
}

/** A figure as it is shown: two digits after the point, rounded down, so that 0.899 under 0.9 is not "0.9". */
export function figure(value: number): number {
  return Math.floor(value * 100 + 1e-6) / 100;
}
