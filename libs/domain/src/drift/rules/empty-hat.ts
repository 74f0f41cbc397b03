import { hatsOf } from '../../engagement/hats.js';
import { listOf } from '../../shared/text.js';
import type { Hat } from '../../shared/vocabulary.js';
import type { DriftFacts, Rule, Signal } from '../types.js';

/**
 * A hat of the engagement's shape has nobody to wear it, no decision rights in the charter in force, or owes nothing.
 * Critical where nobody wears it, for then nothing under it is done. Bicorne domain language, Drift: EMPTY_HAT.
 */
export const emptyHat: Rule = {
  code: 'EMPTY_HAT',
  evaluate: (facts) => hatsOf(facts.shape).flatMap((hat) => signals(facts, hat)),
  nextChangeAt: () => null,
};

function signals(facts: DriftFacts, hat: Hat): Signal[] {
  const worn = facts.hats.find((candidate) => candidate.hat === hat);
  const practitioners = worn?.practitionerId ? 1 : 0;
  const rights = worn?.rightsCount ?? 0;
  // What a sponsor waived is not owed: a hat of which everything was waived delivers nothing.
  const deliverables = facts.deliverables.filter((one) => one.hat === hat && one.state !== 'WAIVED').length;
  const missing = [
    ...(practitioners === 0 ? ['nobody to wear it'] : []),
    ...(rights === 0 ? ['no decision rights in the charter in force'] : []),
    ...(deliverables === 0 ? ['no deliverables'] : []),
  ];
  const clearing = [
    ...(practitioners === 0 ? ['a practitioner is assigned to it'] : []),
    ...(rights === 0 ? ['a charter in force gives it decision rights'] : []),
    ...(deliverables === 0 ? ['it owes at least one deliverable'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      rule: 'EMPTY_HAT',
      subject: { kind: 'HAT', id: hat },
      hat,
      severity: practitioners === 0 ? 'CRITICAL' : 'WARNING',
      figures: [
        { name: 'practitioners', value: practitioners, threshold: 1 },
        { name: 'decisionRights', value: rights, threshold: 1 },
        { name: 'deliverables', value: deliverables, threshold: 1 },
      ],
      statement: `The ${hat} hat has ${listOf(missing)}.`,
      clearsWhen: `The hat is filled: ${listOf(clearing)}.`,
    },
  ];
}
