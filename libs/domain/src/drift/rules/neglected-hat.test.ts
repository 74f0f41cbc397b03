import { describe, expect, it } from '@jest/globals';
import { activity, at, driftFacts } from '../drift-facts.factory.js';
import type { DriftFacts } from '../types.js';
import { neglectedHat } from './neglected-hat.js';

/** Three signs of work under the CTO hat, all after the start on 2 March. */
const ctoWorks = activity('CTO', '2026-03-03T10:00', '2026-03-09T10:00', '2026-03-15T10:00');
const neglected = (facts: DriftFacts, now: string) => neglectedHat.evaluate(facts, at(now)).map(({ hat }) => hat);

describe('NEGLECTED_HAT with two hats', () => {
  it.each([
    ['a minute before 14 days from the start', ctoWorks, '2026-03-15T23:59', []],
    ['14 days from the start', ctoWorks, '2026-03-16T00:00', ['CAIO']],
    ['a month from the start', ctoWorks, '2026-04-01T12:00', ['CAIO']],
    ['the other hat with two signs of work', ctoWorks.slice(0, 2), '2026-03-20T00:00', []],
    ['both hats quiet', [], '2026-03-20T00:00', []],
    ['work on day 3', [...ctoWorks, ...activity('CAIO', '2026-03-05T10:00')], '2026-03-16T00:00', []],
    ['the other hat busy only before', [...ctoWorks, ...activity('CAIO', '2026-03-15T11:00')], '2026-04-10T00:00', []],
  ])('%s', (_, recorded, now, hats) => {
    expect(neglected(driftFacts({ activity: recorded }), now)).toEqual(hats);
  });

  it('counts from the start day, not from the day it was entered', () => {
    const takenOver = driftFacts({ startedAt: at('2026-03-20T09:00'), activity: ctoWorks });
    expect(neglected(takenOver, '2026-03-20T10:00')).toEqual(['CAIO']);
  });

  it('does not count what was before the start', () => {
    const early = activity('CTO', '2026-02-20T10:00', '2026-02-21T10:00', '2026-02-22T10:00');
    expect(neglected(driftFacts({ activity: early }), '2026-03-20T00:00')).toEqual([]);
  });

  it('says for how long, who wears it, and what the other hat did', () => {
    const recorded = [...ctoWorks, ...activity('CAIO', '2026-03-02T12:00')];
    expect(neglectedHat.evaluate(driftFacts({ activity: recorded }), at('2026-03-18T13:00'))).toEqual([
      {
        rule: 'NEGLECTED_HAT',
        subject: { kind: 'HAT', id: 'CAIO' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [
          { name: 'daysSilent', value: 16, threshold: 14 },
          { name: 'otherHatActivity', value: 3, threshold: 3 },
        ],
        statement:
          'Nothing has moved under the CAIO hat, worn by Ben Okafor, for 16 days, while the CTO hat had 3 steps forward.',
        clearsWhen:
          'A revision that raises depth, a decision, evidence or an acceptance is recorded under the CAIO hat.',
      },
    ]);
  });

  it('leaves the days of a pause out', () => {
    const pauses = [{ from: at('2026-03-10T00:00'), to: at('2026-03-20T00:00') }];
    const facts = driftFacts({ activity: ctoWorks, pauses });
    expect(neglected(facts, '2026-03-25T23:59')).toEqual([]);
    expect(neglected(facts, '2026-03-26T00:00')).toEqual(['CAIO']);
  });
});

describe('NEGLECTED_HAT with a single hat', () => {
  const single = (recorded: DriftFacts['activity']) => driftFacts({ shape: 'FRACTIONAL_CTO', activity: recorded });

  it.each([
    ['20 days after the start', [], '2026-03-22T23:59', 0],
    ['21 days after the start', [], '2026-03-23T00:00', 1],
    ['20 days after the last work', activity('CTO', '2026-03-05T10:00'), '2026-03-26T09:59', 0],
    ['21 days after the last work', activity('CTO', '2026-03-05T10:00'), '2026-03-26T10:00', 1],
  ])('%s', (_, recorded, now, count) => {
    expect(neglectedHat.evaluate(single(recorded), at(now))).toHaveLength(count);
  });

  it('says that nothing has happened since the start', () => {
    expect(neglectedHat.evaluate(single([]), at('2026-03-23T09:00'))[0]?.statement).toBe(
      'Nothing has moved under the CTO hat, worn by Ada Moreno, in the 21 days since the start.',
    );
  });
});

describe('NEGLECTED_HAT changes next', () => {
  it.each([
    ['when 14 days have passed', ctoWorks, '2026-03-15T12:00', '2026-03-16T00:00'],
    ['each day after, for the figure', ctoWorks, '2026-03-16T00:00', '2026-03-17T00:00'],
    ['when something recorded ahead of time begins to count', ctoWorks, '2026-03-04T12:00', '2026-03-09T10:00'],
  ])('%s', (_, recorded, now, next) => {
    expect(neglectedHat.nextChangeAt(driftFacts({ activity: recorded }), at(now))).toEqual(at(next));
  });

  it('never by time alone, while both hats are quiet', () => {
    expect(neglectedHat.nextChangeAt(driftFacts(), at('2026-03-20T12:00'))).toBeNull();
  });
});
