import { placesOf } from '../depth/document.js';
import type { Part, Table } from '../depth/markdown.js';
import { outline } from '../depth/markdown.js';
import { isPlaceholderText, withoutPrompts } from '../depth/placeholders.js';
import { columnPlace } from '../depth/tables.js';
import { findSection } from '../depth/template.js';
import type { Template, TemplateSection } from '../depth/template.js';
import { wordsOf } from '../depth/words.js';
import type { DeliverableContent, PlatformNeed } from './deliverable-content.js';

/** Headings and items beyond these are not kept: no rule needs them, and a hostile document has any number. */
const HEADINGS_KEPT = 300;
const ITEMS_KEPT = 300;
/** A longer cell, item or sentence is cut: what it names stands at its beginning. */
const TEXT_KEPT = 300;

/** "None", "Nothing new.", "No platform work", "none: the supplier runs it": nothing is needed, or nothing carries it. */
const NONE =
  /^(?:none|nothing|nil|no|not (?:needed|required|applicable)|no (?:platform )?work(?: (?:is )?needed)?|(?:not|none) (?:yet )?(?:on|in) (?:the|our|any) roadmap)(?:$|\s*[.,:;(]|\s+[–—-]|\s(?:new|more|yet|needed|beyond|further|else|extra|today|so far|at present|does|carries|exists))/i;
/** A sentence that says that no item carries the work yet. */
const NOT_CARRIED =
  /\b(?:no (?:\w+ ){0,2}items?|not (?:yet )?(?:on|in|part of|carried|planned|scheduled|covered)|(?:does|do) not (?:yet )?exist|nothing (?:yet )?carries|none (?:yet )?(?:does|carries|exists|carry)|undecided)\b/i;

/**
 * What a document holds that rules compare across deliverables: its headings, the platform work that it needs, and the
 * items of a roadmap. Which tables and sections these stand in is told by the template's front matter (`platformNeeds`,
 * `roadmapItems`; docs/depth.md); without a template, and for one that tells nothing, there are only headings. What is a
 * placeholder, unfilled or says "none" is left out, and so is a repetition. Lists are cut at 300 entries, entries at 300
 * characters. One pass: the cost grows linearly with the length.
 */
export function readContent(markdown: string, template?: Template): DeliverableContent {
  const parts = outline(markdown, (heading) => template !== undefined && findSection(template, heading) >= 0).parts;
  const places = template ? placesOf(template, parts) : [];
  const needs = new Map<string, PlatformNeed>();
  const items = new Set<string>();
  parts.forEach((part, index) => {
    const section = template?.sections[places[index] ?? -1];
    if (!template || !section) return;
    for (const need of needsIn(part, section, template)) {
      const key = `${need.need}\n${need.roadmapItem ?? ''}`;
      if (needs.size < ITEMS_KEPT && !needs.has(key)) needs.set(key, need);
    }
    for (const item of itemsIn(part, section, template)) if (items.size < ITEMS_KEPT) items.add(item);
  });
  return {
    headings: [...new Set(parts.map(({ heading }) => cut(heading)))]
      .filter((heading) => heading !== '')
      .slice(0, HEADINGS_KEPT),
    platformNeeds: [...needs.values()],
    roadmapItems: [...items],
  };
}

function needsIn(part: Part, { platformNeeds: columns }: TemplateSection, template: Template): PlatformNeed[] {
  if (!columns) return [];
  return part.tables.flatMap((table) => {
    const at = columnPlace(columns.need, table.header);
    if (at < 0) return [];
    const itemAt = columns.roadmapItem === undefined ? -1 : columnPlace(columns.roadmapItem, table.header);
    return table.rows.flatMap((row) => {
      const roadmapItem = said(row[itemAt] ?? '', template);
      return severalOf(row[at] ?? '').flatMap((cell) => {
        const need = said(cell, template);
        return need === null ? [] : [{ need, roadmapItem }];
      });
    });
  });
}

function itemsIn(part: Part, { roadmapItems: column }: TemplateSection, template: Template): string[] {
  if (column === undefined) return [];
  const texts = column === true ? [...part.tables.flatMap(rowTexts), ...sentences(part)] : columnTexts(part, column);
  return texts.flatMap((text) => {
    const item = said(text, template);
    return item === null || NOT_CARRIED.test(item) ? [] : [item];
  });
}

function columnTexts(part: Part, column: string): string[] {
  return part.tables.flatMap((table) => {
    const at = columnPlace(column, table.header);
    return at < 0 ? [] : table.rows.map((row) => row[at] ?? '');
  });
}

function rowTexts({ rows }: Table): string[] {
  return rows.map((row) => row.filter((cell) => cell !== '').join(', '));
}

/** Sentences one by one, since one may say what carries the work and the next that nothing does. */
function sentences(part: Part): string[] {
  return part.blocks
    .filter(({ kind }) => kind === 'item' || kind === 'text')
    .flatMap(({ texts }) => texts.flatMap((text) => text.split(/(?<=[.!?;])\s+/)));
}

/** A cell may name several pieces of work, parted by semicolons or line breaks. */
function severalOf(cell: string): string[] {
  return cell.split(/;|<br\s*\/?>/i);
}

/** The text as it is kept; null where it says nothing, or that there is none. */
function said(text: string, template: Template): string | null {
  const bare = withoutPrompts(text.slice(0, 2 * TEXT_KEPT), template.prompts)
    .text.replace(/\s+/g, ' ')
    .trim();
  if (isPlaceholderText(bare) || wordsOf(bare).every(({ placeholder }) => placeholder) || NONE.test(bare)) return null;
  return cut(bare);
}

/** Not within a character of two code units. */
function cut(text: string): string {
  return text.slice(0, TEXT_KEPT).replace(/[\uD800-\uDBFF]$/, '');
}
