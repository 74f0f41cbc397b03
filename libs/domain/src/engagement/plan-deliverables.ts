import type { CalendarDay, Shape } from '../shared/vocabulary.js';
import { hatsOf } from './hats.js';
import { dueOn } from './quarter.js';
import type { CatalogueEntry, PlannedDeliverable } from './types.js';

/**
 * What the hats of the shape owe in the first quarter, by due day, then in the order of the catalogue. A catalogue with
 * one key twice is a mistake of the program and throws.
 */
export function planDeliverables(
  shape: Shape,
  catalogue: readonly CatalogueEntry[],
  startsOn: CalendarDay,
): PlannedDeliverable[] {
  const keys = new Set(catalogue.map((entry) => entry.key));
  if (keys.size !== catalogue.length) throw new Error('The catalogue of deliverables has one key twice');
  const hats = hatsOf(shape);
  return catalogue
    .filter((entry) => hats.includes(entry.hat))
    .toSorted((a, b) => a.dueDay - b.dueDay)
    .map(({ key, hat, title, dueDay, weight }) => ({ key, hat, title, dueOn: dueOn(startsOn, dueDay), weight }));
}
