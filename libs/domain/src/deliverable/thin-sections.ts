import type { Assessment, SectionAssessment } from '../depth/assess.js';
import { DEFAULT_THRESHOLDS } from '../depth/template.js';
import type { Template } from '../depth/template.js';

/**
 * Headings of the sections that pull a document under its template's marks, in the template's order: critical ones under
 * the critical mark, and any that counts in the mean and is under the mark of the whole. What the template leaves to the
 * writer, and fields, which are filled or not, pull nothing down. Bicorne domain language, Depth, and thin.
 *
 * @param template undefined where the catalogue no longer has it: the default marks count, and every section
 */
export function thinSections(
  { sections }: Pick<Assessment, 'sections'>,
  template: Pick<Template, 'thresholds' | 'sections'> | undefined,
): string[] {
  const marks = template?.thresholds ?? DEFAULT_THRESHOLDS;
  const passedOver = new Set(
    (template?.sections ?? []).filter(({ optional, field }) => optional || field).map(({ heading }) => heading),
  );
  return sections
    .filter(
      ({ heading, critical, depth }) =>
        (critical && depth < marks.critical) || (depth < marks.thin && !passedOver.has(heading)),
    )
    .map(({ heading }) => heading);
}

/**
 * The critical section with the least depth, of equals the first in the template's order; null where none is critical. It
 * alone makes a document thin, and AT_RISK names it.
 */
export function weakestCritical({
  sections,
}: Pick<Assessment, 'sections'>): Pick<SectionAssessment, 'heading' | 'depth'> | null {
  const [weakest] = sections.filter(({ critical }) => critical).toSorted((one, other) => one.depth - other.depth);
  return weakest ? { heading: weakest.heading, depth: weakest.depth } : null;
}
