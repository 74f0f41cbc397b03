import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../calendar/index.js';
import { hatsOf, standingQuestionsOf } from './hats.js';
import { planDeliverables } from './plan-deliverables.js';
import { dueOn, endsOn, quarterOf } from './quarter.js';

const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));

describe('the quarter', () => {
  it.each([
    ['2026-01-01', '2026-04-01'],
    ['2028-01-01', '2028-03-31'],
    ['2027-12-01', '2028-02-29'],
  ])('that starts on %s ends on %s', (startsOn, last) => expect(endsOn(startsOn)).toBe(last));

  it.each([
    ['before the start', '2025-12-01', 1, '2026-01-01', '2026-04-01'],
    ['day 0', '2026-01-01', 1, '2026-01-01', '2026-04-01'],
    ['day 90', '2026-04-01', 1, '2026-01-01', '2026-04-01'],
    ['day 91', '2026-04-02', 2, '2026-04-02', '2026-06-30'],
    ['day 181', '2026-07-01', 3, '2026-07-01', '2026-09-28'],
  ])('%s of an engagement since 2026-01-01', (_which, day, number, from, to) => {
    expect(quarterOf('2026-01-01', day)).toEqual({ number, from, to });
  });

  it('holds every due day up to 90, and quarters follow each other without a gap', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 1_000 }),
        (startsOn, dueDay, later) => {
          expect(dueOn(startsOn, dueDay) <= endsOn(startsOn)).toBe(true);
          const day = addDays(startsOn, later);
          const quarter = quarterOf(startsOn, day);
          expect(quarter.from <= day && day <= quarter.to).toBe(true);
          expect(daysBetween(quarter.to, quarterOf(startsOn, addDays(quarter.to, 1)).from)).toBe(1);
        },
      ),
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
