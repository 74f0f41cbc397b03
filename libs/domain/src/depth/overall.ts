import type { TemplateSection } from './template.js';

/** A deliverable is at most this far above its worst critical section ("Bicorne domain language, Depth"). */
const ABOVE_WORST = 20;
/**
 * Of a template that names no critical sections and is too large for all of them to be, real work leaves parts out.
 * Counted are the deepest of its main sections, and the deepest of all its sections: these shares of them.
 */
const MAIN_EXPECTED = 0.6;
const ALL_EXPECTED = 0.4;
/** Of a main section of such a template, how much its sub-sections weigh beside its text as a whole. */
const CHILDREN_SHARE = 0.5;

/**
 * A document's depth from its sections' depths, both 0 to 100, in the template's order. Never falls when a section's
 * depth rises.
 */
export function overall(sections: readonly TemplateSection[], depths: readonly number[]): number {
  const fieldsOnly = sections.every((section) => section.field);
  const counts = (at: number): boolean => fieldsOnly || !sections[at]!.field;
  const all = sections.map((_, at) => at).filter(counts);
  const required = all.filter((at) => !sections[at]!.optional);
  const critical = sections.map((_, at) => at).filter((at) => sections[at]!.critical);
  const optional = all.filter((at) => sections[at]!.optional).map((at) => depths[at]!);
  if (critical.length === 0 && !fieldsOnly)
    return Math.round(raisedBy(largeMean(sections, depths, required), required.length, optional));
  const mean = raisedBy(meanOf(required.map((at) => depths[at]!)), required.length, optional);
  const worst = critical.reduce((least, at) => Math.min(least, depths[at]!), 100);
  return Math.round(Math.min(mean, worst + ABOVE_WORST));
}

function largeMean(
  sections: readonly TemplateSection[],
  depths: readonly number[],
  required: readonly number[],
): number {
  const below = new Set(sections.flatMap((section) => section.children));
  const wanted = new Set(required);
  const valueOf = (at: number): number => {
    const children = sections[at]!.children.filter((child) => wanted.has(child));
    if (children.length === 0) return depths[at]!;
    return (1 - CHILDREN_SHARE) * depths[at]! + CHILDREN_SHARE * deepest(children.map(valueOf), ALL_EXPECTED);
  };
  const main = required.filter((at) => !below.has(at));
  return Math.min(
    deepest(main.map(valueOf), MAIN_EXPECTED),
    deepest(
      required.map((at) => depths[at]!),
      ALL_EXPECTED,
    ),
  );
}

/** The mean of the deepest part of some values. */
function deepest(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => b - a);
  return meanOf(sorted.slice(0, Math.ceil(sorted.length * share)));
}

/** Optional sections count where they raise the mean: leaving one out, or taking text from it, never raises the depth. */
function raisedBy(mean: number, count: number, optional: readonly number[]): number {
  let raised = mean;
  let n = count;
  for (const depth of [...optional].sort((a, b) => b - a)) {
    if (depth <= raised) break;
    raised = (raised * n + depth) / (n + 1);
    n++;
  }
  return raised;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
