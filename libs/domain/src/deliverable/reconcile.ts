import { matchSections, sectionsOf, type Section } from './sections.js';

export const CHANGED_BY = ['NOBODY', 'MINE', 'THEIRS', 'BOTH'] as const;
/** Which of two texts says something else than the one that both began from. NOBODY also where both say the same. */
export type ChangedBy = (typeof CHANGED_BY)[number];

/** A section of two texts that began from one. */
export interface ReconciledSection {
  /** Empty for what stands above all headings. */
  heading: string;
  changedBy: ChangedBy;
  /** With its heading, as it stands; null where that text does not have it. */
  mine: string | null;
  theirs: string | null;
}

/**
 * Two people wrote on from one text: section by section, who changed it. In the order of mine, with what only theirs has
 * after what it stands after there. Joined by line ends, all of mine are my text, and what is chosen of each is a whole one.
 *
 * @param base what both began from
 */
export function reconcile(base: string, mine: string, theirs: string): ReconciledSection[] {
  const began = parts(base);
  const own = parts(mine);
  const other = parts(theirs);
  const ownFromBase = matchSections(began, own);
  const otherFromBase = matchSections(began, other);
  const matched = matchSections(other, own);
  const rawOf = (from: number | undefined): string | null => began[from ?? -1]?.raw.trim() ?? null;
  const paired = own.map(({ heading, raw }, at): ReconciledSection => {
    const from = matched[at] ?? -1;
    const their = other[from]?.raw ?? null;
    const before = rawOf(ownFromBase[at] === -1 ? otherFromBase[from] : ownFromBase[at]);
    return { heading, changedBy: changedBy(before, raw, their), mine: raw, theirs: their };
  });
  const taken = new Map(matched.map((from, at) => [from, at]));
  const following = new Map<number, ReconciledSection[]>();
  let last = -1;
  other.forEach(({ heading, raw }, from) => {
    const at = taken.get(from);
    if (at !== undefined) last = at;
    else {
      const only = { heading, changedBy: changedBy(rawOf(otherFromBase[from]), null, raw), mine: null, theirs: raw };
      following.set(last, [...(following.get(last) ?? []), only]);
    }
  });
  return [...(following.get(-1) ?? []), ...paired.flatMap((section, at) => [section, ...(following.get(at) ?? [])])];
}

function parts(markdown: string): Section[] {
  return sectionsOf(markdown).filter(({ raw }) => raw.trim() !== '');
}

function changedBy(before: string | null, mine: string | null, theirs: string | null): ChangedBy {
  const [own, other] = [mine?.trim() ?? null, theirs?.trim() ?? null];
  if (own === other) return 'NOBODY';
  if (other === before) return 'MINE';
  return own === before ? 'THEIRS' : 'BOTH';
}
