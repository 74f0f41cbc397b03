import type { SectionText } from './document.js';
import type { TableFilling } from './tables.js';
import type { TemplateSection } from './template.js';

export const REASON_CODES = [
  'SECTION_MISSING',
  'SECTION_EMPTY',
  'FIELD_EMPTY',
  'PLACEHOLDER_LEFT',
  'GUIDANCE_LEFT',
  'COPIED_FROM_SECTION',
  'COPIED_FROM_DELIVERABLE',
  'TABLE_COLUMNS_MISSING',
  'TABLE_ROWS_MISSING',
  'EVIDENCE_MISSING',
  'TOO_LITTLE_CONTENT',
  'NOT_TIED_TO_DOCUMENT',
  'FEW_SPECIFICS',
  'FEW_SPECIFICS_IN_DOCUMENT',
  'LITTLE_OF_ITS_OWN',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Why points are missing: names the section, what is missing, and what would clear it. */
export interface Reason {
  code: ReasonCode;
  statement: string;
}

/** The counts behind a section's depth, with what each is measured against. */
export interface Figures {
  /** Words of content, and how many of them count. */
  written: number;
  content: number;
  /** Words of the common stock between them. */
  stock: number;
  contentWanted: number;
  substanceWanted: number;
  specifics: number;
  specificsWanted: number;
  documentSpecifics: number;
  documentSpecificsWanted: number;
  evidence: number;
  table?: TableFilling;
}

/** The reasons of a section that is below 100. Never empty for one. */
export function reasonsFor(section: TemplateSection, text: SectionText, figures: Figures): Reason[] {
  const name = `"${section.heading}"`;
  const reasons: Reason[] = [];
  const add = (code: ReasonCode, statement: string): void => void reasons.push({ code, statement });
  if (!text.present) {
    const table = section.table ? ` and its table (${section.table.columns.join(', ')})` : '';
    add('SECTION_MISSING', `${name} is missing: add the heading and write the section${table}.`);
    if (section.evidence > 0) addEvidence(section, name, figures, add);
    return reasons;
  }
  if (!text.filled && section.field) add('FIELD_EMPTY', `${name} has no value: fill it in.`);
  else if (text.own.size === 0 && !section.field)
    add('SECTION_EMPTY', `${name} has nothing of its own: write what its guidance asks for.`);
  addLeftovers(text, name, add);
  if (section.field) return reasons;
  addTable(section, name, figures, add);
  addEvidence(section, name, figures, add);
  if (text.own.size === 0 && !section.table) return reasons;
  addWords(name, figures, add);
  return reasons;
}

type Add = (code: ReasonCode, statement: string) => void;

function addLeftovers(text: SectionText, name: string, add: Add): void {
  if (text.placeholders > 0)
    add(
      'PLACEHOLDER_LEFT',
      `${name} still holds ${count(text.placeholders, 'placeholder')} (such as TBD, TODO or an unfilled bracket): put the text in its place.`,
    );
  if (text.fromTemplate >= 5)
    add(
      'GUIDANCE_LEFT',
      `${name} repeats ${count(text.fromTemplate, 'word')} of the template: write your own in their place.`,
    );
  if (text.fromSections >= 5)
    add(
      'COPIED_FROM_SECTION',
      `${name} shares ${count(text.fromSections, 'word')} with another part of the document: say each thing in one place.`,
    );
  if (text.fromElsewhere >= 5)
    add(
      'COPIED_FROM_DELIVERABLE',
      `${name} shares ${count(text.fromElsewhere, 'word')} with another deliverable: write what is true of this one.`,
    );
}

function addTable(section: TemplateSection, name: string, figures: Figures, add: Add): void {
  const { table } = section;
  if (!table || !figures.table) return;
  const missing = figures.table.missingColumns;
  if (missing.length > 0)
    add(
      'TABLE_COLUMNS_MISSING',
      `${name} needs a table with the columns ${table.columns.join(', ')}; missing: ${missing.join(', ')}.`,
    );
  else if (figures.table.rows < table.rows)
    add(
      'TABLE_ROWS_MISSING',
      `${name} has ${figures.table.rows} of ${count(table.rows, 'row')} filled in every required column: fill ${table.rows - figures.table.rows} more.`,
    );
}

function addEvidence(section: TemplateSection, name: string, figures: Figures, add: Add): void {
  if (figures.evidence >= section.evidence) return;
  add(
    'EVIDENCE_MISSING',
    `${name} has evidence worth ${round(figures.evidence)} of ${section.evidence}: add a link (1.0), a file (0.7) or a statement (0.3).`,
  );
}

function addWords(name: string, figures: Figures, add: Add): void {
  const short = figures.content < figures.contentWanted;
  if (short && figures.content < figures.written)
    add(
      'NOT_TIED_TO_DOCUMENT',
      `${name} hardly speaks of what the rest of the document speaks of, so ${figures.content} of its ${figures.written} words of content count: name the systems, people and things that it is about.`,
    );
  else if (short)
    add(
      'TOO_LITTLE_CONTENT',
      `${name} has ${count(figures.content, 'word')} of content (names, figures, terms; not the common stock): write at least ${figures.contentWanted}, ${figures.substanceWanted} make it full.`,
    );
  else if (figures.content < figures.substanceWanted)
    add(
      'LITTLE_OF_ITS_OWN',
      `${name} has ${count(figures.content, 'different word')} of content: ${figures.substanceWanted} make it full.`,
    );
  if (figures.specifics < figures.specificsWanted)
    add(
      'FEW_SPECIFICS',
      `${name} has ${count(figures.specifics, 'specific')}: name ${figures.specificsWanted - figures.specifics} more (a date, an amount, a name, a link, an identifier or a command).`,
    );
  if (figures.documentSpecifics < figures.documentSpecificsWanted)
    add(
      'FEW_SPECIFICS_IN_DOCUMENT',
      `The document around ${name} has ${count(figures.documentSpecifics, 'specific')} where ${figures.documentSpecificsWanted} are expected: name dates, amounts, owners, systems, links.`,
    );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
