import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ENGAGEMENT_STATES } from '../shared/vocabulary.js';
import { anyDriftFacts, anyMoment } from './any-drift-facts.factory.js';
import { evaluateDrift, nextCheckAt } from './evaluate.js';
import { RULES } from './rules/index.js';
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

  it('every rule finds something in some of them, so that these properties speak of all', () => {
    const samples = fc.sample(fc.tuple(anyDriftFacts, anyMoment), { numRuns: 1500, seed: 1 });
    const found = new Set(samples.flatMap(([facts, now]) => evaluateDrift(facts, now).map(({ rule }) => rule)));
    expect(RULES.map(({ code }) => code).filter((code) => !found.has(code))).toEqual([]);
  });

  it('nothing is found in an engagement that is a draft, paused or closed', () => {
    const resting = fc.constantFrom(...ENGAGEMENT_STATES.filter((state) => state !== 'ACTIVE'));
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, resting, (facts, now, state) => {
        expect(evaluateDrift({ ...facts, state }, now)).toEqual([]);
        expect(nextCheckAt({ ...facts, state }, now)).toBeNull();
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
    deliverables: rotate(facts.deliverables).map((deliverable) => ({
      ...deliverable,
      submissions: rotate(deliverable.submissions),
      dueDateMoves: rotate(deliverable.dueDateMoves),
      evidence: rotate(deliverable.evidence),
    })),
    quarters: rotate(facts.quarters),
    workingCalendar: {
      workingDays: rotate(facts.workingCalendar.workingDays),
      holidays: rotate(facts.workingCalendar.holidays),
    },
    standingAnswers: rotate(facts.standingAnswers),
    overlaps: rotate(facts.overlaps).map(({ deliverableIds: [one, other], shingles: [ofOne, ofOther], shared }) => ({
      deliverableIds: [other, one],
      shingles: [ofOther, ofOne],
      shared,
    })),
    activity: rotate(facts.activity),
    pauses: rotate(facts.pauses ?? []),
    charters: rotate(facts.charters).map((charter) => ({
      ...charter,
      rights: rotate(charter.rights),
      acknowledgements: rotate(charter.acknowledgements),
    })),
    decisions: rotate(facts.decisions).map((decision) => ({ ...decision, signOffs: rotate(decision.signOffs) })),
  };
}
