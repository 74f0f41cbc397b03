/** How long nothing has happened, with the pauses of the engagement left out. */

import type { Pause } from '../engagement/paused-days.js';

const DAY = 86_400_000;

/** Whole days of 24 hours between the two moments that no pause covers. Negative where `now` is before `since`. */
export function silentDays(since: Date, now: Date, pauses: readonly Pause[]): number {
  const [from, to] = [since.getTime(), now.getTime()];
  let silent = to - from;
  for (const pause of merged(pauses)) silent -= Math.max(0, Math.min(pause.to, to) - Math.max(pause.from, from));
  return Math.floor(silent / DAY);
}

/** The first moment at which {@link silentDays} reaches that many days. */
export function momentOfSilence(since: Date, days: number, pauses: readonly Pause[]): Date {
  const from = since.getTime();
  let moment = from + days * DAY;
  for (const pause of merged(pauses)) {
    const start = Math.max(pause.from, from);
    // A pause that begins at the very moment comes too late to delay it.
    if (start < moment && pause.to > start) moment += pause.to - start;
  }
  return new Date(moment);
}

/** In order of time, and none inside another, so that no hour is taken off twice. */
function merged(pauses: readonly Pause[]): { from: number; to: number }[] {
  const ordered = pauses
    .map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const pause of ordered) {
    const last = result.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else result.push(pause);
  }
  return result;
}
