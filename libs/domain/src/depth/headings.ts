import { wordsOf } from './words.js';

/** Headings that ask for a value, not for prose: complete when filled, however short ("Bicorne domain language, Depth"). */
const FIELD_NAMES = new Set(
  `status state date dates owner owners author authors approver approvers approval approvals reviewer reviewers signoff
   version revision decider deciders maker makers contact contacts license licence priority severity team id ticket
   consulted informed participants attendees updated created tags labels sponsor classification`.split(/\s+/),
);
const SMALL_WORDS = new Set([
  'a',
  'an',
  'and',
  'for',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
  'this',
  'our',
  'your',
]);

/** Characters of a heading that are compared: what is longer is a paragraph, and costs what it is long in each comparison. */
const COMPARED = 300;

/** A line that is a heading by its hashes; null where it is none. A line may hold any character but a line feed. */
export function readHeading(line: string): { level: number; text: string } | null {
  const mark = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(line);
  if (!mark) return null;
  const text = line.slice(mark[0].length).trim();
  return { level: mark[1]!.length, text: text.replace(/(^|[ \t])#+$/, '').trim() };
}

/** A heading as it is compared: no case, numbering, punctuation, emphasis, anchors or "(optional)". */
export function headingKey(heading: string): string {
  return heading
    .slice(0, COMPARED)
    .replace(/\{#[^{}]*\}/g, ' ')
    .replace(/[([{](?:optional|required|mandatory|if applicable|if any)[)\]}]/gi, ' ')
    .replace(/\]\([^)\s]*\)/g, ' ')
    .toLowerCase()
    .replace(/&(?:amp;)?/g, ' and ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(
      /^(?:(?:section|part|step|appendix|annex)\s+)?(?:\d+(?:\.\d+)*[.):]?\s+|[ivxlc]{1,5}[.)]\s+|[a-z][.)]\s+)/,
      '',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The keys that a document's heading may be found under, best first: whole, then before a colon or a dash. */
export function headingKeys(heading: string): readonly string[] {
  if (heading.length > COMPARED) return keysOf(heading);
  let found = known.get(heading);
  if (!found) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(heading, (found = keysOf(heading)));
  }
  return found;
}

/** The keys that were found: a look at an engagement asks for those of all its templates again. */
const known = new Map<string, readonly string[]>();
/** Less than a megabyte. */
const MOST_KNOWN = 2_000;

function keysOf(heading: string): readonly string[] {
  const before = heading.split(/:| [-–—] /)[0] ?? heading;
  return [...new Set([headingKey(heading), headingKey(before)].flatMap((key) => [key, singular(key)]))].filter(
    (key) => key !== '',
  );
}

export function singular(key: string): string {
  return key
    .split(' ')
    .map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))
    .join(' ');
}

/** How much two headings say the same, 0 to 1, where one holds every word of the other; else 0. */
export function headingOverlap(a: string, b: string): number {
  return wordsOverlap(headingWords(a), headingWords(b));
}

/** The same for words that are compared with many others. */
export function wordsOverlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (small.size === 0) return 0;
  for (const word of small) if (!large.has(word)) return 0;
  return small.size / large.size;
}

/** The words by which a heading's key is compared. */
export function headingWords(key: string): ReadonlySet<string> {
  return new Set(
    singular(key)
      .split(' ')
      .filter((word) => word !== '' && !SMALL_WORDS.has(word)),
  );
}

export function isFieldHeading(heading: string): boolean {
  const words = headingKey(heading).split(' ');
  return words.length <= 3 && FIELD_NAMES.has(words.at(-1)!) && !words.includes('and');
}

export function isOptionalHeading(heading: string): boolean {
  return /[([{](?:optional|if applicable|if any)[)\]}]/i.test(heading);
}

/** Whether a template's heading is a blank to fill in, such as `{title of option 1}`, rather than a section. */
export function isPromptHeading(heading: string): boolean {
  const bare = heading.replace(/\{[^{}]*\}|\[[^[\]]*\](?!\()|<[^<>]*>/g, ' ');
  return bare !== heading && wordsOf(bare).length === 0;
}
