import { describe, expect, it } from '@jest/globals';
import { ADA, BEN, at, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftDecision } from '../types.js';
import { contradiction } from './contradiction.js';

const now = at('2026-03-20T09:00');
const find = (...decisions: DriftDecision[]) => contradiction.evaluate(driftFacts({ decisions }), now);

const adas = decision({ id: 'x1', title: 'One search platform', decidedBy: ADA });
const bens = (change: Partial<DriftDecision> = {}) =>
  decision({ id: 'x2', hatWorn: 'CAIO', decidedBy: BEN, at: at('2026-03-12T09:00'), ...change });

describe('CONTRADICTION', () => {
  it('is found for the later decision, and names the earlier', () => {
    expect(find(adas, bens())).toEqual([
      {
        rule: 'CONTRADICTION',
        subject: { kind: 'DECISION', id: 'x2' },
        hat: null,
        severity: 'CRITICAL',
        figures: [{ name: 'decisionsContradicted', value: 1, threshold: 1 }],
        statement:
          'The decision “Vector store” in vendor selection was taken by Ben Okafor on 12 March 2026 and stands beside “One search platform”, decided by Ada Moreno on 10 March 2026: neither supersedes the other.',
        clearsWhen:
          'Decisions are superseded until those that hold in vendor selection are all of one person, or all joint.',
      },
    ]);
  });

  it.each<[string, DriftDecision[]]>([
    ['one person twice', [adas, decision({ id: 'x2', at: at('2026-03-12T09:00') })]],
    ['two areas', [adas, bens({ area: 'ai-strategy' })]],
    ['the later supersedes the earlier', [adas, bens({ supersedesId: 'x1' })]],
    ['a third superseded the earlier', [adas, bens(), bens({ id: 'x3', supersedesId: 'x1' })]],
    ['both are joint', [{ ...adas, hatWorn: 'JOINT' }, bens({ hatWorn: 'JOINT' })]],
    ['a joint one, written down by the other hat', [adas, bens({ hatWorn: 'JOINT' })]],
    ['one of a hat beside a joint one of both', [{ ...adas, hatWorn: 'JOINT' }, bens()]],
    ['the later is still to come', [adas, bens({ at: at('2026-03-20T09:01') })]],
  ])('%s: nothing', (_, decisions) => {
    expect(find(...decisions)).toEqual([]);
  });

  it('is a warning under one hat', () => {
    expect(find(adas, bens({ hatWorn: 'CTO' }))[0]?.severity).toBe('WARNING');
  });

  it('finds the area however it is written', () => {
    expect(find(adas, bens({ area: 'Vendor Selection' }))).toHaveLength(1);
  });

  it('is found once for a decision that stands against several', () => {
    const second = decision({ id: 'x3', title: 'Second platform', at: at('2026-03-11T09:00') });
    const found = find(adas, second, bens());
    expect(found).toHaveLength(1);
    expect(found[0]?.figures[0]?.value).toBe(2);
    expect(found[0]?.statement).toContain(
      'beside “Second platform”, decided by Ada Moreno on 11 March 2026, and 1 more decision: neither',
    );
  });

  it('takes the same one of two at the same moment for the later, in whatever order they come', () => {
    const together = bens({ at: adas.at });
    expect(find(together, adas)).toEqual(find(adas, together));
  });
});
