import type { Decided, Hat, Refusal } from '../shared/vocabulary.js';
import { decided, refused } from '../shared/vocabulary.js';
import { readFrontMatter } from './front-matter.js';
import type { FrontMatter } from './front-matter.js';
import { headingKey, headingKeys, isFieldHeading, isOptionalHeading, isPromptHeading } from './headings.js';
import type { Placed } from './copies.js';
import { SentenceIndex } from './copies.js';
import type { Block, Outline, Part } from './markdown.js';
import { outline } from './markdown.js';
import { isPlaceholderText, promptsOf, withoutPrompts } from './placeholders.js';
import { addRuns, sentencesOf } from './shingles.js';

/** A table that a section must hold: its columns by header, and how many filled rows. */
export interface RequiredTable {
  columns: string[];
  rows: number;
}

export interface TemplateSection {
  /** As the template writes it. */
  heading: string;
  /** As it is compared with a document's headings. */
  key: string;
  critical: boolean;
  /** May be left out: counts only where it raises the depth. */
  optional: boolean;
  /** A value rather than prose: complete when filled. */
  field: boolean;
  table?: RequiredTable;
  /** Pieces of evidence that it must carry. */
  evidence: number;
  /** Its table names platform work that is needed: by which columns. */
  platformNeeds?: { need: string; roadmapItem?: string };
  /** It names roadmap items: by which column, or true where each row, list item and paragraph is one. */
  roadmapItems?: string | true;
  /** What the template tells the writer, comments and prose, as plain text. */
  guidance: string;
  /** Places in `sections` of the headings below this one. */
  children: number[];
}

export interface Template {
  key: string;
  title: string;
  hat?: Hat;
  /** Day of the quarter, counted from the start, by whose end it is due. */
  dueDay?: number;
  /** Planned value in the quarter. */
  weight: number;
  /** Unique content words expected of a whole document. */
  targetUniqueWords?: number;
  /** A document is THIN below `thin`, or where a critical section is below `critical`. */
  thresholds: { thin: number; critical: number };
  sections: TemplateSection[];
  /** Runs of the template's own text, which say nothing in a document. */
  ownRuns: ReadonlySet<number>;
  /** Its sentences: one whose words all stand in one of them says nothing either. */
  ownSentences: SentenceIndex;
  /** Its square brackets, which a document must not keep. */
  prompts: ReadonlySet<string>;
}

/** "Bicorne domain language, Depth, and thin". */
export const DEFAULT_THRESHOLDS = { thin: 60, critical: 40 } as const;
/** Up to so many sections (fields and optional ones aside) a template that names no critical sections is small. */
const SMALL_TEMPLATE = 5;

/** Reads a template that is known to be good. Throws where `readTemplate` would refuse. */
export function parseTemplate(markdown: string, defaults: { key?: string } = {}): Template {
  const read = readTemplate(markdown, defaults);
  if (!read.ok)
    throw new Error(`Template ${defaults.key ?? ''} cannot be used: ${read.refusals.map((r) => r.message).join('; ')}`);
  return read.value;
}

/** Reads a template from anywhere. Refuses (code TEMPLATE_INVALID) with the front matter key at fault as the field. */
export function readTemplate(markdown: string, defaults: { key?: string } = {}): Decided<Template> {
  const read = outline(markdown);
  const { values, refusals } = readFrontMatter(read.frontMatter);
  if (refusals.length > 0) return refused(...refusals);
  const title = values.title ?? titleOf(read) ?? defaults.key ?? 'Document';
  const sections = sectionsOf(read, title);
  const unknown = applyFrontMatter(sections, values);
  if (unknown.length > 0) return refused(...unknown);
  markCritical(sections, values);
  let own: OwnText | undefined;
  const readOwn = (): OwnText =>
    (own ??= ownText(outline(markdown, (heading) => findSection({ sections }, heading) >= 0)));
  return decided({
    key: values.key ?? defaults.key ?? (headingKey(title).replaceAll(' ', '-') || 'document'),
    title,
    hat: values.hat,
    dueDay: values.dueDay,
    weight: values.weight ?? 1,
    targetUniqueWords: values.targetUniqueWords,
    thresholds: { ...DEFAULT_THRESHOLDS, ...values.thresholds },
    sections,
    // Half of the work of reading one, and only depth asks for it: read when it does.
    get ownRuns() {
      return readOwn().ownRuns;
    },
    get ownSentences() {
      return readOwn().ownSentences;
    },
    get prompts() {
      return readOwn().prompts;
    },
  });
}

/** The place of the section that a heading means, by its key alone; -1 where there is none. */
export function findSection(template: Pick<Template, 'sections'>, heading: string): number {
  for (const key of headingKeys(heading)) {
    const at = template.sections.findIndex(
      (section) => section.key === key || headingKeys(section.heading).includes(key),
    );
    if (at >= 0) return at;
  }
  return -1;
}

function titlePart(read: Outline): Part | undefined {
  const headed = read.parts.slice(1);
  const first = headed[0];
  const alone = headed.filter((part) => part.level === first?.level).length === 1;
  return first &&
    alone &&
    (headed.length > 1 || first.level === 1) &&
    headed.every((p) => p === first || p.level > first.level)
    ? first
    : undefined;
}

function titleOf(read: Outline): string | undefined {
  const heading = titlePart(read)?.heading;
  return heading === undefined || isPromptHeading(heading) || heading === '' ? undefined : heading;
}

function sectionsOf(read: Outline, title: string): TemplateSection[] {
  const sections: TemplateSection[] = [];
  const above: { level: number; at: number }[] = [];
  const titled = titlePart(read);
  let announcedOptional = false;
  for (const part of read.parts.slice(1)) {
    const optionalHere = announcedOptional || isOptionalHeading(part.heading);
    announcedOptional = isOptionalNote(part.comments.at(-1));
    const key = headingKey(part.heading);
    if (part === titled || key === '' || isPromptHeading(part.heading)) continue;
    if (sections.some((section) => section.key === key)) continue;
    while (above.length > 0 && above.at(-1)!.level >= part.level) above.pop();
    const parent = above.at(-1);
    const at = sections.length;
    if (parent) sections[parent.at]!.children.push(at);
    above.push({ level: part.level, at });
    sections.push({
      heading: plainHeading(part.heading),
      key,
      critical: false,
      optional: optionalHere || (parent !== undefined && sections[parent.at]!.optional),
      field: isFieldHeading(part.heading),
      evidence: 0,
      guidance: guidanceOf(part),
      children: [],
    });
  }
  if (sections.length === 0) sections.push(wholeDocument(read, title));
  if (sections.every((section) => section.optional || section.field))
    for (const section of sections) section.optional = false;
  return sections;
}

/** A template without sections asks for one text. */
function wholeDocument(read: Outline, title: string): TemplateSection {
  const guidance = read.parts.map(guidanceOf).join('\n').trim();
  return {
    heading: title,
    key: '',
    critical: false,
    optional: false,
    field: false,
    evidence: 0,
    guidance,
    children: [],
  };
}

/** A short comment before a heading that says that the section may be left out. */
function isOptionalNote(comment: string | undefined): boolean {
  return comment !== undefined && comment.length < 200 && /\boptional\b/i.test(comment);
}

function plainHeading(heading: string): string {
  return heading
    .replace(/\]\([^)\s]*\)/g, '')
    .replace(/[[\]`*]|\{#[^{}]*\}/g, '')
    .trim();
}

function guidanceOf(part: Part): string {
  return [...part.comments.map((comment) => comment.trim()), ...part.blocks.map((block) => block.texts.join(' | '))]
    .join('\n')
    .trim();
}

function applyFrontMatter(sections: TemplateSection[], values: FrontMatter): Refusal[] {
  const unknown: Refusal[] = [];
  const find = (field: string, heading: string): TemplateSection | undefined => {
    const at = findSection({ sections }, heading);
    if (at >= 0) return sections[at];
    unknown.push({ code: 'TEMPLATE_INVALID', field, message: `${field}: there is no section "${heading}"` });
    return undefined;
  };
  for (const heading of values.fields ?? []) {
    const section = find('fields', heading);
    if (section) section.field = true;
  }
  for (const heading of values.critical ?? []) {
    const section = find('critical', heading);
    if (section) section.critical = true;
  }
  for (const [heading, table] of Object.entries(values.tables ?? {})) {
    const section = find(`tables.${heading}`, heading);
    if (section) section.table = table;
  }
  for (const [heading, count] of Object.entries(values.evidence ?? {})) {
    const section = find(`evidence.${heading}`, heading);
    if (section) section.evidence = count;
  }
  for (const [heading, columns] of Object.entries(values.platformNeeds ?? {})) {
    const section = find(`platformNeeds.${heading}`, heading);
    if (section) section.platformNeeds = columns;
  }
  for (const [heading, column] of Object.entries(values.roadmapItems ?? {})) {
    const section = find(`roadmapItems.${heading}`, heading);
    if (section) section.roadmapItems = column;
  }
  return unknown;
}

/** "Where a template names no critical sections: in a small one every section that is not a field counts as critical." */
function markCritical(sections: TemplateSection[], values: FrontMatter): void {
  if (values.critical !== undefined) return;
  const required = sections.filter((section) => !section.field && !section.optional);
  if (required.length > SMALL_TEMPLATE) return;
  for (const section of required) section.critical = true;
}

type OwnText = Pick<Template, 'ownRuns' | 'ownSentences' | 'prompts'>;

/** Everything the template says itself, shown or in comments. */
function ownText(read: Outline): OwnText {
  const blocks = read.parts.flatMap((part) => [...part.blocks, ...part.comments.flatMap(commentBlocks)]);
  const prompts = new Set(blocks.flatMap((block) => block.texts.flatMap(promptsOf)));
  const sentences: Placed[] = [];
  for (const block of blocks)
    for (const form of formsOf(block, prompts))
      for (const sentence of sentencesOf(form)) sentences.push({ sentence, place: NO_PLACE });
  const ownRuns = new Set<number>();
  for (const { sentence } of sentences) addRuns(sentence, ownRuns);
  return { ownRuns, ownSentences: new SentenceIndex(sentences), prompts };
}

/** The template's text is in no section of any document. */
const NO_PLACE = -3;

function commentBlocks(comment: string): Block[] {
  return outline(comment).parts.flatMap((part): Block[] => [{ kind: 'text', texts: [part.heading] }, ...part.blocks]);
}

/** As it stands, with its brackets taken away, and with their text kept: it may be left in any of the three ways. */
function formsOf(block: Block, prompts: ReadonlySet<string>): Block[] {
  if (block.kind === 'code') return [block];
  const map = (change: (text: string) => string): Block => ({ kind: block.kind, texts: block.texts.map(change) });
  return [
    block,
    map((text) => (isPlaceholderText(text) ? '' : withoutPrompts(text, prompts).text)),
    map((text) => text.replace(/[{}[\]<>]/g, ' ')),
  ];
}
