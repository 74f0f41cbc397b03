import { describe, expect, it } from '@jest/globals';
import { at, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftDecision } from '../types.js';
import { splitSpend } from './split-spend.js';

// The factory's limit: EUR 5,000.00 a decision, for each hat.
const buy = (id: string, day: string, amount: string, change: Partial<DriftDecision> = {}) =>
  decision({ id, at: at(`2026-03-${day}`), spend: { amount, currency: 'EUR' }, vendor: 'Qdrant', ...change });
const find = (...decisions: DriftDecision[]) => splitSpend.evaluate(driftFacts({ decisions }), at('2026-03-30T09:00'));
const first = buy('x1', '10T09:00', '3000.00');

describe('SPLIT_SPEND', () => {
  it.each<[string, DriftDecision[], string[]]>([
    ['the sum at the limit', [first, buy('x2', '12T09:00', '2000.00')], []],
    ['the sum a cent over', [first, buy('x2', '12T09:00', '2000.01')], ['x2']],
    ['7 days between them', [first, buy('x2', '17T09:00', '3000.00')], ['x2']],
    ['a minute more than 7 days between them', [first, buy('x2', '17T09:01', '3000.00')], []],
    ['another vendor', [first, buy('x2', '12T09:00', '3000.00', { vendor: 'Weaviate' })], []],
    ['the vendor written otherwise', [first, buy('x2', '12T09:00', '3000.00', { vendor: 'QDRANT G.m.b.H.' })], ['x2']],
    [
      'no vendor',
      [buy('x1', '10T09:00', '3000.00', { vendor: null }), buy('x2', '12T09:00', '3000.00', { vendor: ' ' })],
      [],
    ],
    ['another hat', [first, buy('x2', '12T09:00', '3000.00', { hatWorn: 'CAIO' })], []],
    ['a joint one after one of a hat', [first, buy('x2', '12T09:00', '3000.00', { hatWorn: 'JOINT' })], ['x2']],
    [
      'two joint ones, found once',
      [buy('x1', '10T09:00', '3000.00', { hatWorn: 'JOINT' }), buy('x2', '12T09:00', '3000.00', { hatWorn: 'JOINT' })],
      ['x2'],
    ],
    ['one of them over the limit by itself', [first, buy('x2', '12T09:00', '5000.01')], []],
    ['the last approved', [first, buy('x2', '12T09:00', '3000.00', { approvedAt: at('2026-03-20T09:00') })], []],
    ['three, over with the last', [first, buy('x2', '11T09:00', '1000.00'), buy('x3', '12T09:00', '1500.00')], ['x3']],
    [
      'a further one after two',
      [first, buy('x2', '11T09:00', '3000.00'), buy('x3', '12T09:00', '3000.00')],
      ['x2', 'x3'],
    ],
    ['the first out of the 7 days', [first, buy('x2', '16T09:00', '1000.00'), buy('x3', '18T09:00', '3000.00')], []],
    [
      'one superseded',
      [first, buy('x2', '12T09:00', '3000.00'), decision({ id: 'x3', supersedesId: 'x1', at: at('2026-03-13T09:00') })],
      [],
    ],
  ])('given %s, then it is found at %j', (_, decisions, expected) => {
    expect(find(...decisions).map(({ subject }) => subject.id)).toEqual(expected);
    expect(find(...[...decisions].reverse()).map(({ subject }) => subject.id)).toEqual(expected);
  });

  it('says how many spend what, and with whom', () => {
    expect(find(first, buy('x2', '12T09:00', '3000.00', { title: 'More nodes' }))).toEqual([
      {
        rule: 'SPLIT_SPEND',
        subject: { kind: 'DECISION', id: 'x2' },
        hat: 'CTO',
        severity: 'WARNING',
        figures: [
          { name: 'spendTogether', value: 6000, threshold: 5000 },
          { name: 'decisions', value: 2, threshold: 2 },
        ],
        statement:
          'Within 7 days 2 decisions under the CTO hat spend EUR 6,000.00 with Qdrant: each is inside the limit of EUR 5,000.00 a decision, together they are over it. The last is “More nodes” in vendor selection, taken by Ada Moreno on 12 March 2026.',
        clearsWhen: 'A sponsor approves the last of them, or a decision that spends less supersedes one of them.',
      },
    ]);
  });
});
