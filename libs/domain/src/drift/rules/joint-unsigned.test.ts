import { describe, expect, it } from '@jest/globals';
import type { Hat } from '../../shared/vocabulary.js';
import { at, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftDecision, DriftFacts } from '../types.js';
import { jointUnsigned } from './joint-unsigned.js';

/** Taken jointly on Tuesday 10 March at nine. */
const joint = (change: Partial<DriftDecision> = {}) =>
  decision({ hatWorn: 'JOINT', area: 'ai-team-hiring', ...change });
const signed = (...hats: Hat[]): DriftDecision['signOffs'] => hats.map((hat) => ({ hat, at: at('2026-03-11T09:00') }));
const find = (change: Partial<DriftDecision>, now: string, facts: Partial<DriftFacts> = {}) =>
  jointUnsigned.evaluate(driftFacts({ ...facts, decisions: [joint(change)] }), at(now));

describe('JOINT_UNSIGNED', () => {
  it.each<[string, Partial<DriftDecision>, string, (Hat | null)[]]>([
    ['taken on Tuesday, unsigned', {}, '2026-03-12T23:59', []],
    ['taken on Tuesday, unsigned', {}, '2026-03-13T00:00', [null]],
    ['taken on Friday, unsigned', { at: at('2026-03-06T17:00') }, '2026-03-10T23:59', []],
    ['taken on Friday, unsigned', { at: at('2026-03-06T17:00') }, '2026-03-11T00:00', [null]],
    ['taken on Saturday, unsigned', { at: at('2026-03-07T12:00') }, '2026-03-11T00:00', [null]],
    ['signed by the CTO hat alone', { signOffs: signed('CTO') }, '2026-03-13T00:00', ['CAIO']],
    ['signed by the CAIO hat alone', { signOffs: signed('CAIO') }, '2026-03-13T00:00', ['CTO']],
    ['signed by both', { signOffs: signed('CAIO', 'CTO') }, '2026-03-20T00:00', []],
    ['of one hat, unsigned', { hatWorn: 'CTO' }, '2026-03-20T00:00', []],
  ])('given one %s (%o), when it is looked at %s, then %j drifts', (_, change, now, hats) => {
    expect(find(change, now).map(({ hat }) => hat)).toEqual(hats);
  });

  it('given a signature to come, then it counts from its moment on', () => {
    const signOffs: DriftDecision['signOffs'] = [...signed('CTO'), { hat: 'CAIO', at: at('2026-03-16T10:00') }];
    expect(find({ signOffs }, '2026-03-16T09:59')).toHaveLength(1);
    expect(find({ signOffs }, '2026-03-16T10:00')).toEqual([]);
  });

  it('given a decision that supersedes it, then it is over', () => {
    const decisions = [joint(), decision({ id: 'x2', supersedesId: 'x1', at: at('2026-03-16T09:00') })];
    expect(jointUnsigned.evaluate(driftFacts({ decisions }), at('2026-03-16T08:59'))).toHaveLength(1);
    expect(jointUnsigned.evaluate(driftFacts({ decisions }), at('2026-03-16T09:00'))).toEqual([]);
  });

  it("given a holiday of the workspace, then the days are the workspace's", () => {
    const facts = { workingCalendar: { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-03-11'] } };
    expect(find({}, '2026-03-13T23:59', facts)).toEqual([]);
    expect(find({}, '2026-03-14T00:00', facts)).toHaveLength(1);
  });

  it('given a pause, then its days do not count', () => {
    const facts = { pauses: [{ from: at('2026-03-11T09:00'), to: at('2026-03-18T18:00') }] };
    expect(find({}, '2026-03-19T23:59', facts)).toEqual([]);
    expect(find({}, '2026-03-20T00:00', facts)).toHaveLength(1);
  });

  it('says what waits, for how long and for whom', () => {
    expect(find({ signOffs: signed('CTO') }, '2026-03-16T12:00')).toEqual([
      {
        rule: 'JOINT_UNSIGNED',
        subject: { kind: 'DECISION', id: 'x1' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [
          { name: 'workingDaysUnsigned', value: 3, threshold: 2 },
          { name: 'signatures', value: 1, threshold: 2 },
        ],
        statement:
          'The joint decision “Vector store” in AI team hiring was taken by Ada Moreno on 10 March 2026, and after 3 working days the signature of the CAIO hat is missing.',
        clearsWhen: 'A reason is given and the decision is signed for the CAIO hat, or another decision supersedes it.',
      },
    ]);
    expect(find({}, '2026-03-16T12:00')[0]?.statement).toContain('the signature of the CTO hat and the CAIO hat');
  });

  it.each([
    ['before it is overdue: when it is', '2026-03-10T12:00', '2026-03-13T00:00'],
    ['once it is: the next midnight', '2026-03-13T09:00', '2026-03-14T00:00'],
  ])('looks again, looked at %s', (_, now, next) => {
    const facts = driftFacts({ decisions: [joint()] });
    expect(jointUnsigned.nextChangeAt(facts, at(now))).toEqual(at(next));
  });
});
