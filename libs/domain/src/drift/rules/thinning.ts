import { earliest } from '../moments.js';
import { isUnder } from '../compare.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal } from '../types.js';
import { depthInText, figure, named } from '../wording.js';

/** Points of depth that a submission may not lose against the one before it. */
export const THINNING_DROP = 10;

/**
 * A deliverable lies with the client in a revision that is ten points or more below the one that was submitted before. A
 * notice where it is substantive all the same, else a warning. Over once it is no longer with the client: sent back it is
 * written anew, accepted it was taken as it is. Bicorne domain language, Drift: THINNING.
 */
export const thinning: Rule = {
  code: 'THINNING',

  evaluate: (facts, now) =>
    facts.deliverables.flatMap((deliverable) => {
      if (deliverable.state !== 'SUBMITTED') return [];
      const [last, before] = submissionsBy(deliverable, now);
      if (!last || !before) return [];
      const drop = before.depth - last.depth;
      return !isUnder(drop, THINNING_DROP) ? [signal(deliverable, before.depth, last.depth)] : [];
    }),

  /** A submission dated later than `now` begins to count at its moment. */
  nextChangeAt(facts: DriftFacts, now: Date) {
    const moments = facts.deliverables.flatMap(({ submissions }) => submissions.map(({ at }) => at));
    return earliest(moments.filter((at) => at > now));
  },
};

/** What was submitted by then, the last first. */
function submissionsBy({ submissions }: DriftDeliverable, now: Date): DriftDeliverable['submissions'] {
  return submissions
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.revision - a.revision);
}

function signal(deliverable: DriftDeliverable, before: number, depth: number): Signal {
  return {
    rule: 'THINNING',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: deliverable.verdict === 'SUBSTANTIVE' ? 'NOTICE' : 'WARNING',
    figures: [{ name: 'depthLost', value: figure(before - depth), threshold: THINNING_DROP }],
    statement: `${named(deliverable)} was submitted again with a depth of ${depthInText(depth)}, where the submission before had ${depthInText(before)}.`,
    clearsWhen: `A revision that is less than ${THINNING_DROP} points below the one submitted before it is submitted; or the client sends it back, or accepts it as it is.`,
  };
}
