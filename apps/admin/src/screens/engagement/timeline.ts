/** Where things stand on the picture of the quarter. Pixels and calendar days only; no rule of the domain. */

import { addDays } from '../../format/days.js';

export interface Placed<Item> {
  item: Item;
  /** Pixels from the left end of the track. */
  x: number;
  /** Row of the lane, 0 first, so that no two labels lie on each other. */
  row: number;
  /** Whether the label stands left of its mark, because right of it there is no room. */
  labelLeft: boolean;
}

interface Labelled {
  title: string;
  /** Days since the first day of the engagement. */
  day: number;
}

/** Inter at 12 px is about this wide a letter; a little generous, so that neighbours stay apart. */
const LETTER_WIDTH = 6.3;
const MARK_WIDTH = 10;
const GAP = 14;

/** Lays out one lane. `width` is the track's width in pixels, `days` the length of the engagement in days. */
export function placeOnLane<Item extends Labelled>(items: Item[], days: number, width: number): Placed<Item>[] {
  const rowEnds: [number, number][][] = [];
  return [...items]
    .sort((one, other) => one.day - other.day)
    .map((item) => {
      const x = xOf(item.day, days, width);
      const label = item.title.length * LETTER_WIDTH + MARK_WIDTH + GAP;
      const labelLeft = x + label > width + GAP;
      const taken: [number, number] = labelLeft ? [x - label, x + MARK_WIDTH] : [x - MARK_WIDTH, x + label];
      let row = rowEnds.findIndex((spans) => spans.every(([from, to]) => taken[1] < from || taken[0] > to));
      if (row === -1) row = rowEnds.push([]) - 1;
      rowEnds[row]?.push(taken);
      return { item, x, row, labelLeft };
    });
}

/** As many days as the picture shows beyond the last day of a quarter; a forecast after them stands at the edge. */
const MOST_DAYS_AFTER = 30;

/** The last day of the picture: of the quarter, or of the forecasts where those are later. Days are `YYYY-MM-DD`. */
export function endOfPicture(lastDay: string, forecasts: string[]): string {
  const latest = [lastDay, ...forecasts].sort().at(-1) ?? lastDay;
  const most = addDays(lastDay, MOST_DAYS_AFTER);
  return latest < most ? latest : most;
}

/** A day's place on the track; days outside of the quarter stand at its ends. */
export function xOf(day: number, days: number, width: number): number {
  return (Math.min(Math.max(day, 0), days) / days) * width;
}
