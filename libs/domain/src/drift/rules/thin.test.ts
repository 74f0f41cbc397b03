import { describe, expect, it } from '@jest/globals';
import type { DeliverableState, Verdict } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable } from '../types.js';
import { thin } from './thin.js';

const now = at('2026-03-12T09:00');
const signals = (change: Partial<DriftDeliverable>) =>
  thin.evaluate(
    driftFacts({ deliverables: [deliverable({ state: 'SUBMITTED', depth: 43.7, verdict: 'THIN', ...change })] }),
    now,
  );

describe('THIN', () => {
  it.each<[DeliverableState, Verdict | null, boolean]>([
    ['SUBMITTED', 'THIN', true],
    ['SUBMITTED', 'EMPTY', true],
    ['SUBMITTED', 'SUBSTANTIVE', false],
    ['SUBMITTED', null, false],
    ['PLANNED', null, false],
    ['IN_PROGRESS', 'THIN', false],
    ['CHANGES_REQUESTED', 'THIN', false],
    ['ACCEPTED', 'THIN', false],
    ['WAIVED', 'THIN', false],
  ])('%s with the verdict %s: thin is %s', (state, verdict, isThin) => {
    expect(signals({ state, verdict })).toHaveLength(isThin ? 1 : 0);
  });

  it('compares the depth, and says what clears it', () => {
    expect(signals({})).toEqual([
      {
        rule: 'THIN',
        subject: { kind: 'DELIVERABLE', id: 'd1' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [{ name: 'depth', value: 43.7, threshold: 60 }],
        statement: 'Model registry (CAIO) was submitted with a depth of 43, under 60.',
        clearsWhen:
          'A revision with a depth of 60 or more, and 40 or more in every critical section, is submitted; or the client sends it back, or accepts it as it is.',
      },
    ]);
  });

  it('names the critical section that is under its threshold, and what else is thin', () => {
    const [signal] = signals({
      depth: 71,
      worstCriticalSection: { heading: 'Evaluation', depth: 22 },
      thinSections: ['Evaluation', 'Owners', 'Retirement'],
    });
    expect(signal?.statement).toBe(
      'Model registry (CAIO) was submitted with a depth of 71. Its critical section “Evaluation” stands at 22, under 40. Thin as well: Owners and Retirement.',
    );
    expect(signal?.figures).toEqual([
      { name: 'depth', value: 71, threshold: 60 },
      { name: 'worstCriticalSection', value: 22, threshold: 40 },
    ]);
  });

  it('names five sections and counts the rest', () => {
    const [signal] = signals({ thinSections: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] });
    expect(signal?.statement).toContain('Thin in it: A, B, C, D, E and 2 more.');
  });

  it('goes by the thresholds of the template', () => {
    const [signal] = signals({ depth: 65, thresholds: { thin: 75, critical: 50 } });
    expect(signal?.statement).toContain('a depth of 65, under 75.');
  });

  it('does not change by time', () => {
    expect(thin.nextChangeAt(driftFacts(), now)).toBeNull();
  });
});
