import { matchSections, sectionsOf, type Section } from './sections.js';

export const SECTION_CHANGES = ['ADDED', 'REMOVED', 'CHANGED', 'MOVED', 'UNCHANGED'] as const;
/** What became of a section between two revisions. CHANGED holds of one that was moved as well. */
export type SectionChange = (typeof SECTION_CHANGES)[number];

/** A section of either revision, matched with the one of the other. */
export interface ComparedSection {
  /** As the later revision has it, or the earlier one where it was removed. Empty for what stands above all headings. */
  heading: string;
  change: SectionChange;
  /** Its text without the heading; null where it was not there. */
  before: string | null;
  after: string | null;
}

/**
 * What became of each section between two texts, in the order of the later one; removed sections stand after those that
 * they stood after.
 */
export function compareSections(before: string, after: string): ComparedSection[] {
  const old = sectionsOf(before).filter(holdsSomething);
  const now = sectionsOf(after).filter(holdsSomething);
  const matched = matchSections(old, now);
  const inOrder = longestRise(matched);
  const compared = now.map(({ heading, text }, at): ComparedSection => {
    const from = matched[at] ?? -1;
    const earlier = old[from];
    if (!earlier) return { heading, change: 'ADDED', before: null, after: text };
    const change = earlier.text !== text ? 'CHANGED' : inOrder.has(from) ? 'UNCHANGED' : 'MOVED';
    return { heading, change, before: earlier.text, after: text };
  });
  return withRemoved(compared, old, matched);
}

function holdsSomething({ heading, text }: Section): boolean {
  return heading !== '' || text !== '';
}

/** The places that stay in order: the longest rising series among the matched ones. What is not in it was moved. */
function longestRise(places: readonly number[]): Set<number> {
  /** The least last place of a rising series of each length, and what comes before each place. */
  const tails: number[] = [];
  const previous = new Map<number, number>();
  for (const place of places) {
    if (place < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    tails[low] = place;
    previous.set(place, low > 0 ? (tails[low - 1] ?? -1) : -1);
  }
  const rise = new Set<number>();
  for (let place = tails.at(-1) ?? -1; place >= 0; place = previous.get(place) ?? -1) rise.add(place);
  return rise;
}

function withRemoved(
  compared: readonly ComparedSection[],
  old: readonly Section[],
  matched: readonly number[],
): ComparedSection[] {
  const kept = new Set(matched);
  const after = new Map<number, ComparedSection[]>();
  let last = -1;
  old.forEach(({ heading, text }, at) => {
    if (kept.has(at)) last = at;
    else after.set(last, [...(after.get(last) ?? []), { heading, change: 'REMOVED', before: text, after: null }]);
  });
  return [
    ...(after.get(-1) ?? []),
    ...compared.flatMap((section, at) => [
      section,
      ...((matched[at] ?? -1) < 0 ? [] : (after.get(matched[at] ?? -1) ?? [])),
    ]),
  ];
}
