import { areaLabel, sameArea } from '../../charter/areas.js';
import { byWhomAndWhen, charterInForceAt, decisionInArea, decisionsInForce, nextEntryAt } from '../decision-log.js';
import type { DriftCharter, DriftDecision, DriftFacts, Rule, Signal } from '../types.js';

/**
 * A decision was taken in an area that the charter in force at that moment does not have, so that it was nobody's to take.
 * It is over once the decision is superseded, or once a charter in force has the area, whoever holds it there. A decision
 * from before any charter was in force is judged by none. Bicorne domain language, Drift: UNCLAIMED.
 */
export const unclaimed: Rule = {
  code: 'UNCLAIMED',

  evaluate(facts, now) {
    const today = charterInForceAt(facts.charters, now);
    return decisionsInForce(facts.decisions, now).flatMap((decision) => {
      const charter = charterInForceAt(facts.charters, decision.at);
      if (charter === null || has(charter, decision) || (today !== null && has(today, decision))) return [];
      return [signal(facts, decision, charter.version)];
    });
  },

  nextChangeAt: nextEntryAt,
};

function has({ rights }: DriftCharter, { area }: DriftDecision): boolean {
  return rights.some((right) => sameArea(right.area, area));
}

function signal(facts: DriftFacts, decision: DriftDecision, version: number): Signal {
  return {
    rule: 'UNCLAIMED',
    subject: { kind: 'DECISION', id: decision.id },
    // Nobody's area is nobody's hat: everyone who wears one is told.
    hat: null,
    severity: 'WARNING',
    figures: [{ name: 'rightsInTheArea', value: 0, threshold: 1 }],
    statement: `The decision ${decisionInArea(decision)} was taken ${byWhomAndWhen(decision, facts.timeZone)}. Version ${version} of the charter, in force then, does not have that area, so nobody holds it.`,
    clearsWhen: `A charter comes into force that says whose ${areaLabel(decision.area)} is, or a decision in an area that it has supersedes this one.`,
  };
}
