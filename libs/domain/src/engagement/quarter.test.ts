import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/index.js';
import { hatsOf, standingQuestionsOf } from './hats.js';
import { planDeliverables } from './plan-deliverables.js';
import { dueOn, endsOn, firstQuarter, lastQuarter, quarterAfter, quarterOn, quartersAfterPause } from './quarter.js';

const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));

describe('the quarter', () => {
  it.each([
    ['2026-01-01', '2026-04-01'],
    ['2028-01-01', '2028-03-31'],
    ['2027-12-01', '2028-02-29'],
  ])('that starts on %s ends on %s', (startsOn, last) => expect(endsOn(startsOn)).toBe(last));

  const two = [
    { number: 2, from: '2026-04-10', to: '2026-07-09' },
    { number: 1, from: '2026-01-01', to: '2026-04-01' },
  ];

  it.each([
    ['before the start', '2025-12-01', 1],
    ['the first day', '2026-01-01', 1],
    ['the last day', '2026-04-01', 1],
    ['between the two', '2026-04-09', 1],
    ['the first day of the second', '2026-04-10', 2],
    ['after the end', '2027-01-01', 2],
  ])('%s, %s, counts in quarter %i', (_which, day, number) => {
    expect(quarterOn(two, day).number).toBe(number);
    expect(quarterOn(two.toReversed(), day).number).toBe(number);
  });

  it.each([
    ['in the first', '2026-02-01', ['2026-01-01', '2026-04-11', '2026-04-20', '2026-07-19']],
    ['between the two', '2026-04-05', ['2026-01-01', '2026-04-11', '2026-04-20', '2026-07-19']],
    ['in the second', '2026-05-01', ['2026-01-01', '2026-04-01', '2026-04-10', '2026-07-19']],
    ['after the end', '2026-09-01', ['2026-01-01', '2026-04-01', '2026-04-10', '2026-07-19']],
    ['before the start', '2025-12-30', ['2026-01-01', '2026-04-11', '2026-04-20', '2026-07-19']],
  ])('a pause of ten days that begins %s moves what ends or begins after it', (_where, pausedOn, days) => {
    const [second, first] = quartersAfterPause(two, pausedOn, 10);
    expect([first?.from, first?.to, second?.from, second?.to]).toEqual(days);
  });

  it('holds every due day up to 90, and quarters follow each other without a gap', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 8 }), (startsOn, dueDay, count) => {
        const quarters = [firstQuarter(startsOn)];
        while (quarters.length < count) quarters.push(quarterAfter(lastQuarter(quarters)));
        expect(lastQuarter(quarters).number).toBe(count);
        for (const { number, from, to } of quarters) {
          expect(dueOn(from, dueDay) <= to).toBe(true);
          expect(quarterOn(quarters, from).number).toBe(number);
          expect(quarterOn(quarters, to).number).toBe(number);
          expect(quarterOn(quarters, addDays(to, 1)).number).toBe(Math.min(number + 1, count));
        }
      }),
    );
  });
});

describe('what the hats of a shape owe', () => {
  const catalogue = [
    { key: 'roadmap', hat: 'CTO', title: 'Roadmap', dueDay: 75, weight: 2 },
    { key: 'ai-strategy', hat: 'CAIO', title: 'AI strategy', dueDay: 60, weight: 3 },
    { key: 'decision-log', hat: 'CTO', title: 'Decision log', dueDay: 14, weight: 1 },
  ] as const;

  it('is the part of the catalogue that is theirs, by due day', () => {
    expect(planDeliverables('FRACTIONAL_CTO', catalogue, '2026-01-01')).toEqual([
      { key: 'decision-log', hat: 'CTO', title: 'Decision log', dueOn: '2026-01-15', weight: 1 },
      { key: 'roadmap', hat: 'CTO', title: 'Roadmap', dueOn: '2026-03-17', weight: 2 },
    ]);
    expect(planDeliverables('TWO_ROLES', catalogue, '2026-01-01').map(({ key }) => key)).toEqual([
      'decision-log',
      'ai-strategy',
      'roadmap',
    ]);
  });

  it('has each key once', () => {
    expect(() => planDeliverables('TWO_ROLES', [...catalogue, catalogue[0]], '2026-01-01')).toThrow('one key twice');
  });

  it('and the questions that they answer follow from the hats', () => {
    expect([hatsOf('CTO_AND_CAIO'), hatsOf('FRACTIONAL_CAIO')]).toEqual([['CTO', 'CAIO'], ['CAIO']]);
    expect(standingQuestionsOf('FRACTIONAL_CTO')).toEqual(['PLATFORM_IN_18_MONTHS']);
    expect(standingQuestionsOf('TWO_ROLES')).toEqual(['PLATFORM_IN_18_MONTHS', 'AI_RISK_POSTURE']);
  });
});
