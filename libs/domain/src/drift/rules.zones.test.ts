/**
 * Where a day begins and ends is the engagement's time zone. The moments at which rules begin to hold are reckoned here with
 * Temporal, which the code does not use, day by day: at the edges of the world, over both changes of the clock and over
 * 29 February.
 */
import { describe, expect, it } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { decision, deliverable, driftFacts } from './drift-facts.factory.js';
import { evaluateDrift, nextCheckAt } from './evaluate.js';
import type { RuleCode } from './rule-codes.js';
import type { DriftFacts } from './types.js';

const ZONES = ['Pacific/Kiritimati', 'Pacific/Chatham', 'America/New_York', 'America/Adak'];
/** Around which clocks change there, or February has 29 days. */
const DAYS = [
  '2028-02-28',
  '2028-02-29',
  '2026-03-07',
  '2026-03-08',
  '2026-04-04',
  '2026-04-05',
  '2026-09-26',
  '2026-09-27',
  '2026-10-31',
  '2026-11-01',
];

const startOf = (day: Temporal.PlainDate, zone: string): Date =>
  new Date(day.toZonedDateTime({ timeZone: zone }).epochMilliseconds);

/** The end of the n-th working day after the day, counted on the fingers. */
function endOfWorkingDay(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let current = day;
  for (let left = count; left > 0;) {
    current = current.add({ days: 1 });
    if (current.dayOfWeek <= 5) left -= 1;
  }
  return current.add({ days: 1 });
}

/** What happened on a day, and the first day on which the rule holds for it. */
const CASES: Record<
  string,
  {
    rule: RuleCode;
    facts: (day: Temporal.PlainDate, noon: Date) => Partial<DriftFacts>;
    from: (day: Temporal.PlainDate) => Temporal.PlainDate;
  }
> = {
  'LATE: the day after the due day': {
    rule: 'LATE',
    facts: (day) => ({ deliverables: [deliverable({ dueOn: day.toString() })] }),
    from: (day) => day.add({ days: 1 }),
  },
  'STALE_ANSWER: day 30': {
    rule: 'STALE_ANSWER',
    facts: (day) => ({ startsOn: day.toString(), standingAnswers: [] }),
    from: (day) => day.add({ days: 30 }),
  },
  'STALE_ANSWER: the 91st day of an answer': {
    rule: 'STALE_ANSWER',
    facts: (_, noon) => ({
      standingAnswers: (['PLATFORM_IN_18_MONTHS', 'AI_RISK_POSTURE'] as const).map((question) => ({
        question,
        answeredAt: noon,
      })),
    }),
    from: (day) => day.add({ days: 91 }),
  },
  'WAITING_ON_CLIENT: after five working days': {
    rule: 'WAITING_ON_CLIENT',
    facts: (_, noon) => ({ deliverables: [deliverable({ state: 'SUBMITTED', submittedAt: noon })] }),
    from: (day) => endOfWorkingDay(day, 5),
  },
  'JOINT_UNSIGNED: after two working days': {
    rule: 'JOINT_UNSIGNED',
    facts: (_, noon) => ({ decisions: [decision({ hatWorn: 'JOINT', area: 'ai-team-hiring', at: noon })] }),
    from: (day) => endOfWorkingDay(day, 2),
  },
  'AT_RISK: seven days before the due day, a critical section at 39': {
    rule: 'AT_RISK',
    facts: (day) => {
      const dueOn = day.add({ days: 40 }).toString();
      const worstCriticalSection = { heading: 'Evaluation', depth: 39 };
      return { deliverables: [deliverable({ dueOn, depth: 70, worstCriticalSection, quarter: 9 })] };
    },
    from: (day) => day.add({ days: 33 }),
  },
};

describe.each(Object.entries(CASES))('%s', (_, { rule, facts, from }) => {
  const holds = (given: DriftFacts, now: Date): boolean =>
    evaluateDrift(given, now).some((signal) => signal.rule === rule);

  const agrees = (zone: string, day: Temporal.PlainDate, hour: number): void => {
    const happened = new Date(startOf(day, zone).getTime() + hour * 3_600_000);
    const given = driftFacts({ ...facts(day, happened), timeZone: zone, charters: [] });
    const moment = startOf(from(day), zone);
    expect(holds(given, new Date(moment.getTime() - 1))).toBe(false);
    expect(holds(given, moment)).toBe(true);
    expect(nextCheckAt(given, new Date(moment.getTime() - 1))).toEqual(moment);
  };

  it.each(ZONES)('in %s, over the changes of the clock and 29 February', (zone) => {
    for (const day of DAYS) for (const hour of [0, 12, 22]) agrees(zone, Temporal.PlainDate.from(day), hour);
  });

  it('in any of them, on any day', () => {
    const days = fc.integer({ min: 0, max: 1_200 }).map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }));
    fc.assert(fc.property(fc.constantFrom(...ZONES), days, fc.integer({ min: 0, max: 22 }), agrees), { numRuns: 60 });
  });
});
