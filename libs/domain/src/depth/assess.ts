import type { Verdict } from '../shared/vocabulary.js';
import type { SectionText } from './document.js';
import { DocumentText } from './document.js';
import type { Evidence } from './evidence.js';
import { evidenceBySection } from './evidence.js';
import type { Figures, Reason } from './reasons.js';
import { reasonsFor } from './reasons.js';
import type { ShingleSet } from './shingles.js';
import { overall } from './overall.js';
import { filledRows } from './tables.js';
import type { Template, TemplateSection } from './template.js';

export interface SectionAssessment {
  heading: string;
  critical: boolean;
  /** 0 to 100, a whole number. */
  depth: number;
  /** 0 to 1 each; null where the template does not ask for it. */
  completeness: number | null;
  evidence: number | null;
  specifics: number | null;
  substance: number | null;
  /** Why points are missing; empty at 100. */
  reasons: Reason[];
}

export interface Assessment {
  /** 0 to 100, a whole number. */
  depth: number;
  verdict: Verdict;
  /** In the template's order. */
  sections: SectionAssessment[];
}

/** What is known beside the text. */
export interface AssessmentContext {
  evidence?: readonly Evidence[];
  /** Shingles of the workspace's other deliverables: text that stands there counts for nothing here. */
  elsewhere?: ShingleSet;
  /** Evidence by identity (`evidenceSources`) that counts under another deliverable of the engagement, and not here. */
  claimed?: ReadonlySet<string>;
}

/** Shares of the four components ("Bicorne domain language, Depth": D). */
const SHARE = { completeness: 0.4, evidence: 0.25, specifics: 0.2, substance: 0.15 } as const;
/** Words of content at which a section is complete, and at which its substance is full. */
const CONTENT_WANTED = 8;
const SUBSTANCE_WANTED = 20;
/** The first words of content count for more than the later ones. */
const CONTENT_EXPONENT = 0.6;
/** Stock words fill in between the words of content: each is worth this much, and together no more than the content. */
const STOCK_WORTH = 0.25;
/** Words of content that count without being tied to the rest of the document. */
const UNTIED_WORDS = 1;
/** Fewer sections than this say too little of what a document is about. */
const TIED_FROM = 3;
/** Specifics that make a section's share full, and how many a section the document as a whole should have. */
const SPECIFICS_WANTED = 3;
const DOCUMENT_SPECIFICS_PER_SECTION = 2;
/** How a section's specifics are made up: its own, and those of the whole document. */
const OWN_SPECIFICS_SHARE = 0.5;

/**
 * How substantive a document is against its template. Deterministic, and linear in the document's length.
 * What it measures, and the properties it keeps: docs/depth.md.
 */
export function assess(template: Template, markdown: string, context?: AssessmentContext): Assessment {
  return assessText(new DocumentText(template, markdown), context);
}

/** As `assess`, of a document that is read already. */
export function assessText(document: DocumentText, context: AssessmentContext = {}): Assessment {
  const { template } = document;
  const direct = document.sections(context.elsewhere);
  const texts = direct.map((_, at) => withChildren(template.sections, direct, at));
  const evidence = evidenceBySection(template, context.evidence ?? [], texts, context.claimed);
  const counted = template.sections.filter((section) => !section.field && !section.optional).length || 1;
  const documentSpecifics = new Set(direct.flatMap((text) => [...text.documentSpecifics])).size;
  const substanceWanted =
    template.targetUniqueWords === undefined ? SUBSTANCE_WANTED : Math.ceil(template.targetUniqueWords / counted);
  const sections = template.sections.map((section, at) => {
    const text = texts[at]!;
    const content = creditedContent(text, counted >= TIED_FROM);
    return assessSection(section, text, {
      written: text.content.size,
      content,
      stock: text.stock.size,
      contentWanted: Math.min(CONTENT_WANTED, substanceWanted),
      substanceWanted,
      specifics: Math.min(text.specifics.size, content),
      specificsWanted: SPECIFICS_WANTED,
      documentSpecifics,
      documentSpecificsWanted: counted * DOCUMENT_SPECIFICS_PER_SECTION,
      evidence: evidence[at]!,
      table: section.table && filledRows(section.table, text.tables, template),
    });
  });
  const depth = overall(
    template.sections,
    sections.map((section) => section.depth),
  );
  return { depth, verdict: verdictOf(template, texts, sections, depth), sections };
}

/** "Text under sub-headings belongs to the section above." */
function withChildren(sections: readonly TemplateSection[], direct: readonly SectionText[], at: number): SectionText {
  const own = direct[at]!;
  const children = sections[at]!.children;
  if (children.length === 0) return own;
  const all = [own, ...children.map((child) => withChildren(sections, direct, child))];
  const sum = (pick: (text: SectionText) => number): number => all.reduce((total, text) => total + pick(text), 0);
  return {
    present: all.some((text) => text.present),
    filled: all.some((text) => text.filled),
    own: new Set(all.flatMap((text) => [...text.own])),
    content: new Set(all.flatMap((text) => [...text.content])),
    specifics: new Set(all.flatMap((text) => [...text.specifics])),
    stock: new Set(all.flatMap((text) => [...text.stock])),
    links: new Set(all.flatMap((text) => [...text.links])),
    tied: new Set(all.flatMap((text) => [...text.tied])),
    documentSpecifics: new Set(all.flatMap((text) => [...text.documentSpecifics])),
    documentLinks: new Set(all.flatMap((text) => [...text.documentLinks])),
    tables: all.flatMap((text) => text.tables),
    fromTemplate: sum((text) => text.fromTemplate),
    fromSections: sum((text) => text.fromSections),
    fromElsewhere: sum((text) => text.fromElsewhere),
    placeholders: sum((text) => text.placeholders),
  };
}

function assessSection(section: TemplateSection, text: SectionText, figures: Figures): SectionAssessment {
  const base = { heading: section.heading, critical: section.critical };
  if (section.field) {
    const completeness = text.filled ? 1 : 0;
    const reasons = completeness === 1 ? [] : reasonsFor(section, text, figures);
    return {
      ...base,
      depth: completeness * 100,
      completeness,
      evidence: null,
      specifics: null,
      substance: null,
      reasons,
    };
  }
  const evidence = section.evidence > 0 ? capped(figures.evidence / section.evidence) : null;
  const completeness = completenessOf(section, figures);
  const specifics =
    text.own.size === 0
      ? 0
      : OWN_SPECIFICS_SHARE * capped(figures.specifics / figures.specificsWanted) +
        (1 - OWN_SPECIFICS_SHARE) * completeness * capped(figures.documentSpecifics / figures.documentSpecificsWanted);
  const substance = capped(figures.content / figures.substanceWanted);
  const parts: [number, number | null][] = [
    [SHARE.completeness, completeness],
    [SHARE.evidence, evidence],
    [SHARE.specifics, specifics],
    [SHARE.substance, substance],
  ];
  const asked = parts.filter((part): part is [number, number] => part[1] !== null);
  const points = asked.reduce((sum, [share, value]) => sum + share * value, 0);
  const depth = Math.round((100 * points) / asked.reduce((sum, [share]) => sum + share, 0));
  return {
    ...base,
    depth,
    completeness: digits(completeness),
    evidence: evidence === null ? null : digits(evidence),
    specifics: digits(specifics),
    substance: digits(substance),
    reasons: depth >= 100 ? [] : reasonsFor(section, text, figures),
  };
}

function creditedContent(text: SectionText, tied: boolean): number {
  if (!tied) return text.content.size;
  return Math.min(text.content.size, UNTIED_WORDS + text.tied.size);
}

function completenessOf(section: TemplateSection, figures: Figures): number {
  const points = figures.content + Math.min(figures.content, STOCK_WORTH * figures.stock);
  const words = capped(points / figures.contentWanted) ** CONTENT_EXPONENT;
  if (!section.table || !figures.table) return words;
  const rows = capped(figures.table.rows / section.table.rows);
  const columns = 1 - figures.table.missingColumns.length / section.table.columns.length;
  return words * (0.8 * rows + 0.2 * columns);
}

function verdictOf(
  template: Template,
  texts: readonly SectionText[],
  sections: readonly SectionAssessment[],
  depth: number,
): Verdict {
  if (texts.every((text, at) => (template.sections[at]!.field ? !text.filled : text.own.size === 0))) return 'EMPTY';
  const { thin, critical } = template.thresholds;
  return depth < thin || sections.some((section) => section.critical && section.depth < critical)
    ? 'THIN'
    : 'SUBSTANTIVE';
}

function capped(value: number): number {
  return Math.min(1, value);
}

function digits(value: number): number {
  return Math.round(value * 1000) / 1000;
}
