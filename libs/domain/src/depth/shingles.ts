import { outline } from './markdown.js';
import type { Block } from './markdown.js';
import type { Word } from './words.js';
import { wordsOf } from './words.js';

/**
 * Five-word runs of a text, each as a signed 32-bit hash: four bytes a shingle when stored (`Int32Array.from(set)`).
 * Two different runs share a hash with a chance of one in four thousand million.
 */
export type ShingleSet = ReadonlySet<number>;

/** Length of a run in words ("Bicorne domain language, Depth"). */
export const RUN = 5;
/** A whole sentence, item or cell shorter than a run is known by all of its words, from this many up, inside other text. */
const SHORTEST_INSIDE = 3;

/** A sentence, list item, table cell or line of code: runs do not cross its border. */
export type Sentence = Word[];

/** The sentences of a block. Wrapping does not matter: a paragraph's lines were joined before. */
export function sentencesOf(block: Block): Sentence[] {
  return block.texts.flatMap((text) => splitSentences(wordsOf(text)));
}

export function splitSentences(words: Word[]): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i]!.ends || i === words.length - 1) {
      sentences.push(words.slice(start, i + 1));
      start = i + 1;
    }
  }
  return sentences;
}

/** The shingles of a whole document: front matter, comments and headings left out. */
export function shingles(markdown: string): Set<number> {
  const set = new Set<number>();
  for (const part of outline(markdown).parts)
    for (const block of part.blocks) for (const sentence of sentencesOf(block)) addRuns(sentence, set);
  return set;
}

/** Share of the smaller set that stands in the other, 0 to 1; 0 where either is empty. */
export function containment(a: ShingleSet, b: ShingleSet): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / small.size;
}

/** Adds the runs of one sentence: every five words, or the whole where it is shorter. */
export function addRuns(sentence: Sentence, to: Set<number>): void {
  eachRun(sentence, (hash) => void to.add(hash));
}

/** Calls with each run of a sentence: its hash, its first word and one past its last. */
export function eachRun(sentence: Sentence, visit: (hash: number, from: number, to: number) => void): void {
  const hashes = sentence.map((word) => hashOf(word.key));
  if (hashes.length === 0) return;
  if (hashes.length < RUN) {
    visit(combine(hashes, 0, hashes.length), 0, hashes.length);
    return;
  }
  for (let i = 0; i + RUN <= hashes.length; i++) visit(combine(hashes, i, i + RUN), i, i + RUN);
}

/** Calls with each stretch of three or four words: what a short sentence looks like inside other text. */
export function eachShortStretch(sentence: Sentence, visit: (hash: number, from: number, to: number) => void): void {
  const hashes = sentence.map((word) => hashOf(word.key));
  for (let length = SHORTEST_INSIDE; length < RUN; length++)
    for (let i = 0; i + length <= hashes.length; i++) visit(combine(hashes, i, i + length), i, i + length);
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

function combine(hashes: readonly number[], from: number, to: number): number {
  let hash = 0x9e3779b9 ^ (to - from);
  for (let i = from; i < to; i++) {
    hash = Math.imul(hash ^ hashes[i]!, 0x85ebca6b);
    hash = (hash ^ (hash >>> 13)) | 0;
  }
  return hash | 0;
}
