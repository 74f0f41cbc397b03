import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../calendar/index.js';
import type { Severity } from '../../shared/vocabulary.js';
import { START, at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftFacts } from '../types.js';
import { thinnerThanSibling } from './thinner-than-sibling.js';

/** Noon of the day of the quarter, the start being day 0. */
const onDay = (day: number) => new Date(at(`${START}T12:00`).getTime() + day * 86_400_000);

/** Each hat owes one document, due on day 49, so that a hundredth of it is planned every half day. */
const facts = (cto: number | null, caio: number | null, change: Partial<DriftFacts> = {}) =>
  driftFacts({
    deliverables: [
      deliverable({ id: 'a', hat: 'CTO', dueOn: addDays(START, 49), depth: cto }),
      deliverable({ id: 'b', hat: 'CAIO', dueOn: addDays(START, 49), depth: caio }),
    ],
    ...change,
  });

describe('THINNER_THAN_SIBLING', () => {
  it.each<[string, number | null, number | null, number, Severity | null]>([
    ['both on their plan of 30', 30, 30, 25, null],
    ['under 25 % planned', 30, 0, 12, null],
    ['from 25 % planned', 30, 0, 13, 'CRITICAL'],
    ['at 0.70 of the other', 30, 21, 25, null],
    ['under 0.70 of the other', 30, 20, 25, 'WARNING'],
    ['at 0.50 of the other', 30, 15, 25, 'WARNING'],
    ['under 0.50 of the other', 30, 14, 25, 'CRITICAL'],
    ['the other far ahead: counted up to 1.25, and this one at 0.9 of its plan', 100, 27, 25, null],
    ['the other far ahead, this one under 0.9 but over 0.70 of 1.25', 100, 26.9, 25, null],
    ['the other far ahead, this one under 0.70 of 1.25', 100, 26, 25, 'WARNING'],
    ['nothing under either', 0, null, 25, null],
    ['not written counts as 0', 30, null, 25, 'CRITICAL'],
  ])('%s', (_, cto, caio, day, severity) => {
    expect(thinnerThanSibling.evaluate(facts(cto, caio), onDay(day))[0]?.severity ?? null).toBe(severity);
  });

  it('says how deep both are, and how deep they were to be', () => {
    expect(thinnerThanSibling.evaluate(facts(33, 12), onDay(25))).toEqual([
      {
        rule: 'THINNER_THAN_SIBLING',
        subject: { kind: 'HAT', id: 'CAIO' },
        hat: 'CAIO',
        severity: 'CRITICAL',
        figures: [
          { name: 'againstTheOtherHat', value: 0.36, threshold: 0.5 },
          { name: 'againstItsPlan', value: 0.4, threshold: 0.9 },
        ],
        statement:
          'The work under the CAIO hat has a depth of 12 where 30 was planned by now; under the CTO hat it is 33 where 30 was planned.',
        clearsWhen:
          'The work under the CAIO hat comes within a tenth of its plan, or to 70 % of where the CTO hat stands against its own.',
      },
    ]);
  });

  it('finds the CTO hat too, and one person who wears both', () => {
    expect(thinnerThanSibling.evaluate(facts(10, 30, { shape: 'CTO_AND_CAIO' }), onDay(25))[0]?.hat).toBe('CTO');
  });

  it('weighs what each hat owes in the quarter, without what was waived', () => {
    const [cto] = facts(30, 30).deliverables;
    const caio = (id: string, weight: number, depth: number | null) =>
      deliverable({ id, hat: 'CAIO', dueOn: addDays(START, 49), weight, depth });
    const find = (...deliverables: DriftFacts['deliverables']) =>
      thinnerThanSibling.evaluate(driftFacts({ deliverables: [cto!, ...deliverables] }), onDay(25));
    expect(find(caio('x', 3, 30), caio('y', 1, null))).toEqual([]);
    expect(find(caio('x', 1, 30), caio('y', 1, null))).toHaveLength(1);
    expect(find(caio('x', 1, 30), { ...caio('y', 1, null), state: 'WAIVED' })).toEqual([]);
    expect(find(caio('x', 1, 30), { ...caio('y', 9, null), quarter: 2 })).toEqual([]);
  });

  it('has no sibling under a single hat', () => {
    const single = facts(30, 0, { shape: 'FRACTIONAL_CTO' });
    expect(thinnerThanSibling.evaluate(single, onDay(25))).toEqual([]);
    expect(thinnerThanSibling.nextChangeAt(single, onDay(25))).toBeNull();
  });

  it('looks again at midnight', () => {
    expect(thinnerThanSibling.nextChangeAt(facts(30, 0), at('2026-03-20T12:00'))).toEqual(at('2026-03-21T00:00'));
  });
});
