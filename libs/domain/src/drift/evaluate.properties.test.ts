import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDriftFacts, anyMoment } from './drift-facts.factory.js';
import { evaluateDrift, nextCheckAt } from './evaluate.js';
import type { DriftFacts } from './types.js';

const RUNS = { numRuns: 200 };

describe('drift, for any facts and any moment', () => {
  it('nothing changes between a moment and the next check, not even a figure in a sentence', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.double({ min: 0, max: 1, noNaN: true }), (facts, a, fraction) => {
        const next = nextCheckAt(facts, a)?.getTime() ?? a.getTime() + 400 * 86_400_000;
        const b = new Date(a.getTime() + Math.floor((next - a.getTime() - 1) * fraction));
        expect(evaluateDrift(facts, b)).toEqual(evaluateDrift(facts, a));
      }),
      RUNS,
    );
  });

  it('nothing changes up to the last millisecond before the next check', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, (facts, a) => {
        const next = nextCheckAt(facts, a);
        if (next === null) return;
        expect(evaluateDrift(facts, new Date(next.getTime() - 1))).toEqual(evaluateDrift(facts, a));
      }),
      RUNS,
    );
  });

  it('the next check lies ahead', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, (facts, now) => {
        const next = nextCheckAt(facts, now);
        if (next !== null) expect(next.getTime()).toBeGreaterThan(now.getTime());
      }),
      RUNS,
    );
  });

  it('the order of the facts means nothing', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.integer(), (facts, now, turn) => {
        const shuffled = reordered(facts, turn);
        expect(evaluateDrift(shuffled, now)).toEqual(evaluateDrift(facts, now));
        expect(nextCheckAt(shuffled, now)).toEqual(nextCheckAt(facts, now));
      }),
      RUNS,
    );
  });

  it('what waking only at the next checks finds at a moment is what looking at that moment finds', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.integer({ min: 1, max: 40 }), (facts, start, days) => {
        const end = new Date(start.getTime() + days * 86_400_000);
        let seen = evaluateDrift(facts, start);
        for (let next = nextCheckAt(facts, start); next !== null && next <= end; next = nextCheckAt(facts, next))
          seen = evaluateDrift(facts, next);
        expect(seen).toEqual(evaluateDrift(facts, end));
      }),
      { numRuns: 150 },
    );
  });

  it('a rule and a subject are found once', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, (facts, now) => {
        const keys = evaluateDrift(facts, now).map(({ rule, subject }) => `${rule} ${subject.kind} ${subject.id}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      RUNS,
    );
  });

  it('no sentence shows an id, and each ends in a full stop', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, (facts, now) => {
        for (const { statement, clearsWhen } of evaluateDrift(facts, now))
          for (const sentence of [statement, clearsWhen]) {
            expect(sentence).toMatch(/^[A-Z].*\.$/);
            expect(sentence).not.toMatch(/[0-9a-f]{8}-|undefined|null|NaN|Infinity/);
          }
      }),
      RUNS,
    );
  });
});

function reordered(facts: DriftFacts, turn: number): DriftFacts {
  const rotate = <T>(items: readonly T[]): T[] => {
    const by = items.length === 0 ? 0 : Math.abs(turn) % items.length;
    return [...items.slice(by), ...items.slice(0, by)].reverse();
  };
  return {
    ...facts,
    hats: rotate(facts.hats),
    deliverables: rotate(facts.deliverables),
    activity: rotate(facts.activity),
    pauses: rotate(facts.pauses ?? []),
    charters: rotate(facts.charters).map((charter) => ({
      ...charter,
      rights: rotate(charter.rights),
      acknowledgements: rotate(charter.acknowledgements),
    })),
    decisions: rotate(facts.decisions),
  };
}
