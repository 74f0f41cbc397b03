import type { DriftDeliverable, DriftOverlap } from '../types.js';
import { figure, named } from '../wording.js';
import { laterOf } from './bundle.js';
import type { Bundle } from './bundle.js';

/** Share of the shorter document's five-word runs that stand in the other, from which the two are one piece of work. */
export const BUNDLED_CONTAINMENT = 0.6;
/** The same, from which people are told that the two are growing together. */
export const BUNDLED_CONTAINMENT_NOTICE = 0.3;
/** Runs that each has to have: of a few sentences a share says nothing. */
export const BUNDLED_SHINGLES = 100;

/** Pairs of documents of different hats that share much of their text. */
export function overlapping(deliverables: readonly DriftDeliverable[], overlaps: readonly DriftOverlap[]): Bundle[] {
  const byId = new Map(deliverables.map((deliverable) => [deliverable.id, deliverable]));
  return overlaps.flatMap(({ deliverableIds: [oneId, otherId], shared, shingles }) => {
    const [one, other] = [byId.get(oneId), byId.get(otherId)];
    const shorter = Math.min(...shingles);
    if (!one || !other || one.hat === other.hat || shorter < BUNDLED_SHINGLES) return [];
    const containment = shared / shorter;
    return containment < BUNDLED_CONTAINMENT_NOTICE ? [] : [bundle(one, other, containment)];
  });
}

function bundle(one: DriftDeliverable, other: DriftDeliverable, containment: number): Bundle {
  const [later, earlier] = laterOf(one, other);
  const warns = containment >= BUNDLED_CONTAINMENT;
  return {
    subject: later,
    severity: warns ? 'WARNING' : 'NOTICE',
    order: 2,
    figure: {
      name: 'textShared',
      value: figure(containment),
      threshold: warns ? BUNDLED_CONTAINMENT : BUNDLED_CONTAINMENT_NOTICE,
    },
    statement: `${named(later)} and ${named(earlier)} have ${Math.floor(containment * 100 + 1e-6)} % of the shorter one's text in common, though they are work of two hats.`,
    clearing:
      'A revision is saved in which each says in its own words what is its own, or a sponsor waives one of them.',
  };
}
