import type { EvidenceKind } from '../shared/vocabulary.js';
import { addressKey, identityOf } from './identity.js';
import { findSection } from './template.js';
import type { Template } from './template.js';

/** One piece of evidence under a section of a deliverable. */
export interface Evidence {
  /** Heading of the section that it supports. */
  section: string;
  kind: EvidenceKind;
  url?: string;
  fileId?: string;
  /** Hash of the file's bytes: the same file is the same evidence, however often it was uploaded. */
  sha256?: string;
  statement?: string;
}

/** What a piece of evidence weighs, by its kind ("Bicorne domain language, Depth"). */
export const EVIDENCE_WEIGHT: Readonly<Record<EvidenceKind, number>> = { LINK: 1, FILE: 0.7, STATEMENT: 0.3 };

/** The links in a section's text: its own, and those of text that it shares with another section as well. */
interface LinkedText {
  links: ReadonlySet<string>;
  documentLinks: ReadonlySet<string>;
}

/**
 * The weight of evidence under each section of the template, in the template's order. The same link, file or statement
 * counts once, under the first section that holds it; evidence under no section of the template counts nowhere, and
 * nor does what is `claimed`: it counts under another deliverable of the engagement. A link in text that is not its
 * section's own keeps its place all the same: else a copy of that text would move the link to another section.
 */
export function evidenceBySection(
  template: Template,
  evidence: readonly Evidence[],
  texts: readonly LinkedText[],
  claimed: ReadonlySet<string> = new Set(),
): number[] {
  const counted = new Set<string>(claimed);
  const weights = template.sections.map(() => 0);
  const placed = evidence.map((piece) => ({ piece, at: findSection(template, piece.section) }));
  template.sections.forEach((_, at) => {
    for (const { piece, at: place } of placed) {
      const key = identityOf(piece);
      if (place !== at || key === undefined || counted.has(key)) continue;
      counted.add(key);
      weights[at]! += EVIDENCE_WEIGHT[piece.kind];
    }
    const own = keysOf(texts[at]?.links);
    for (const link of keysOf(texts[at]?.documentLinks)) {
      if (counted.has(link)) continue;
      counted.add(link);
      if (own.has(link)) weights[at]! += EVIDENCE_WEIGHT.LINK;
    }
  });
  return weights;
}

/** Two ways to write one address are one link. */
function keysOf(links: ReadonlySet<string> = new Set()): Set<string> {
  return new Set([...links].map(addressKey));
}
