import { headingKeys, isFieldHeading } from '../../depth/headings.js';
import { counted } from '../../shared/text.js';
import type { DriftDeliverable } from '../types.js';
import { named } from '../wording.js';
import type { Bundle } from './bundle.js';

/** Sections of the other hat's templates, from which a document does the other hat's work too. */
export const SIBLING_SECTIONS = 2;
/** Section names beyond these say no more. */
const SECTIONS_NAMED = 3;

/**
 * Documents that hold two or more sections of the other hat's templates. Headings are matched as in the depth measure: case,
 * numbering, plural and what follows a colon do not matter. A section that a template of the document's own hat has too is
 * nobody's alone, and neither is one that asks for a value (owner, status, date).
 */
export function siblingSections(deliverables: readonly DriftDeliverable[]): Bundle[] {
  const ofHat = { CTO: sectionsOf(deliverables, 'CTO'), CAIO: sectionsOf(deliverables, 'CAIO') };
  return deliverables.flatMap((deliverable) => {
    const [own, other] = deliverable.hat === 'CTO' ? [ofHat.CTO, ofHat.CAIO] : [ofHat.CAIO, ofHat.CTO];
    const found = new Map<string, string>();
    for (const heading of deliverable.content?.headings ?? []) {
      const keys = headingKeys(heading);
      if (keys.some((key) => own.has(key))) continue;
      const section = keys.map((key) => other.get(key)).find((match) => match !== undefined);
      if (section !== undefined) found.set(headingKeys(section)[0] ?? section, section);
    }
    return found.size < SIBLING_SECTIONS ? [] : [bundle(deliverable, [...found.values()].sort())];
  });
}

/** The sections of a hat's templates, by each key under which a heading may name them; as the template writes them. */
function sectionsOf(deliverables: readonly DriftDeliverable[], hat: DriftDeliverable['hat']): Map<string, string> {
  const sections = new Map<string, string>();
  const headings = deliverables.filter((one) => one.hat === hat).flatMap(({ templateSections }) => templateSections);
  for (const heading of headings.toSorted())
    if (!isFieldHeading(heading))
      for (const key of headingKeys(heading)) if (!sections.has(key)) sections.set(key, heading);
  return sections;
}

function bundle(deliverable: DriftDeliverable, sections: readonly string[]): Bundle {
  const other = deliverable.hat === 'CTO' ? 'CAIO' : 'CTO';
  const shown = sections.slice(0, SECTIONS_NAMED).map((section) => `“${section}”`);
  const more = sections.length - shown.length;
  return {
    subject: deliverable,
    severity: 'WARNING',
    order: 3,
    figure: { name: 'sectionsOfTheOtherHat', value: sections.length, threshold: SIBLING_SECTIONS },
    statement: `${named(deliverable)} holds ${counted(sections.length, 'section')} that the documents of the ${other} hat owe: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    clearing: `A revision is saved without the sections that belong to the ${other} hat, or a sponsor waives the document.`,
  };
}
