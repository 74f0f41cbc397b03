import { sameArea } from '../../charter/areas.js';
import type { DecisionRight } from '../../charter/types.js';
import { HATS } from '../../shared/vocabulary.js';
import type { Hat } from '../../shared/vocabulary.js';
import {
  byWhomAndWhen,
  charterInForceAt,
  decisionInArea,
  decisionsInForce,
  hatsWorn,
  nextEntryAt,
} from '../decision-log.js';
import type { DriftDecision, DriftFacts, Rule, Signal } from '../types.js';

/**
 * A decision was taken under another hat than the charter in force at that moment gives its area to: the other hat, one
 * hat where the area is joint, or any hat where a named person outside holds it. A notice where both hats took what is
 * one hat's alone, for nobody was passed over; else a warning. It is over once the decision is superseded, the new one
 * being judged by itself, or once a charter in force gives the area to the hat that was worn. A decision from before any
 * charter was in force is judged by none: readiness speaks of that. Bicorne domain language, Drift: WRONG_HAT.
 */
export const wrongHat: Rule = {
  code: 'WRONG_HAT',

  evaluate(facts, now) {
    const today = charterInForceAt(facts.charters, now);
    return decisionsInForce(facts.decisions, now).flatMap((decision) => {
      const charter = charterInForceAt(facts.charters, decision.at);
      const right = rightOf(charter, decision);
      if (charter === null || right === null || agrees(right, decision)) return [];
      const rightToday = rightOf(today, decision);
      if (rightToday !== null && agrees(rightToday, decision)) return [];
      return [signal(facts, decision, right, charter.version)];
    });
  },

  nextChangeAt: nextEntryAt,
};

function rightOf(charter: { rights: readonly DecisionRight[] } | null, { area }: DriftDecision): DecisionRight | null {
  return charter?.rights.find((right) => sameArea(right.area, area)) ?? null;
}

function agrees({ holder }: DecisionRight, { hatWorn }: DriftDecision): boolean {
  return holder === hatWorn;
}

/** The hats that hold an area; none where it is held outside the engagement. */
function hatsHolding({ holder }: DecisionRight): readonly Hat[] {
  if (holder === 'NAMED_OUTSIDE') return [];
  return holder === 'JOINT' ? HATS : [holder];
}

function signal(facts: DriftFacts, decision: DriftDecision, right: DecisionRight, version: number): Signal {
  const [worn, holding] = [hatsWorn(decision), hatsHolding(right)];
  const inAgreement = worn.filter((hat) => holding.includes(hat)).length;
  const passedOver = holding.length === 0 || holding.some((hat) => !worn.includes(hat));
  const under = decision.hatWorn === 'JOINT' ? 'jointly' : `under the ${decision.hatWorn} hat`;
  return {
    rule: 'WRONG_HAT',
    subject: { kind: 'DECISION', id: decision.id },
    hat: decision.hatWorn === 'JOINT' ? null : decision.hatWorn,
    severity: passedOver ? 'WARNING' : 'NOTICE',
    figures: [{ name: 'hatsInAgreement', value: inAgreement, threshold: Math.max(worn.length, holding.length) }],
    statement: `The decision ${decisionInArea(decision)} was taken ${under} ${byWhomAndWhen(decision, facts.timeZone)}. Version ${version} of the charter, in force then, gives that area to ${holderInText(right)}.`,
    clearsWhen: `${superseding(right)}, or a charter comes into force that gives the area to ${hatsInText(decision.hatWorn)}.`,
  };
}

function holderInText({ holder, holderName }: DecisionRight): string {
  return holder === 'NAMED_OUTSIDE' ? `${holderName ?? 'a person'}, outside the engagement` : hatsInText(holder);
}

function hatsInText(holder: Hat | 'JOINT'): string {
  return holder === 'JOINT' ? 'both hats jointly' : `the ${holder} hat`;
}

/** What is outside no decision of ours can take; one within a hat's own areas can give it back. */
function superseding({ holder, holderName }: DecisionRight): string {
  if (holder === 'NAMED_OUTSIDE')
    return `A decision in an area that its hat holds supersedes it and leaves the matter to ${holderName ?? 'who holds it'}`;
  return `A decision ${holder === 'JOINT' ? 'taken jointly' : `under the ${holder} hat`} supersedes it`;
}
