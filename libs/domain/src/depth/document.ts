import type { Placed } from './copies.js';
import { Copies, ELSEWHERE, OWN, SECTIONS, TEMPLATE } from './copies.js';
import { headingKeys, headingOverlap, singular } from './headings.js';
import type { Part, Table } from './markdown.js';
import { outline } from './markdown.js';
import type { Sentence, ShingleSet, Writing } from './shingles.js';
import { ownWriting } from './shingles.js';
import type { Template } from './template.js';
import { findSection } from './template.js';
import type { Word } from './words.js';
import { Ties } from './ties.js';
import { stemsOf } from './words.js';

/** What of a section is its own, and what of it is not. */
export interface SectionText {
  /** Whether the document has the heading. */
  present: boolean;
  /** Whether it holds a value of its own: what fills a field. */
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
  /** Of its own words of content, those that are tied to the document (`Ties`). */
  tied: Set<string>;
  /** Words that can be checked and links, its own or shared with another section: what the document as a whole holds. */
  documentSpecifics: Set<string>;
  documentLinks: Set<string>;
  tables: Table[];
  /** Words that are not its own, counted where they stand. */
  fromTemplate: number;
  fromSections: number;
  fromElsewhere: number;
  placeholders: number;
}

/** Stands for all text under no section of the template. */
const OUTSIDE = -1;
const NONE: ShingleSet = new Set();

/** A document read against its template: once, for whatever is asked of it after. */
export class DocumentText {
  private readonly parts: readonly Part[];
  private readonly places: readonly number[];
  private readonly writing: readonly Writing[];
  private readonly placed: readonly (readonly Placed[])[];
  private readonly copies: Copies;
  private readonly title: ReadonlySet<string>;
  private alone: SectionText[] | undefined;

  constructor(
    readonly template: Template,
    markdown: string,
  ) {
    this.parts = outline(markdown, (heading) => findSection(template, heading) >= 0).parts;
    this.places = placesOf(template, this.parts);
    this.writing = this.parts.map((part) => ownWriting(part.blocks, template.prompts));
    this.placed = this.writing.map(({ sentences }, index) => {
      const place = this.places[index]!;
      return sentences.map((sentence) => ({ sentence, place, field: template.sections[place]?.field }));
    });
    this.copies = new Copies(this.placed.flat(), template);
    this.title = titleStems(template, markdown, this.parts, this.places);
  }

  /** Its five-word runs, to be looked up in other documents. */
  get runs(): Iterable<number> {
    return this.copies.runs.keys();
  }

  /**
   * What of it is each section's own, in the template's order.
   * @param elsewhere the runs that stand in other documents: they are no section's own
   */
  sections(elsewhere: ShingleSet = NONE): readonly SectionText[] {
    if (elsewhere.size === 0) return (this.alone ??= this.split(NONE));
    return this.split(elsewhere);
  }

  private split(elsewhere: ShingleSet): SectionText[] {
    const sections: SectionText[] = this.template.sections.map(() => emptySection());
    const outside = emptySection();
    const statements: string[][] = [];
    const stems = new Map<string, string[]>();
    this.parts.forEach((part, index) => {
      const section = sections[this.places[index]!] ?? outside;
      section.present = true;
      for (const table of part.tables)
        section.tables.push({ ...table, rows: table.rows.filter((row) => this.isOwn(row, index, elsewhere)) });
      const { headers, placeholders } = this.writing[index]!;
      section.placeholders += placeholders;
      for (const one of this.placed[index]!) {
        const sources = this.copies.sourcesOf(one, elsewhere);
        take(section, one.sentence, sources, headers.has(one.sentence));
        statements.push(stemsOfStatement(one.sentence, sources, stems));
      }
    });
    const ties = new Ties(this.title, statements);
    for (const section of sections) for (const key of section.content) if (ties.holds(key)) section.tied.add(key);
    return sections;
  }

  private isOwn(row: string[], index: number, elsewhere: ShingleSet): boolean {
    const place = this.places[index]!;
    return ownWriting([{ kind: 'row', texts: row }], this.template.prompts).sentences.some((sentence) =>
      this.copies.sourcesOf({ sentence, place }, elsewhere).includes(OWN),
    );
  }
}

/** The stems of a statement's words of content, a copy of another section's too, but of no known source outside. */
function stemsOfStatement(sentence: Sentence, sources: Uint8Array, seen: Map<string, string[]>): string[] {
  return sentence.flatMap((word, i) => {
    if (!word.content || word.link || (sources[i] !== OWN && sources[i] !== SECTIONS)) return [];
    let stems = seen.get(word.key);
    if (!stems) seen.set(word.key, (stems = stemsOf(plain(word))));
    return stems;
  });
}

/** The stems of the title, a heading above all sections or in the front matter, that the template does not use itself. */
function titleStems(
  template: Template,
  markdown: string,
  parts: readonly Part[],
  places: readonly number[],
): Set<string> {
  const highest = parts.reduce(
    (least, part, index) => (places[index] === OUTSIDE ? least : Math.min(least, part.level)),
    7,
  );
  const titles = parts
    .filter((part, index) => places[index] === OUTSIDE && part.level < highest)
    .map((part) => part.heading);
  const titled = /^---[ \t]*\r?\n(?:[^\n]{0,500}\n){0,50}?title:([^\n]{0,500})/.exec(markdown.slice(0, 30_000));
  if (titled?.[1]) titles.push(titled[1]);
  const used = new Set([template.title, ...template.sections.map((section) => section.heading)].flatMap(stemsOfTitle));
  return new Set(titles.flatMap(stemsOfTitle).filter((stem) => !used.has(stem)));
}

function stemsOfTitle(title: string): string[] {
  return stemsOf(title.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase());
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
    tied: new Set(),
    documentSpecifics: new Set(),
    documentLinks: new Set(),
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
export function placesOf(template: Template, parts: readonly Part[]): number[] {
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

function namedPlaces(template: Template, parts: readonly Part[]): (number | undefined)[] {
  const byKey = new Map<string, number>();
  template.sections.forEach((section, at) => {
    for (const key of headingKeys(section.heading)) if (!byKey.has(key)) byKey.set(key, at);
  });
  const named = parts.map((part) =>
    headingKeys(part.heading)
      .map((key) => byKey.get(key))
      .find((at) => at !== undefined),
  );
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

function take(section: SectionText, sentence: Sentence, sources: Uint8Array, header: boolean): void {
  sentence.forEach((word, i) => {
    const source = sources[i];
    // The columns of a table are named as the template asks: there is nothing else to write in their place.
    const copied = header ? OWN : source;
    if (copied === TEMPLATE) section.fromTemplate++;
    else if (copied === SECTIONS) section.fromSections++;
    else if (copied === ELSEWHERE) section.fromElsewhere++;
    if (word.placeholder || source === TEMPLATE || source === ELSEWHERE) return;
    if (word.specific) section.documentSpecifics.add(plain(word));
    if (word.link) section.documentLinks.add(word.key);
    if (source === OWN) {
      if (word.value) section.filled = true;
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
