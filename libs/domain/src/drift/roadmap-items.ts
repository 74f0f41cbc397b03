import type { PlatformNeed } from '../deliverable/deliverable-content.js';
import { headingKey, singular } from '../depth/headings.js';

/** Share of the shorter text's words that have to stand in the other, and how many of them at the least. */
const SHARED = 0.75;
const SHARED_WORDS = 2;
/** A longer text that holds a single word is about something else as likely as not. */
const LONGEST_FOR_ONE_WORD = 4;
const SMALL_WORDS = new Set([
  'a',
  'an',
  'and',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
  'by',
  'is',
  'are',
]);

/** "Item 3", "roadmap item no. 3", "#3": an item by its place. */
const BY_PLACE = /^(?:(?:roadmap|the) )*(?:item|row|line|no|nr|number)?\s*#?\s*(\d{1,3})$/;

/**
 * The items of an engagement's roadmaps, and whether they carry a need. Texts are compared by their words: case,
 * punctuation, order, plural and small words do not matter, and the longer text may say more. Two texts mean the same where
 * three quarters of the words of the shorter, and two at least, stand in the longer; a single word is enough in one of up to four.
 */
export class RoadmapItems {
  private readonly words: ReadonlySet<string>[];

  constructor(items: readonly string[]) {
    this.words = items.map(wordSet);
  }

  /** Whether an item is the one that the need names, or is about the same work. */
  carry({ need, roadmapItem }: PlatformNeed): boolean {
    return (roadmapItem !== null && this.names(roadmapItem)) || this.isAbout(need);
  }

  private names(roadmapItem: string): boolean {
    const place = BY_PLACE.exec(headingWords(roadmapItem));
    if (place) return Number(place[1]) >= 1 && Number(place[1]) <= this.words.length;
    const named = wordSet(roadmapItem);
    // It was meant to name an item: a single word of it is enough.
    return this.words.some((item) => meansTheSame(named, item) || contains(item, named) || contains(named, item));
  }

  private isAbout(need: string): boolean {
    const needed = wordSet(need);
    return this.words.some((item) => meansTheSame(needed, item));
  }
}

function meansTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  const shared = [...small].filter((word) => large.has(word)).length;
  if (small.size < SHARED_WORDS) return shared === 1 && large.size <= LONGEST_FOR_ONE_WORD;
  return shared >= SHARED_WORDS && shared >= SHARED * small.size;
}

function contains(large: ReadonlySet<string>, small: ReadonlySet<string>): boolean {
  return small.size > 0 && [...small].every((word) => large.has(word));
}

function wordSet(text: string): ReadonlySet<string> {
  const words = singular(headingWords(text)).split(' ');
  const said = words.filter((word) => word !== '' && !SMALL_WORDS.has(word));
  return new Set(said.length > 0 ? said : words.filter((word) => word !== ''));
}

/** Lower case, without punctuation and addresses; a number in front stays, since "3" may be all that is said. */
function headingWords(text: string): string {
  const bare = text.trim().toLowerCase();
  return headingKey(bare) || bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
