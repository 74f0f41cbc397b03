/** Finding one's way in Markdown: headings, and the guidance that a template keeps in HTML comments. */

export interface Heading {
  text: string;
  /** Offset of the heading's line in the text. */
  at: number;
}

/** Headings outside of code fences, in order. */
export function headingsOf(markdown: string): Heading[] {
  const headings: Heading[] = [];
  let fenced = false;
  let at = 0;
  for (const line of markdown.split('\n')) {
    if (/^\s{0,3}(```|~~~)/.test(line)) fenced = !fenced;
    const text = fenced ? undefined : /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
    if (text) headings.push({ text, at });
    at += line.length + 1;
  }
  return headings;
}

/** What two headings must share to be the same one: letters and figures, without numbering, case or what follows a colon. */
export function sameHeading(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(heading: string): string {
  return heading
    .replace(/:.*$/, '')
    .replace(/^[\d.)\s]+/, '')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The heading whose section holds this offset. */
export function headingAt(markdown: string, offset: number): string | undefined {
  return headingsOf(markdown).findLast(({ at }) => at <= offset)?.text;
}

/** A break in the middle of a sentence: where the template's line was full, not where a thought ends or a list goes on. */
const WRAPPED = /(?<=[^.:!?\n])\n(?=[^\n*\-\d])/g;

/** The guidance of one section of a template: its HTML comments, as plain text that wraps where it is shown. */
export function guidanceFor(template: string, heading: string): string | undefined {
  const headings = headingsOf(template);
  const index = headings.findIndex(({ text }) => sameHeading(text, heading));
  const found = headings[index];
  if (!found) return undefined;
  const section = template.slice(found.at, headings[index + 1]?.at ?? template.length);
  const comments = Array.from(section.matchAll(/<!--([\s\S]*?)-->/g), ([, comment]) =>
    (comment ?? '').trim().replace(WRAPPED, ' '),
  );
  return comments.length === 0 ? undefined : comments.join('\n\n');
}
