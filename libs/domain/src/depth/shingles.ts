import { outline } from './markdown.js';
import type { Block } from './markdown.js';
import { isPlaceholderText, withoutPrompts } from './placeholders.js';
import type { Word } from './words.js';
import { wordsOf } from './words.js';

/**
 * Five-word runs of a text, each as a signed 32-bit hash: four bytes a shingle when stored (`Int32Array.from(set)`).
 * Two different runs share a hash with a chance of one in four thousand million.
 */
export type ShingleSet = ReadonlySet<number>;

/** Length of a run in words ("Bicorne domain language, Depth"). */
export const RUN = 5;
/** A sentence, list item, table row or line of code: runs do not cross its border. */
export type Sentence = Word[];

/** The sentences of a block. Wrapping does not matter: a paragraph's lines were joined before. */
export function sentencesOf(block: Block): Sentence[] {
  if (block.kind === 'row') return [block.texts.flatMap(wordsOf)].filter((row) => row.length > 0);
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
    for (const sentence of ownWriting(part.blocks, NO_PROMPTS).sentences) addRuns(sentence, set);
  return set;
}

const NO_PROMPTS: ReadonlySet<string> = new Set();

/** What is written in some blocks: their sentences, without placeholders and unfilled brackets, which are counted. */
export interface Writing {
  sentences: Sentence[];
  /** Those of them that name the columns of a table. */
  headers: ReadonlySet<Sentence>;
  placeholders: number;
}

/** `prompts` are the square brackets of the template, by `promptKey`. */
export function ownWriting(blocks: readonly Block[], prompts: ReadonlySet<string>): Writing {
  const sentences: Sentence[] = [];
  const headers = new Set<Sentence>();
  let placeholders = 0;
  for (const block of blocks) {
    const texts: string[] = [];
    for (const text of block.texts) {
      if (isPlaceholderText(text)) {
        if (/\p{L}/u.test(text)) placeholders++;
        continue;
      }
      const stripped = block.kind === 'code' ? { text, found: false } : withoutPrompts(text, prompts);
      if (stripped.found) placeholders++;
      texts.push(stripped.text);
    }
    for (const sentence of sentencesOf({ kind: block.kind, texts })) {
      if (sentence.some((word) => word.placeholder)) placeholders++;
      sentences.push(sentence);
      if (block.header) headers.add(sentence);
    }
  }
  return { sentences, headers, placeholders };
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
