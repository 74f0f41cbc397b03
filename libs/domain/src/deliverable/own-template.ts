import { readFrontMatter } from '../depth/front-matter.js';
import { outline } from '../depth/markdown.js';
import { readTemplate } from '../depth/template.js';
import { QUARTER_DAYS } from '../engagement/quarter.js';
import { readOptionalText, readText } from '../shared/text.js';
import { HATS, decided, refused } from '../shared/vocabulary.js';
import type { Decided, Hat, Refusal } from '../shared/vocabulary.js';

/** Longest template, in UTF-16 code units, and most headings in it. */
export const TEMPLATE_LIMIT = 100_000;
const SECTIONS_LIMIT = 100;
/** Templates of a workspace's own that are in use at a time. */
export const OWN_TEMPLATES_LIMIT = 200;
const TITLE_LIMIT = 200;
const KEY_LIMIT = 63;
const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const WEIGHT_LIMIT = 100;

/** A template as it is given. What is said beside the text counts before the text's front matter. */
export interface OwnTemplateInput {
  markdown: string;
  key?: string | null;
  hat?: Hat | null;
  title?: string | null;
  dueDay?: number | null;
  weight?: number | null;
}

/** A template of a workspace's own, as deliverables are planned by it. */
export interface OwnTemplate {
  key: string;
  hat: Hat;
  title: string;
  /** Day of the quarter by whose end it is due. */
  dueDay: number;
  weight: number;
  markdown: string;
}

export interface OwnTemplateFacts {
  /** Keys of the catalogue, which cannot be taken. */
  catalogueKeys: ReadonlySet<string>;
  /** The version that is replaced: what the new one does not say stays as it was, and its key stays in any case. */
  replaces?: OwnTemplate | null;
}

/**
 * A template of a workspace's own. Plain Markdown from anywhere does: its headings are the sections, the title and the key
 * come from its first heading, it is due on the last day of the quarter and weighs 1; only the hat has to be said.
 *
 * Refusal codes: those of `readText`, TEMPLATE_INVALID (front matter, with the key at fault), NO_HEADINGS, TOO_MANY,
 * OUT_OF_RANGE, INVALID_KEY, TAKEN (a key of the catalogue).
 */
export function readOwnTemplate(input: OwnTemplateInput, facts: OwnTemplateFacts): Decided<OwnTemplate> {
  const markdown = readText(input.markdown, { field: 'markdown', what: 'the template', max: TEMPLATE_LIMIT });
  if (!markdown.ok) return markdown;
  const title = readOptionalText(input.title, { field: 'title', what: 'the title', max: TITLE_LIMIT });
  const read = readTemplate(input.markdown, { key: facts.replaces?.key });
  if (!read.ok)
    return refused(...read.refusals.map((refusal) => ({ ...refusal, field: `markdown.${refusal.field ?? ''}` })));
  if (!title.ok) return title;
  const { sections } = read.value;
  const said = readFrontMatter(outline(input.markdown).frontMatter).values;
  const before = facts.replaces;
  const hat = input.hat ?? said.hat ?? before?.hat;
  const template = {
    key: before?.key ?? input.key?.trim() ?? read.value.key,
    title: title.value ?? read.value.title,
    dueDay: input.dueDay ?? said.dueDay ?? before?.dueDay ?? QUARTER_DAYS,
    weight: input.weight ?? said.weight ?? before?.weight ?? 1,
    markdown: input.markdown,
  };
  const refusals = [
    ...headingRefusals(sections),
    ...keyRefusals(template.key, before ? new Set() : facts.catalogueKeys, input.key),
    ...figureRefusals(template),
  ];
  if (template.title.length > TITLE_LIMIT)
    refusals.push({ code: 'TOO_LONG', field: 'title', message: `The title is longer than ${TITLE_LIMIT} characters.` });
  if (!hat) refusals.push({ code: 'REQUIRED', field: 'hat', message: `Say which hat owes it: ${HATS.join(' or ')}.` });
  return refusals.length > 0 || !hat ? refused(...refusals) : decided({ ...template, hat });
}

function headingRefusals(sections: readonly { key: string }[]): Refusal[] {
  const field = 'markdown';
  if (sections.every(({ key }) => key === ''))
    return [
      { code: 'NO_HEADINGS', field, message: 'The template has no headings: each heading is a section to be written.' },
    ];
  if (sections.length > SECTIONS_LIMIT)
    return [{ code: 'TOO_MANY', field, message: `A template has ${SECTIONS_LIMIT} headings at the most.` }];
  return [];
}

function keyRefusals(key: string, taken: ReadonlySet<string>, given: string | null | undefined): Refusal[] {
  if (!KEY.test(key) || key.length > KEY_LIMIT)
    return [
      {
        code: 'INVALID_KEY',
        field: 'key',
        message: `${given ? 'The key is' : 'Give the template a key:'} small letters, digits and hyphens, such as security-read, ${KEY_LIMIT} at the most.`,
      },
    ];
  if (taken.has(key))
    return [
      { code: 'TAKEN', field: 'key', message: `The catalogue has a template with the key "${key}": choose another.` },
    ];
  return [];
}

function figureRefusals({ dueDay, weight }: { dueDay: number; weight: number }): Refusal[] {
  const refusals: Refusal[] = [];
  if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > QUARTER_DAYS)
    refusals.push({
      code: 'OUT_OF_RANGE',
      field: 'dueDay',
      message: `The due day is a day of the quarter, from 1 to ${QUARTER_DAYS}.`,
    });
  if (!(weight > 0 && weight <= WEIGHT_LIMIT))
    refusals.push({
      code: 'OUT_OF_RANGE',
      field: 'weight',
      message: `The weight is over 0 and at most ${WEIGHT_LIMIT}; most templates of the catalogue weigh 1 to 3.`,
    });
  return refusals;
}
