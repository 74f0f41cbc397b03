import type { Severity } from '../../shared/vocabulary.js';
import type { DriftDeliverable, SignalFigure } from '../types.js';

/** One way in which a document is bundled with work of the other hat. */
export interface Bundle {
  /** The document that is told about. */
  subject: DriftDeliverable;
  severity: Extract<Severity, 'NOTICE' | 'WARNING'>;
  /** Of kinds that are as bad, the lesser is told first. */
  order: number;
  figure: SignalFigure;
  statement: string;
  clearing: string;
}

/**
 * The one of a pair that is told about: the one of a later quarter, else the one with the greater id. Not by due days,
 * which a pause moves for one and not for another that is accepted: the finding keeps its subject.
 */
export function laterOf(
  one: DriftDeliverable,
  other: DriftDeliverable,
): [later: DriftDeliverable, earlier: DriftDeliverable] {
  const oneIsLater = one.quarter === other.quarter ? one.id > other.id : one.quarter > other.quarter;
  return oneIsLater ? [one, other] : [other, one];
}
