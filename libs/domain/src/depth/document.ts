import { headingKeys, headingOverlap, singular } from './headings.js';
import type { Part, Table } from './markdown.js';
import { outline } from './markdown.js';
import { isPlaceholderText, withoutPrompts } from './placeholders.js';
import type { Sentence } from './shingles.js';
import { RUN, eachRun, eachShortStretch, sentencesOf } from './shingles.js';
import type { Template } from './template.js';
import { findSection } from './template.js';
import type { Word } from './words.js';
import { stemsOf } from './words.js';

/** What of a section is its own, and what of it is not. */
export interface SectionText {
  /** Whether the document has the heading. */
  present: boolean;
  /** Whether it holds any word of its own at all: what fills a field. */
  filled: boolean;
  /** Words of its own, by key: distinct, so that saying a thing twice adds nothing. */
  own: Set<string>;
  /** Of these, the words that say something. */
  content: Set<string>;
  /** Of these, the words that can be checked. */
  specifics: Set<string>;
  /** Of its own words, those of the common stock, which only fill in between. */
  stock: Set<string>;
  links: Set<string>;
  /** Stems that it shares with the title or with another part of the document, where each says them in its own words. */
  anchors: Set<string>;
  tables: Table[];
  /** Words that are not its own, counted where they stand. */
  fromTemplate: number;
  fromSections: number;
  fromElsewhere: number;
  placeholders: number;
}

/** Stands for all text under no section of the template. */
const OUTSIDE = -1;
const SEVERAL = -2;

/** Splits a document by the template's sections and takes out of each what is not its own. */
export function readDocument(template: Template, markdown: string, elsewhere: ReadonlySet<number>): SectionText[] {
  const parts = outline(markdown, (heading) => findSection(template, heading) >= 0).parts;
  const places = placesOf(template, parts);
  const sections: SectionText[] = template.sections.map(() => emptySection());
  const texts = parts.map((part) => sentencesOfPart(part, template));
  const owners = ownersOf(texts, places);
  const outside = emptySection();
  parts.forEach((part, index) => {
    const place = places[index]!;
    const section = sections[place] ?? outside;
    section.present = true;
    section.tables.push(...part.tables);
    section.placeholders += texts[index]!.placeholders;
    for (const sentence of texts[index]!.sentences) take(section, sentence, sourcesOf(sentence, place, template, elsewhere, owners));
  });
  anchor(sections, outside, titleStems(markdown, parts, places));
  return sections;
}

/** The stems of the title: of a heading of the first level that is no section, and of the front matter's title. */
function titleStems(markdown: string, parts: readonly Part[], places: readonly number[]): Set<string> {
  const titles = parts.filter((part, index) => part.level === 1 && places[index] === OUTSIDE).map((part) => part.heading);
  const titled = /^---[ \t]*\r?\n(?:[^\n]{0,500}\n){0,50}?title:([^\n]{0,500})/.exec(markdown.slice(0, 30_000));
  if (titled?.[1]) titles.push(titled[1]);
  return new Set(titles.flatMap((title) => stemsOf(title.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase())));
}

/** Finds, for each section, the stems that tie it to the rest. */
function anchor(sections: readonly SectionText[], outside: SectionText, title: ReadonlySet<string>): void {
  const all = [...sections, outside].map((section) => {
    const words = [...section.content].filter((key) => !section.links.has(key));
    return new Set(words.flatMap(stemsOf));
  });
  const seen = new Map<string, number>();
  for (const stems of all) for (const stem of stems) seen.set(stem, (seen.get(stem) ?? 0) + 1);
  sections.forEach((section, at) => {
    for (const stem of all[at]!) if (title.has(stem) || seen.get(stem)! > 1) section.anchors.add(stem);
  });
}

function emptySection(): SectionText {
  return {
    present: false,
    filled: false,
    own: new Set(),
    content: new Set(),
    specifics: new Set(),
    stock: new Set(),
    links: new Set(),
    anchors: new Set(),
    tables: [],
    fromTemplate: 0,
    fromSections: 0,
    fromElsewhere: 0,
    placeholders: 0,
  };
}

/**
 * The section that each part belongs to. A heading that means a section opens it, whatever its level; another heading
 * belongs to the section above it as long as it is deeper, and to none otherwise.
 */
function placesOf(template: Template, parts: Part[]): number[] {
  if (template.sections.length === 1 && template.sections[0]!.key === '') return parts.map(() => 0);
  const named = namedPlaces(template, parts);
  const above: { level: number; place: number }[] = [];
  return parts.map((part, index) => {
    if (index === 0) return OUTSIDE;
    while (above.length > 0 && above.at(-1)!.level >= part.level) above.pop();
    const place = named[index] ?? above.at(-1)?.place ?? OUTSIDE;
    above.push({ level: part.level, place });
    return place;
  });
}

function namedPlaces(template: Template, parts: Part[]): (number | undefined)[] {
  const byKey = new Map<string, number>();
  template.sections.forEach((section, at) => {
    for (const key of headingKeys(section.heading)) if (!byKey.has(key)) byKey.set(key, at);
  });
  const named = parts.map((part) => headingKeys(part.heading).map((key) => byKey.get(key)).find((at) => at !== undefined));
  const found = new Set(named);
  const missing = template.sections.map((section, at) => ({ key: section.key, at })).filter(({ at }) => !found.has(at));
  if (missing.length === 0) return named;
  const seen = new Map<string, number | undefined>();
  return named.map((at, index) => {
    const heading = parts[index]!.heading;
    if (at !== undefined || heading === '') return at;
    if (!seen.has(heading)) seen.set(heading, closest(heading, missing));
    return seen.get(heading);
  });
}

/** The missing section whose heading holds, or is held by, this one: "Alternatives considered" for "Alternatives". */
function closest(heading: string, missing: { key: string; at: number }[]): number | undefined {
  const key = headingKeys(heading)[0];
  if (key === undefined) return undefined;
  let best: number | undefined;
  let overlap = 0.33;
  for (const section of missing) {
    const score = headingOverlap(key, section.key);
    if (score > overlap) [best, overlap] = [section.at, score];
  }
  return best;
}

interface PartText {
  sentences: Sentence[];
  placeholders: number;
}

function sentencesOfPart(part: Part, template: Template): PartText {
  const sentences: Sentence[] = [];
  let placeholders = 0;
  for (const block of part.blocks) {
    const texts: string[] = [];
    for (const text of block.texts) {
      if (isPlaceholderText(text)) {
        if (/\w/.test(text)) placeholders++;
        continue;
      }
      const stripped = block.kind === 'code' ? { text, found: false } : withoutPrompts(text, template.prompts);
      if (stripped.found) placeholders++;
      texts.push(stripped.text);
    }
    for (const sentence of sentencesOf({ kind: block.kind, texts })) sentences.push(sentence);
  }
  return { sentences, placeholders };
}

interface Owners {
  /** Which section a run stands in, or SEVERAL. */
  runs: Map<number, number>;
  /** The same of whole sentences of three or four words. */
  shorts: Map<number, number>;
}

function ownersOf(texts: PartText[], places: number[]): Owners {
  const owners: Owners = { runs: new Map(), shorts: new Map() };
  const note = (map: Map<number, number>, hash: number, place: number): void => {
    const before = map.get(hash);
    if (before === undefined) map.set(hash, place);
    else if (before !== place) map.set(hash, SEVERAL);
  };
  texts.forEach(({ sentences }, index) => {
    const place = places[index]!;
    for (const sentence of sentences) {
      eachRun(sentence, (hash) => note(owners.runs, hash, place));
      if (sentence.length < RUN)
        eachShortStretch(sentence, (hash, from, to) => {
          if (to - from === sentence.length) note(owners.shorts, hash, place);
        });
    }
  });
  return owners;
}

const OWN = 0;
const TEMPLATE = 1;
const SECTIONS = 2;
const ELSEWHERE = 3;

/** Where each word of a sentence comes from: a word inside a run that stands elsewhere too is not the section's own. */
function sourcesOf(sentence: Sentence, place: number, template: Template, elsewhere: ReadonlySet<number>, owners: Owners): Uint8Array {
  const sources = new Uint8Array(sentence.length);
  eachRun(sentence, (hash, from, to) => {
    if (template.ownRuns.has(hash)) sources.fill(TEMPLATE, from, to);
    else if (owners.runs.get(hash) === SEVERAL) sources.fill(SECTIONS, from, to);
    else if (elsewhere.has(hash)) sources.fill(ELSEWHERE, from, to);
  });
  if (owners.shorts.size > 0 || template.ownShorts.size > 0)
    eachShortStretch(sentence, (hash, from, to) => {
      const owner = owners.shorts.get(hash);
      if (template.ownShorts.has(hash)) sources.fill(TEMPLATE, from, to);
      else if (owner !== undefined && owner !== place) sources.fill(SECTIONS, from, to);
    });
  return sources;
}

function take(section: SectionText, sentence: Sentence, sources: Uint8Array): void {
  sentence.forEach((word, i) => {
    const source = sources[i];
    if (source === TEMPLATE) section.fromTemplate++;
    else if (source === SECTIONS) section.fromSections++;
    else if (source === ELSEWHERE) section.fromElsewhere++;
    else if (source === OWN && !word.placeholder) {
      section.filled = true;
      if (word.something) section.own.add(word.key);
      if (word.link) section.links.add(word.key);
      if (word.content) section.content.add(plain(word));
      else if (word.something) section.stock.add(word.key);
      if (word.specific) section.specifics.add(plain(word));
    }
  });
}

/** One key for singular and plural: "election" and "elections" are one word of content. */
function plain(word: Word): string {
  return word.link ? word.key : singular(word.key);
}
