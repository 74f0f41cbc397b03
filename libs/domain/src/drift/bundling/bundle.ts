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
 * The one of a pair that is told about: the one that was due later by the day agreed first, else the one with the greater
 * id. That day moves with pauses only, so that the finding keeps its subject.
 */
export function laterOf(
  one: DriftDeliverable,
  other: DriftDeliverable,
): [later: DriftDeliverable, earlier: DriftDeliverable] {
  const oneIsLater =
    one.originalDueOn === other.originalDueOn ? one.id > other.id : one.originalDueOn > other.originalDueOn;
  return oneIsLater ? [one, other] : [other, one];
}
