import { expect, it } from '@jest/globals';
import { at, decision, driftFacts } from './drift-facts.factory.js';
import { signalsOfDecision } from './signals-of-decision.js';

const NOW = at('2026-03-12T10:00');
const { id: _id, ...entry } = decision({ id: 'x', at: NOW });

it.each([
  ['that agrees with the charter', entry, []],
  [
    'under the other hat',
    { ...entry, hatWorn: entry.hatWorn === 'CTO' ? ('CAIO' as const) : ('CTO' as const) },
    ['WRONG_HAT'],
  ],
  ['in an area that nobody has', { ...entry, area: 'office furniture' }, ['UNCLAIMED']],
  ['over the limit', { ...entry, spend: { amount: '999999.00', currency: 'EUR' } }, ['OVER_LIMIT']],
])('tells of a decision %s before it is recorded', (_, unrecorded, rules) => {
  const found = signalsOfDecision(driftFacts(), unrecorded, NOW).map(({ rule }) => rule);
  expect([...new Set(found)]).toEqual(rules);
});

it('leaves out what is found without it', () => {
  const unclaimed = decision({ id: 'y', area: 'office furniture', at: at('2026-03-11T10:00') });
  expect(signalsOfDecision(driftFacts({ decisions: [unclaimed] }), entry, NOW)).toEqual([]);
});
