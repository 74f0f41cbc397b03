import { headingKey, headingWords, readHeading, wordsOverlap } from '../depth/headings.js';

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

interface Section {
  heading: string;
  key: string;
  text: string;
}

/** Sections beyond these are read as text of the last one. */
const SECTIONS_LIMIT = 500;
/** Two headings are one that was reworded where one holds the other and at least this share of its words. */
const REWORDED = 0.5;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * What became of each section between two texts, in the order of the later one; removed sections stand after those that
 * they stood after. Headings are matched loosely: case, numbering, punctuation and level do not matter, and one that holds
 * the other is the same reworded.
 */
export function compareSections(before: string, after: string): ComparedSection[] {
  const old = sectionsOf(before);
  const now = sectionsOf(after);
  const matched = match(old, now);
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

function sectionsOf(markdown: string): Section[] {
  const sections: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  let fence: string | null = null;
  const body = markdown.replace(/^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '');
  for (const line of body.split(/\r\n?|\n/)) {
    const lines = sections.at(-1)?.lines ?? [];
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === null || (mark.startsWith(fence) && /^ {0,3}[`~]+[ \t]*$/.test(line))))
      fence = fence === null ? mark : null;
    const atx = fence === null ? readHeading(line) : null;
    const above = lines.at(-1)?.trim() ?? '';
    const underlined = fence === null && UNDERLINE.test(line) && /^[^|>\-*+#\s]/.test(above) && !lines.at(-2)?.trim();
    if (sections.length > SECTIONS_LIMIT || (!atx && !underlined)) lines.push(line);
    else {
      if (underlined) lines.pop();
      sections.push({ heading: atx ? atx.text : above, lines: [] });
    }
  }
  return sections
    .map(({ heading, lines }) => ({ heading, key: headingKey(heading), text: lines.join('\n').trim() }))
    .filter(({ heading, text }) => heading !== '' || text !== '');
}

/** For each later section the place of the earlier one that it is, or -1. */
function match(old: readonly Section[], now: readonly Section[]): number[] {
  const waiting = new Map<string, number[]>();
  old.forEach(({ key }, at) => waiting.set(key, [...(waiting.get(key) ?? []), at]));
  const matched = now.map(({ key }) => waiting.get(key)?.shift() ?? -1);
  const left = new Map([...waiting.values()].flat().map((at) => [at, headingWords(old[at]?.key ?? '')]));
  now.forEach(({ key }, at) => {
    if (matched[at] !== -1 || key === '') return;
    let best = REWORDED;
    const words = headingWords(key);
    for (const [from, others] of left) {
      const overlap = wordsOverlap(words, others);
      if (overlap >= best && overlap > 0) [best, matched[at]] = [overlap, from];
    }
    left.delete(matched[at] ?? -1);
  });
  return matched;
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
