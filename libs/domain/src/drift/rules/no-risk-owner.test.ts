import { describe, expect, it } from '@jest/globals';
import type { Shape } from '../../shared/vocabulary.js';
import { at, driftFacts } from '../drift-facts.factory.js';
import { noRiskOwner } from './no-risk-owner.js';

describe('NO_RISK_OWNER', () => {
  it.each<[Shape, string | null, boolean]>([
    ['FRACTIONAL_CAIO', null, true],
    ['CTO_AND_CAIO', null, true],
    ['TWO_ROLES', null, true],
    ['TWO_ROLES', '  ', true],
    ['TWO_ROLES', 'Carla Reyes', false],
    ['FRACTIONAL_CTO', null, false],
  ])('%s with %p accountable: holds is %s', (shape, aiRiskOwner, holds) => {
    const signals = noRiskOwner.evaluate(driftFacts({ shape, aiRiskOwner }), at('2026-03-12T09:00'));
    expect(signals.map(({ rule, subject }) => [rule, subject])).toEqual(
      holds ? [['NO_RISK_OWNER', { kind: 'ENGAGEMENT', id: 'e1' }]] : [],
    );
  });
});
