import { describe, expect, it } from '@jest/globals';
import { ENGAGEMENT_STATES } from '../shared/vocabulary.js';
import { at, deliverable, driftFacts } from './drift-facts.factory.js';
import { evaluateDrift, nextCheckAt } from './evaluate.js';
import { RULE_CODES, RULE_NAMES } from './rule-codes.js';
import { RULES } from './rules/index.js';

const now = at('2026-03-20T09:00');

describe('evaluateDrift', () => {
  it('finds nothing in a healthy engagement', () => {
    expect(evaluateDrift(driftFacts(), now)).toEqual([]);
  });

  it.each(ENGAGEMENT_STATES.filter((state) => state !== 'ACTIVE'))('raises nothing while %s', (state) => {
    const facts = driftFacts({ state, aiRiskOwner: null, deliverables: [deliverable({ dueOn: '2026-03-10' })] });
    expect(evaluateDrift(facts, now)).toEqual([]);
    expect(nextCheckAt(facts, now)).toBeNull();
  });

  it('lists findings in the order of the rules, then of the subjects', () => {
    const facts = driftFacts({
      aiRiskOwner: null,
      deliverables: [
        deliverable({ id: 'b', dueOn: '2026-03-10' }),
        deliverable({ id: 'c', hat: 'CTO', state: 'SUBMITTED', depth: 20, verdict: 'THIN' }),
        deliverable({ id: 'a', dueOn: '2026-03-11' }),
      ],
    });
    expect(evaluateDrift(facts, now).map(({ rule, subject }) => [rule, subject.id])).toEqual([
      ['LATE', 'a'],
      ['LATE', 'b'],
      ['THIN', 'c'],
      ['NO_RISK_OWNER', 'e1'],
    ]);
  });
});

describe('the rules', () => {
  it('are registered once each, under codes of the closed list', () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(RULE_CODES).toEqual(expect.arrayContaining(codes));
  });

  it('have a name each', () => {
    expect(Object.keys(RULE_NAMES)).toEqual([...RULE_CODES]);
  });
});
