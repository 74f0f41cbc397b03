import { headingKey, headingWords, readHeading, wordsOverlap } from '../depth/headings.js';

/** A heading and the text under it. */
export interface Section {
  /** Empty for what stands above all headings. */
  heading: string;
  /** What two headings must share to be the same one. */
  key: string;
  /** Without the heading and the white space around it. */
  text: string;
  /** As it stands, with its heading: joined by line ends, the sections of a text are that text. */
  raw: string;
}

/** Sections beyond these are read as text of the last one. */
const SECTIONS_LIMIT = 500;
/** Two headings are one that was reworded where one holds the other and at least this share of its words. */
const REWORDED = 0.5;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The sections of a text in order. Front matter stands above all headings, and in no `text`. */
export function sectionsOf(markdown: string): Section[] {
  const front = FRONT_MATTER.exec(markdown)?.[0] ?? '';
  const head = front === '' ? [] : linesOf(front.replace(/\r?\n$/, ''));
  const sections: { heading: string; head: string[]; lines: string[] }[] = [{ heading: '', head, lines: [] }];
  let fence: string | null = null;
  for (const line of linesOf(markdown.slice(front.length))) {
    const lines = sections.at(-1)?.lines ?? [];
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === null || (mark.startsWith(fence) && /^ {0,3}[`~]+[ \t]*$/.test(line))))
      fence = fence === null ? mark : null;
    const atx = fence === null ? readHeading(line) : null;
    const above = lines.at(-1)?.trim() ?? '';
    const underlined = fence === null && UNDERLINE.test(line) && /^[^|>\-*+#\s]/.test(above) && !lines.at(-2)?.trim();
    if (sections.length > SECTIONS_LIMIT || (!atx && !underlined)) lines.push(line);
    else {
      const headed = underlined ? lines.splice(-1) : [];
      sections.push({ heading: atx ? atx.text : above, head: [...headed, line], lines: [] });
    }
  }
  return sections.map(({ heading, head, lines }) => ({
    heading,
    key: headingKey(heading),
    text: lines.join('\n').trim(),
    raw: [...head, ...lines].join('\n'),
  }));
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

/**
 * For each later section the place of the earlier one that it is, or -1. Headings are matched loosely: case, numbering,
 * punctuation and level do not matter, and one that holds the other is the same reworded.
 */
export function matchSections(old: readonly Section[], now: readonly Section[]): number[] {
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
