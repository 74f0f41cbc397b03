import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DELIVERABLE_STATES, VERDICTS } from '../shared/vocabulary.js';
import type { DeliverableState } from '../shared/vocabulary.js';
import { hatDepth, hatMarks, isThin, progressOf } from './measure.js';
import type { MeasuredDeliverable } from './measure.js';

const one = (state: DeliverableState, weight: number, depth: number | null): MeasuredDeliverable => ({
  state,
  weight,
  depth,
});

describe('progressOf', () => {
  it.each<[string, MeasuredDeliverable[], number]>([
    ['nothing planned', [], 0],
    ['nothing submitted', [one('IN_PROGRESS', 1, 80), one('PLANNED', 1, null)], 0],
    ['sent back', [one('CHANGES_REQUESTED', 1, 80)], 0],
    ['half by weight', [one('SUBMITTED', 2, 80), one('PLANNED', 2, null)], 0.5],
    ['a thin one counts by its depth', [one('SUBMITTED', 1, 30), one('PLANNED', 1, null)], 0.25],
    ['depth over 60 earns no more', [one('ACCEPTED', 1, 100), one('PLANNED', 3, null)], 0.25],
    ['a waived one is not planned', [one('ACCEPTED', 1, 60), one('WAIVED', 3, null)], 1],
    ['everything waived', [one('WAIVED', 3, null)], 1],
  ])('%s', (_, deliverables, expected) => {
    expect(progressOf(deliverables)).toBeCloseTo(expected, 10);
  });
});

describe('hatDepth', () => {
  it.each<[string, MeasuredDeliverable[], number | null]>([
    ['nothing written', [one('PLANNED', 1, null)], null],
    ['nothing planned', [], null],
    ['the mean by weight', [one('SUBMITTED', 3, 80), one('IN_PROGRESS', 1, 40), one('PLANNED', 9, null)], 70],
    ['without what was waived', [one('SUBMITTED', 1, 80), one('WAIVED', 1, 10)], 80],
    ['a written empty one counts', [one('SUBMITTED', 1, 80), one('IN_PROGRESS', 1, 0)], 40],
  ])('%s', (_, deliverables, expected) => {
    expect(hatDepth(deliverables)).toBe(expected);
  });
});

describe('the figures of a hat, for any deliverables', () => {
  const anyDeliverable = fc.record({
    hat: fc.constantFrom('CTO' as const, 'CAIO' as const),
    state: fc.constantFrom(...DELIVERABLE_STATES),
    weight: fc.integer({ min: 1, max: 10 }),
    depth: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    verdict: fc.option(fc.constantFrom(...VERDICTS)),
    dueOn: fc.constantFrom('2026-03-01', '2026-03-12', '2026-04-01'),
  });
  const now = new Date('2026-03-12T09:00:00Z');

  it('progress is 0 to 1 and depth 0 to 100, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(anyDeliverable, { maxLength: 10 }), (deliverables) => {
        const marks = hatMarks('CTO', deliverables, { timeZone: 'UTC' }, now);
        expect(marks.progress).toBeGreaterThanOrEqual(0);
        expect(marks.progress).toBeLessThanOrEqual(1);
        if (marks.depth !== null) {
          expect(marks.depth).toBeGreaterThanOrEqual(0);
          expect(marks.depth).toBeLessThanOrEqual(100 + 1e-9);
        }
        expect(hatMarks('CTO', [...deliverables].reverse(), { timeZone: 'UTC' }, now)).toEqual(marks);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hatMarks', () => {
  const now = new Date('2026-03-12T09:00:00Z');
  const due = { weight: 1, depth: 50, verdict: 'THIN', dueOn: '2026-03-01' } as const;

  it('marks the hat that is late or thin, and not the other', () => {
    const deliverables = [
      { ...due, hat: 'CTO', state: 'IN_PROGRESS' },
      { ...due, hat: 'CAIO', state: 'SUBMITTED' },
    ] as const;
    expect(hatMarks('CTO', deliverables, { timeZone: 'UTC' }, now)).toMatchObject({ late: true, thin: false });
    expect(hatMarks('CAIO', deliverables, { timeZone: 'UTC' }, now)).toMatchObject({ late: false, thin: true });
  });

  it('takes acceptance for the answer to a thin submission', () => {
    expect(isThin({ state: 'ACCEPTED', verdict: 'THIN' })).toBe(false);
  });
});
