import { describe, expect, it } from '@jest/globals';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftHat } from '../types.js';
import { emptyHat } from './empty-hat.js';

const now = at('2026-03-12T09:00');
const caio = (change: Partial<DriftHat>) =>
  driftFacts({ hats: driftFacts().hats.map((hat) => (hat.hat === 'CAIO' ? { ...hat, ...change } : hat)) });
const onlyCto = [deliverable({ id: 'planned-CTO', hat: 'CTO' })];

describe('EMPTY_HAT', () => {
  it('leaves a filled hat alone', () => {
    expect(emptyHat.evaluate(driftFacts(), now)).toEqual([]);
  });

  it.each([
    ['no practitioner', caio({ practitionerId: null }), 'CRITICAL', 'The CAIO hat has nobody to wear it.'],
    ['no rights', caio({ rightsCount: 0 }), 'WARNING', 'The CAIO hat has no decision rights in the charter in force.'],
    ['no deliverables', driftFacts({ deliverables: onlyCto }), 'WARNING', 'The CAIO hat has no deliverables.'],
    [
      'everything waived',
      driftFacts({ deliverables: [...onlyCto, deliverable({ state: 'WAIVED' })] }),
      'WARNING',
      'The CAIO hat has no deliverables.',
    ],
    [
      'not there at all',
      driftFacts({ hats: driftFacts().hats.filter(({ hat }) => hat === 'CTO'), deliverables: onlyCto }),
      'CRITICAL',
      'The CAIO hat has nobody to wear it, no decision rights in the charter in force and no deliverables.',
    ],
  ])('%s', (_, facts, severity, statement) => {
    expect(emptyHat.evaluate(facts, now)).toMatchObject([
      { rule: 'EMPTY_HAT', subject: { kind: 'HAT', id: 'CAIO' }, hat: 'CAIO', severity, statement },
    ]);
  });

  it('says what fills the hat, and nothing else', () => {
    expect(emptyHat.evaluate(caio({ practitionerId: null, rightsCount: 0 }), now)[0]?.clearsWhen).toBe(
      'The hat is filled: a practitioner is assigned to it and a charter in force gives it decision rights.',
    );
  });

  it('asks for the hats of the shape only', () => {
    const facts = driftFacts({ shape: 'FRACTIONAL_CTO' });
    expect(emptyHat.evaluate(facts, now)).toEqual([]);
  });
});
