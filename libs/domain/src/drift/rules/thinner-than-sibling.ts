import { dayOf, endOfDay } from '../../calendar/index.js';
import { SUBSTANTIVE_DEPTH } from '../../deliverable/measure.js';
import { hatsOf } from '../../engagement/hats.js';
import type { Hat } from '../../shared/vocabulary.js';
import { isUnder } from '../compare.js';
import { hatSchedule } from '../earned-schedule.js';
import type { DriftFacts, Rule, Signal } from '../types.js';
import { depthInText, figure } from '../wording.js';

/** Share of the quarter's weight that both hats have to have planned, before they can be compared. */
export const COMPARED_FROM = 0.25;
/** How far a hat can be ahead of its plan for the comparison: the other is not thin because this one is early. */
export const MOST_AHEAD = 1.25;
/** The lesser of the two over the greater, under which the lesser hat is thinner than its sibling. */
export const THINNER_RATIO = 0.7;
export const THINNER_RATIO_CRITICAL = 0.5;
/** Share of its own plan from which a hat is not thin, whatever its sibling does. */
export const NOT_THIN_FROM = 0.9;

/**
 * Of two hats one stands well below its plan and well below the other. Compared is r = depth ÷ (60 × planned fraction), at
 * most 1.25, in the running quarter: the depth of what is planned for it, by weight, with what is not written at 0, and the
 * share of that weight which is planned by the end of yesterday. Bicorne domain language, Drift: THINNER_THAN_SIBLING.
 */
export const thinnerThanSibling: Rule = {
  code: 'THINNER_THAN_SIBLING',

  evaluate(facts, now) {
    const [one, other] = standings(facts, now);
    if (!one || !other || isUnder(one.planned, COMPARED_FROM) || isUnder(other.planned, COMPARED_FROM)) return [];
    const [lesser, greater] = one.r < other.r ? [one, other] : [other, one];
    const ratio = greater.r === 0 ? 1 : lesser.r / greater.r;
    const isThinner = isUnder(ratio, THINNER_RATIO) && isUnder(lesser.r, NOT_THIN_FROM);
    return isThinner ? [signal(lesser, greater, ratio)] : [];
  },

  // What is planned grows by the day.
  nextChangeAt(facts, now) {
    if (hatsOf(facts.shape).length < 2 || facts.deliverables.length === 0) return null;
    return endOfDay(dayOf(now, facts.timeZone), facts.timeZone);
  },
};

interface Standing {
  hat: Hat;
  depth: number;
  /** Share of its weight that is planned by now, 0 to 1. */
  planned: number;
  /** Depth against the plan, 0 to 1.25. */
  r: number;
}

/** One for each hat of the shape for which anything is planned. */
function standings(facts: DriftFacts, now: Date): Standing[] {
  return hatsOf(facts.shape).flatMap((hat) => {
    const { depthOfPlan: depth, plannedFraction: planned } = hatSchedule(facts, hat, now);
    if (depth === null || planned === 0) return [];
    return [{ hat, depth, planned, r: Math.min(MOST_AHEAD, depth / (SUBSTANTIVE_DEPTH * planned)) }];
  });
}

function signal(lesser: Standing, greater: Standing, ratio: number): Signal {
  const critical = isUnder(ratio, THINNER_RATIO_CRITICAL);
  return {
    rule: 'THINNER_THAN_SIBLING',
    subject: { kind: 'HAT', id: lesser.hat },
    hat: lesser.hat,
    severity: critical ? 'CRITICAL' : 'WARNING',
    figures: [
      {
        name: 'againstTheOtherHat',
        value: figure(ratio),
        threshold: critical ? THINNER_RATIO_CRITICAL : THINNER_RATIO,
      },
      { name: 'againstItsPlan', value: figure(lesser.r), threshold: NOT_THIN_FROM },
    ],
    statement: `The work under the ${lesser.hat} hat has a depth of ${depthInText(lesser.depth)} where ${plannedDepth(lesser)} was planned by now; under the ${greater.hat} hat it is ${depthInText(greater.depth)} where ${plannedDepth(greater)} was planned.`,
    clearsWhen: `The work under the ${lesser.hat} hat comes within a tenth of its plan, or to ${Math.round(THINNER_RATIO * 100)} % of where the ${greater.hat} hat stands against its own.`,
  };
}

/** Rounded up, so that what is under the plan never reads like it. */
function plannedDepth({ planned }: Standing): string {
  return String(Math.ceil(SUBSTANTIVE_DEPTH * planned - 1e-9));
}
