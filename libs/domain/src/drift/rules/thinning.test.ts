import { describe, expect, it } from '@jest/globals';
import type { DeliverableState } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable } from '../types.js';
import { thinning } from './thinning.js';

const now = at('2026-03-20T09:00');
const submissions = (...depths: number[]): DriftDeliverable['submissions'] =>
  depths.map((depth, place) => ({ at: at(`2026-03-1${place}T09:00`), revision: place + 1, depth }));
const facts = (depths: number[], change: Partial<DriftDeliverable> = {}) =>
  driftFacts({
    deliverables: [
      deliverable({ state: 'SUBMITTED', verdict: 'THIN', submissions: submissions(...depths), ...change }),
    ],
  });

describe('THINNING', () => {
  it.each<[string, number[], boolean]>([
    ['submitted once', [40], false],
    ['9.9 below', [70, 60.1], false],
    ['10 below', [70, 60], true],
    ['10 below, in fractions', [70.3, 60.3], true],
    ['above', [60, 75], false],
    ['against the last one, not the best one', [90, 70, 65], false],
    ['thinner, then mended', [70, 50, 65], false],
  ])('%s', (_, depths, found) => {
    expect(thinning.evaluate(facts(depths), now)).toHaveLength(found ? 1 : 0);
  });

  it.each<[DeliverableState, boolean]>([
    ['SUBMITTED', true],
    ['CHANGES_REQUESTED', false],
    ['IN_PROGRESS', false],
    ['ACCEPTED', false],
    ['WAIVED', false],
  ])('%s: thinning is %s', (state, found) => {
    expect(thinning.evaluate(facts([70, 50], { state }), now)).toHaveLength(found ? 1 : 0);
  });

  it('says from what to what', () => {
    expect(thinning.evaluate(facts([70.5, 48.2]), now)).toEqual([
      {
        rule: 'THINNING',
        subject: { kind: 'DELIVERABLE', id: 'd1' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [{ name: 'depthLost', value: 22.3, threshold: 10 }],
        statement: 'Model registry (CAIO) was submitted again with a depth of 48, where the submission before had 70.',
        clearsWhen:
          'A revision that is less than 10 points below the one submitted before it is submitted; or the client sends it back, or accepts it as it is.',
      },
    ]);
  });

  it('is a notice where it is substantive all the same', () => {
    expect(thinning.evaluate(facts([95, 80], { verdict: 'SUBSTANTIVE' }), now)[0]?.severity).toBe('NOTICE');
  });

  it('looks again when a submission begins to count', () => {
    expect(thinning.nextChangeAt(facts([70, 50]), at('2026-03-10T12:00'))).toEqual(at('2026-03-11T09:00'));
    expect(thinning.nextChangeAt(facts([70, 50]), now)).toBeNull();
  });
});
