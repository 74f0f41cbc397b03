import { describe, expect, it } from '@jest/globals';
import { at, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftDecision, DriftFacts } from '../types.js';
import { defaulting } from './defaulting.js';

/** One decision a day from 9 March on: `log('CTO CTO JOINT')`. */
const log = (hats: string): DriftDecision[] =>
  hats.split(' ').map((hatWorn, day) =>
    decision({
      id: `x${day}`,
      hatWorn: hatWorn as DriftDecision['hatWorn'],
      at: at(`2026-03-${String(9 + day).padStart(2, '0')}T09:00`),
    }),
  );
const found = (facts: Partial<DriftFacts>, now = '2026-03-20T09:00') =>
  defaulting.evaluate(driftFacts(facts), at(now)).map(({ subject }) => subject.id);

describe('DEFAULTING', () => {
  it.each([
    ['four decisions, all of one hat', 'CTO CTO CTO CTO', []],
    ['five decisions, four of one hat', 'CTO CTO CTO CTO CAIO', ['CTO']],
    ['five decisions, all of one hat', 'CAIO CAIO CAIO CAIO CAIO', ['CAIO']],
    ['five decisions, three of one hat', 'CTO CTO CTO CAIO CAIO', []],
    ['nine decisions, seven of one hat', 'CTO CTO CTO CTO CTO CTO CTO CAIO CAIO', []],
    ['ten decisions, eight of one hat', 'CTO CTO CTO CTO CTO CTO CTO CTO CAIO CAIO', ['CTO']],
    ['a joint one among five counts, and for neither', 'CTO CTO CTO CTO JOINT', ['CTO']],
    ['two joint ones among six', 'CTO CTO CTO CTO JOINT JOINT', []],
    ['joint ones alone', 'JOINT JOINT JOINT JOINT JOINT', []],
  ])('given %s, then it falls to %s', (_, hats, expected) => {
    expect(found({ decisions: log(hats) })).toEqual(expected);
  });

  it.each([
    ['a millisecond before the first of five is 30 days old', '2026-04-08T08:59:59.999+01:00', ['CTO']],
    ['when the first of five is 30 days old', '2026-04-08T09:00:00+01:00', []],
    ['before the fifth is taken', '2026-03-13T08:59:59.999+01:00', []],
    ['when the fifth is taken', '2026-03-13T09:00:00+01:00', ['CTO']],
  ])('given five decisions under one hat, looked at %s, then %s', (_, now, expected) => {
    const signals = defaulting.evaluate(driftFacts({ decisions: log('CTO CTO CTO CTO CTO') }), new Date(now));
    expect(signals.map(({ hat }) => hat)).toEqual(expected);
  });

  it('given a pause, then its days are not among the 30, and resuming changes nothing', () => {
    // With days of the pause counted, the first two, of the CAIO hat, would be out when it ends.
    const decisions = log('CAIO CAIO CTO CTO CTO CTO CTO');
    const pauses = [{ from: at('2026-03-20T09:00'), to: at('2026-04-09T12:00') }];
    expect(found({ decisions })).toEqual([]);
    expect(found({ decisions, pauses }, '2026-04-09T12:00')).toEqual([]);
    expect(found({ decisions }, '2026-04-09T12:00')).toEqual(['CTO']);
  });

  it('given one hat, then nothing falls to it by default', () => {
    expect(found({ shape: 'FRACTIONAL_CTO', decisions: log('CTO CTO CTO CTO CTO') })).toEqual([]);
  });

  it('given decisions that were superseded, then they count: the hat was worn', () => {
    const decisions = log('CTO CTO CTO CTO CTO').map((one, place) => ({
      ...one,
      supersedesId: place === 0 ? null : `x${place - 1}`,
    }));
    expect(found({ decisions })).toEqual(['CTO']);
  });

  it('says how many of how many', () => {
    expect(
      defaulting.evaluate(driftFacts({ decisions: log('CTO CTO CTO CTO CTO CAIO') }), at('2026-03-20T09:00')),
    ).toEqual([
      {
        rule: 'DEFAULTING',
        subject: { kind: 'HAT', id: 'CTO' },
        hat: 'CTO',
        severity: 'WARNING',
        figures: [
          { name: 'percentUnderOneHat', value: 83, threshold: 80 },
          { name: 'decisions', value: 6, threshold: 5 },
        ],
        statement:
          'Of the 6 decisions in the last 30 days 5 were taken under the CTO hat: decisions fall to it by default, and the CAIO hat is hardly worn.',
        clearsWhen:
          "Decisions are taken under the CAIO hat, or jointly, until less than 80 % of those in the last 30 days are the CTO hat's.",
      },
    ]);
  });

  it('looks again when the oldest leaves the 30 days', () => {
    const facts = driftFacts({ decisions: log('CTO CTO CTO CTO CTO'), charters: [] });
    expect(defaulting.nextChangeAt(facts, at('2026-03-20T09:00'))).toEqual(at('2026-04-08T09:00'));
  });
});
