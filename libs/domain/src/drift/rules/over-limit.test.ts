import { describe, expect, it } from '@jest/globals';
import type { Money } from '../../shared/vocabulary.js';
import { at, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftDecision, DriftFacts } from '../types.js';
import { overLimit } from './over-limit.js';

// The factory's limits: EUR 5,000.00 a decision, EUR 20,000.00 a quarter, for each hat.
const eur = (amount: string): Money => ({ amount, currency: 'EUR' });
const now = '2026-03-20T09:00';
const approved = { approvedAt: at('2026-03-15T09:00') };
const spend = (amount: string, change: Partial<DriftDecision> = {}) => decision({ spend: eur(amount), ...change });
/** Decisions of EUR 4,000.00 on consecutive days from 3 March on, each inside the limit a decision. */
const fours = (count: number, change: Partial<DriftDecision> = {}): DriftDecision[] =>
  Array.from({ length: count }, (_, day) =>
    spend('4000.00', { id: `q${day}`, at: at(`2026-03-0${3 + day}T09:00`), ...change }),
  );
const find = (decisions: DriftDecision[], facts: Partial<DriftFacts> = {}, moment = now) =>
  overLimit.evaluate(driftFacts({ decisions, ...facts }), at(moment));
const said = (...args: Parameters<typeof find>) =>
  find(...args).map(({ subject, severity }) => `${subject.kind} ${subject.id} ${severity}`);

describe('OVER_LIMIT of a decision', () => {
  it.each<[string, DriftDecision, string[]]>([
    ['at the limit', spend('5000.00'), []],
    ['a cent over', spend('5000.01'), ['DECISION x1 WARNING']],
    ['over and approved', spend('6000.00', approved), []],
    ['over, and approved after now', spend('6000.00', { approvedAt: at('2026-03-20T09:01') }), ['DECISION x1 WARNING']],
    ['without spend', decision(), []],
    ['joint and over the limit of both hats', spend('6000.00', { hatWorn: 'JOINT' }), ['DECISION x1 WARNING']],
    ['in another currency than the limit', decision({ spend: { amount: '6000.00', currency: 'USD' } }), []],
  ])('given one %s, then %j', (_, one, expected) => {
    expect(said([one])).toEqual(expected);
  });

  it('given a decision that spends less and supersedes it, then it is over', () => {
    const less = spend('4000.00', { id: 'x2', supersedesId: 'x1', at: at('2026-03-12T09:00') });
    expect(said([spend('6000.00'), less])).toEqual([]);
  });

  it('given no limit, then there is none to pass', () => {
    const hats = driftFacts().hats.map((hat) => ({ ...hat, perDecisionLimit: null, perQuarterLimit: null }));
    expect(said([spend('600000.00')], { hats })).toEqual([]);
  });

  it('names the lower limit of a joint decision, and everyone is told', () => {
    const hats = driftFacts().hats.map((hat) =>
      hat.hat === 'CAIO' ? { ...hat, perDecisionLimit: eur('1000.00') } : hat,
    );
    const [signal] = find([spend('6000.00', { hatWorn: 'JOINT' })], { hats });
    expect(signal?.hat).toBeNull();
    expect(signal?.figures).toEqual([{ name: 'spend', value: 6000, threshold: 1000 }]);
    expect(signal?.statement).toContain('The CAIO hat may spend EUR 1,000.00 in one decision');
  });

  it('says what it spends and what it may', () => {
    expect(find([spend('6000.00')])).toEqual([
      {
        rule: 'OVER_LIMIT',
        subject: { kind: 'DECISION', id: 'x1' },
        hat: 'CTO',
        severity: 'WARNING',
        figures: [{ name: 'spend', value: 6000, threshold: 5000 }],
        statement:
          'The decision “Vector store” in vendor selection, taken by Ada Moreno on 10 March 2026, spends EUR 6,000.00. The CTO hat may spend EUR 5,000.00 in one decision, and no sponsor has approved more.',
        clearsWhen: 'A sponsor approves it, or a decision that spends EUR 5,000.00 or less supersedes it.',
      },
    ]);
  });
});

describe('OVER_LIMIT of a quarter', () => {
  it.each<[string, DriftDecision[], string[]]>([
    ['12,000 of 20,000', fours(3), []],
    ['a cent under 80 %', [...fours(3), spend('3999.99')], []],
    ['80 %', fours(4), ['HAT CTO NOTICE']],
    ['the whole limit', fours(5), ['HAT CTO NOTICE']],
    ['a cent over', [...fours(5), spend('0.01')], ['HAT CTO WARNING']],
    ['over, and what passed it approved', [...fours(5), spend('100.00', approved)], []],
    [
      'over, and only another approved',
      [...fours(4), spend('4000.00', approved), spend('100.00', { id: 'x2' })],
      ['HAT CTO WARNING'],
    ],
    ['joint, spent under both', fours(6, { hatWorn: 'JOINT' }), ['HAT CTO WARNING', 'HAT CAIO WARNING']],
    [
      'of either hat half',
      [...fours(3), ...fours(3, { hatWorn: 'CAIO' }).map((one) => ({ ...one, id: `${one.id}b` }))],
      [],
    ],
  ])('given %s, then %j', (_, decisions, expected) => {
    expect(said(decisions)).toEqual(expected);
  });

  it('given decisions from before the first day, then they count in the first quarter', () => {
    expect(said(fours(6).map((one) => ({ ...one, at: at('2026-02-20T09:00') })))).toEqual(['HAT CTO WARNING']);
  });

  it('given a second quarter, then its limit fills anew, and what was not approved in the first still waits', () => {
    const quarters = [
      { number: 1, from: '2026-03-02', to: '2026-05-31' },
      { number: 2, from: '2026-06-01', to: '2026-08-29' },
    ];
    const later = '2026-06-02T09:00';
    expect(said(fours(4), { quarters }, later)).toEqual([]);
    expect(said(fours(6), { quarters }, later)).toEqual(['HAT CTO WARNING']);
    const across = [...fours(4), spend('4000.00', { id: 'x6', at: at('2026-06-01T00:00') })];
    expect(said(across, { quarters }, later)).toEqual([]);
    expect(overLimit.nextChangeAt(driftFacts({ quarters }), at(now))).toEqual(new Date('2026-05-31T22:00:00Z'));
  });

  it('given a superseded decision, then only what supersedes it is spent', () => {
    const decisions = [...fours(4), spend('100.00', { supersedesId: 'q0', at: at('2026-03-16T09:00') })];
    expect(said(decisions)).toEqual([]);
  });

  it('says what is spent, what is left, and what took it over', () => {
    expect(find(fours(4))[0]).toMatchObject({
      figures: [{ name: 'quarterSpend', value: 16000, threshold: 16000 }],
      statement:
        'Decisions under the CTO hat spend EUR 16,000.00 in quarter 1, which is 80 % or more of its limit of EUR 20,000.00; EUR 4,000.00 are left.',
    });
    expect(find(fours(7))[0]).toMatchObject({
      figures: [{ name: 'quarterSpend', value: 28000, threshold: 20000 }],
      statement:
        'Decisions under the CTO hat spend EUR 28,000.00 in quarter 1, over its limit of EUR 20,000.00 a quarter. No sponsor has approved “Vector store” and 1 more decision, which took it there.',
    });
  });
});
