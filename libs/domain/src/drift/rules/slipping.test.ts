import { describe, expect, it } from '@jest/globals';
import type { DeliverableState } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable } from '../types.js';
import { slipping } from './slipping.js';

const now = at('2026-03-20T09:00');
const ORIGINAL = '2026-04-01';
const move = (from: string, to: string, acknowledged = '2026-03-10T09:00') => ({
  from,
  to,
  acknowledgedAt: at(acknowledged),
});
const facts = (dueOn: string, moves: DriftDeliverable['dueDateMoves'], change: Partial<DriftDeliverable> = {}) =>
  driftFacts({ deliverables: [deliverable({ dueOn, originalDueOn: ORIGINAL, dueDateMoves: moves, ...change })] });

describe('SLIPPING', () => {
  it.each<[string, string, DriftDeliverable['dueDateMoves'], boolean]>([
    ['never moved', ORIGINAL, [], false],
    ['once, by 18 days, a fifth of the quarter', '2026-04-19', [move(ORIGINAL, '2026-04-19')], false],
    ['once, by 19 days', '2026-04-20', [move(ORIGINAL, '2026-04-20')], true],
    ['twice, by a day each', '2026-04-03', [move(ORIGINAL, '2026-04-02'), move('2026-04-02', '2026-04-03')], true],
    ['later and back again', ORIGINAL, [move(ORIGINAL, '2026-04-10'), move('2026-04-10', ORIGINAL)], false],
    ['twice earlier', '2026-03-25', [move(ORIGINAL, '2026-03-28'), move('2026-03-28', '2026-03-25')], false],
    [
      'the second not acknowledged yet',
      '2026-04-03',
      [move(ORIGINAL, '2026-04-02'), move('2026-04-02', '2026-04-03', '2026-03-20T09:01')],
      false,
    ],
  ])('%s', (_, dueOn, moves, slips) => {
    expect(slipping.evaluate(facts(dueOn, moves), now)).toHaveLength(slips ? 1 : 0);
  });

  it.each<[DeliverableState, boolean]>([
    ['PLANNED', true],
    ['IN_PROGRESS', true],
    ['CHANGES_REQUESTED', true],
    ['SUBMITTED', false],
    ['ACCEPTED', false],
    ['WAIVED', false],
  ])('%s: slipping is %s', (state, slips) => {
    const moved = facts('2026-05-01', [move(ORIGINAL, '2026-05-01')], { state });
    expect(slipping.evaluate(moved, now)).toHaveLength(slips ? 1 : 0);
  });

  it('says how often, how far and from when', () => {
    const moves = [move(ORIGINAL, '2026-04-10'), move('2026-04-10', '2026-04-25')];
    expect(slipping.evaluate(facts('2026-04-25', moves), now)).toEqual([
      {
        rule: 'SLIPPING',
        subject: { kind: 'DELIVERABLE', id: 'd1' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [
          { name: 'movesLater', value: 2, threshold: 2 },
          { name: 'daysMoved', value: 24, threshold: 18 },
        ],
        statement:
          'The due date of Model registry (CAIO), 25 April 2026, was moved to a later day twice and lies 24 days after 1 April 2026, the day agreed first.',
        clearsWhen: 'It is submitted, or a sponsor waives it.',
      },
    ]);
  });

  it('looks again when an acknowledgement begins to count', () => {
    const moves = [move(ORIGINAL, '2026-04-02', '2026-03-21T09:00')];
    expect(slipping.nextChangeAt(facts('2026-04-02', moves), now)).toEqual(at('2026-03-21T09:00'));
    expect(slipping.nextChangeAt(facts('2026-04-02', moves), at('2026-03-21T09:00'))).toBeNull();
  });
});
