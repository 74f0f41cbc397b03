import { sum } from '../shared/sum.js';
import type { DeliverableState, Hat, Verdict } from '../shared/vocabulary.js';
import { isLate } from './due-date.js';
import type { EngagementTime } from '../engagement/paused-days.js';
import type { DueFacts } from './due-date.js';

/** Depth from which a deliverable counts in full, and under which a submitted one is thin, unless its template says so. */
export const SUBSTANTIVE_DEPTH = 60;
/** Depth under which a critical section makes the deliverable thin, unless the template says so. */
export const CRITICAL_SECTION_DEPTH = 40;

/** What the figures of a hat are read from. */
export interface MeasuredDeliverable {
  state: DeliverableState;
  /** Planned value in the quarter, over 0. */
  weight: number;
  /** 0 to 100, of the revision that counts; null where there is no revision. */
  depth: number | null;
}

/**
 * How far a hat has come, 0 to 1: the share of the planned weight that is submitted or accepted, each counted with
 * min(1, depth ÷ 60), so that thin work is not progress. What was waived is not planned any more; where everything was
 * waived the hat owes nothing and is at 1, where nothing was ever planned at 0.
 */
export function progressOf(deliverables: readonly MeasuredDeliverable[]): number {
  if (deliverables.length === 0) return 0;
  const planned = deliverables.filter(({ state }) => state !== 'WAIVED');
  const weight = sum(planned.map((deliverable) => deliverable.weight));
  if (weight === 0) return 1;
  return sum(planned.map(earnedWeight)) / weight;
}

/** The weight that a deliverable has earned: none before it is submitted. */
function earnedWeight({ state, weight, depth }: MeasuredDeliverable): number {
  if (state !== 'SUBMITTED' && state !== 'ACCEPTED') return 0;
  return weight * Math.min(1, (depth ?? 0) / SUBSTANTIVE_DEPTH);
}

/**
 * Depth of what is written under a hat, 0 to 100: the mean, by weight, of its deliverables that have a revision, in all
 * quarters. Null where none has one. It says how substantive the work is, however much of the plan is still to be written;
 * the depth of the plan, which THINNER_THAN_SIBLING compares, counts that at 0. Bicorne domain language, Deliverables.
 */
export function hatDepth(deliverables: readonly MeasuredDeliverable[]): number | null {
  const written = deliverables.flatMap(({ state, weight, depth }) =>
    state === 'WAIVED' || depth === null ? [] : [{ weight, depth }],
  );
  if (written.length === 0) return null;
  return sum(written.map(({ weight, depth }) => weight * depth)) / sum(written.map(({ weight }) => weight));
}

/**
 * Whether a deliverable stands thin before the client: submitted, and not found substantive. Acceptance answers it: the
 * client saw the mark and took the document as it is. Its verdict stays, and its depth goes on counting for the hat.
 */
export function isThin(deliverable: { state: DeliverableState; verdict: Verdict | null }): boolean {
  return deliverable.state === 'SUBMITTED' && deliverable.verdict !== null && deliverable.verdict !== 'SUBSTANTIVE';
}

export interface HatMarks {
  hat: Hat;
  progress: number;
  depth: number | null;
  /** One of its deliverables is late. */
  late: boolean;
  /** One of its deliverables stands thin before the client. */
  thin: boolean;
}

/** The figures of one hat at a moment. Deliverables of the other hat are passed over. */
export function hatMarks(
  hat: Hat,
  deliverables: readonly (MeasuredDeliverable & DueFacts & { hat: Hat; verdict: Verdict | null })[],
  time: EngagementTime,
  now: Date,
): HatMarks {
  const own = deliverables.filter((deliverable) => deliverable.hat === hat);
  return {
    hat,
    progress: progressOf(own),
    depth: hatDepth(own),
    late: own.some((deliverable) => isLate(deliverable, time, now)),
    thin: own.some(isThin),
  };
}
