import { CRITICAL_SECTION_DEPTH, SUBSTANTIVE_DEPTH, isThin } from '../../deliverable/measure.js';
import { listOf } from '../../shared/text.js';
import type { DriftDeliverable, Rule, Signal, SignalFigure } from '../types.js';
import { depthInText, named } from '../wording.js';

/** Section names beyond these say no more: the reasons stand section by section with the deliverable. */
const SECTIONS_NAMED = 5;

/** A deliverable lies with the client and is thin. Bicorne domain language, Drift: THIN; Depth, and thin. */
export const thin: Rule = {
  code: 'THIN',
  evaluate: (facts) => facts.deliverables.filter(isThin).map(signal),
  nextChangeAt: () => null,
};

function signal(deliverable: DriftDeliverable): Signal {
  const thresholds = deliverable.thresholds ?? { thin: SUBSTANTIVE_DEPTH, critical: CRITICAL_SECTION_DEPTH };
  const depth = deliverable.depth ?? 0;
  const worst = deliverable.worstCriticalSection;
  const criticalIsThin = worst !== null && worst !== undefined && worst.depth < thresholds.critical;
  const figures: SignalFigure[] = [{ name: 'depth', value: depth, threshold: thresholds.thin }];
  const against = depth < thresholds.thin ? `, under ${thresholds.thin}` : '';
  const sentences = [`${named(deliverable)} was submitted with a depth of ${depthInText(depth)}${against}.`];
  if (criticalIsThin) {
    figures.push({ name: 'worstCriticalSection', value: worst.depth, threshold: thresholds.critical });
    sentences.push(
      `Its critical section “${worst.heading}” stands at ${depthInText(worst.depth)}, under ${thresholds.critical}.`,
    );
  }
  const others = deliverable.thinSections.filter((heading) => !criticalIsThin || heading !== worst.heading);
  if (others.length > 0) sentences.push(`Thin ${criticalIsThin ? 'as well' : 'in it'}: ${sections(others)}.`);
  return {
    rule: 'THIN',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: 'WARNING',
    figures,
    statement: sentences.join(' '),
    clearsWhen: `A revision with a depth of ${thresholds.thin} or more, and ${thresholds.critical} or more in every critical section, is submitted; or the client sends it back, or accepts it as it is.`,
  };
}

function sections(headings: readonly string[]): string {
  if (headings.length <= SECTIONS_NAMED) return listOf(headings);
  return `${headings.slice(0, SECTIONS_NAMED).join(', ')} and ${headings.length - SECTIONS_NAMED} more`;
}
