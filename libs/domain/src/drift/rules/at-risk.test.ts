import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../calendar/index.js';
import type { DeliverableState } from '../../shared/vocabulary.js';
import { START, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable, DriftFacts } from '../types.js';
import { atRisk } from './at-risk.js';

/** Noon of a day of the quarter, the start being day 0. */
const onDay = (day: number) => new Date(`${addDays(START, day)}T12:00:00Z`);

/** Under the CTO hat alone: weight 2 each, due on days 29, 59 and 89, so that 30 days are planned for each. */
const plan = (...depths: (number | null)[]) =>
  depths.map((depth, place) =>
    deliverable({
      id: `d${place + 1}`,
      hat: 'CTO',
      title: `Document ${place + 1}`,
      dueOn: addDays(START, 29 + 30 * place),
      weight: 2,
      depth,
      state: depth === null ? 'PLANNED' : 'IN_PROGRESS',
    }),
  );
const cto = (deliverables: DriftDeliverable[], change: Partial<DriftFacts> = {}) =>
  driftFacts({ shape: 'FRACTIONAL_CTO', deliverables, ...change });
const atRiskIds = (facts: DriftFacts, day: number) =>
  atRisk.evaluate(facts, onDay(day)).map(({ subject, severity }) => `${subject.id} ${severity}`);

describe('AT_RISK by pace', () => {
  it.each<[string, (number | null)[], number, string[]]>([
    ['nothing written, before 15 % of the quarter', [null, null, null], 13, []],
    ['nothing written, after 15 %: no pace, so what is due next', [null, null, null], 14, ['d1 WARNING']],
    ['half the pace: what is due first', [30, null, null], 22, ['d1 WARNING']],
    ['on plan', [40, null, null], 20, []],
    ['just behind, SPI 0.9', [36, null, null], 20, []],
    ['behind, SPI 0.85', [34, null, null], 20, ['d1 WARNING']],
    ['ahead', [60, 30, null], 20, []],
    ['written in full, only not handed in', [60, null, null], 29, []],
  ])('%s', (_, depths, day, ids) => {
    const facts = cto(plan(...depths));
    expect(atRiskIds(facts, day)).toEqual(ids);
  });

  it.each<[DeliverableState, boolean]>([
    ['PLANNED', true],
    ['IN_PROGRESS', true],
    ['CHANGES_REQUESTED', true],
    ['SUBMITTED', false],
    ['ACCEPTED', false],
    ['WAIVED', false],
  ])('what is %s: %s', (state, told) => {
    const [first, second] = plan(60, 15);
    const facts = cto([first!, { ...second!, state }]);
    expect(atRiskIds(facts, 48).length > 0).toBe(told);
  });

  it('counts what lies with the client by its depth', () => {
    const [first, second] = plan(15, null);
    expect(atRiskIds(cto([{ ...first!, state: 'SUBMITTED' }, second!]), 28)).toEqual(['d2 NOTICE']);
    expect(atRiskIds(cto([{ ...first!, state: 'SUBMITTED', depth: 60 }, second!]), 28)).toEqual([]);
  });

  it('leaves to LATE what is late', () => {
    expect(atRiskIds(cto(plan(30, 0)), 40)).toEqual(['d2 WARNING']);
  });

  it('says where the work stands, and when it is done at that pace', () => {
    const facts = cto(plan(60, 15, null));
    expect(atRisk.evaluate(facts, onDay(45))[0]).toEqual({
      rule: 'AT_RISK',
      subject: { kind: 'DELIVERABLE', id: 'd2' },
      hat: 'CTO',
      severity: 'WARNING',
      figures: [
        { name: 'schedulePerformance', value: 0.83, threshold: 0.9 },
        { name: 'workingDaysPastDue', value: 8, threshold: 2 },
      ],
      statement:
        'Document 2 (CTO) is due on 30 April, in 14 days. On day 45 of the quarter the work under the CTO hat stands where the plan had it on day 37: at that pace it is done on 12 May, 8 working days late, as is 1 more deliverable after it.',
      clearsWhen:
        'The work under the CTO hat comes within a tenth of its plan, or this document to a depth that counts in full; or it is submitted, or a sponsor acknowledges a later due date or waives it.',
    });
  });

  it('says so where no end can be told', () => {
    expect(atRisk.evaluate(cto(plan(null, null)), onDay(20))[0]).toMatchObject({
      figures: [{ name: 'schedulePerformance', value: 0, threshold: 0.9 }],
      statement:
        'Document 1 (CTO) is due on 31 March, in 9 days. On day 20 of the quarter nothing under the CTO hat has any depth: at that pace no end can be told.',
    });
  });

  it('counts the slack in working days of the workspace', () => {
    // SPI 0.875: done on day 67, 8 days late.
    const facts = cto(plan(60, 10));
    const [forecast] = atRisk.evaluate(facts, onDay(40));
    expect(forecast?.figures[1]).toEqual({ name: 'workingDaysPastDue', value: 6, threshold: 2 });
    const holidays = Array.from({ length: 7 }, (_, step) => addDays(START, 60 + step));
    const off = cto(plan(60, 10), { workingCalendar: { workingDays: [1, 2, 3, 4, 5], holidays } });
    expect(atRisk.evaluate(off, onDay(40))).toEqual([]);
  });

  it('lets no day of a pause count', () => {
    const pauses = [{ from: onDay(10), to: onDay(20) }];
    const paused = plan(40, null, null).map((one) => ({ ...one, dueOn: addDays(one.dueOn, 10) }));
    const quarters = [{ number: 1, from: START, to: addDays(START, 100) }];
    expect(atRiskIds(cto(paused, { pauses, quarters }), 30)).toEqual([]);
    expect(atRiskIds(cto(paused, { quarters }), 30)).not.toEqual([]);
  });

  it('goes by the quarter that runs', () => {
    const quarters = [
      { number: 1, from: START, to: addDays(START, 90) },
      { number: 2, from: addDays(START, 91), to: addDays(START, 181) },
    ];
    const done = plan(60, 60, 60).map((one): DriftDeliverable => ({ ...one, state: 'ACCEPTED' }));
    const next = deliverable({ id: 'n1', hat: 'CTO', quarter: 2, dueOn: addDays(START, 91 + 30) });
    const facts = cto([...done, next], { quarters });
    expect(atRiskIds(facts, 91 + 13)).toEqual([]);
    expect(atRiskIds(facts, 91 + 14)).toEqual(['n1 WARNING']);
  });
});

describe('AT_RISK shortly before the due day', () => {
  const due = addDays(START, 10);
  const soon = (change: Partial<DriftDeliverable>) =>
    cto([deliverable({ hat: 'CTO', state: 'IN_PROGRESS', dueOn: due, depth: 70, ...change })]);
  const weak = { worstCriticalSection: { heading: 'Items', depth: 39.9 } };

  it.each<[string, Partial<DriftDeliverable>, number, boolean]>([
    ['eight days before', weak, 2, false],
    ['seven days before', weak, 3, true],
    ['on the due day', weak, 10, true],
    ['late: LATE says it', weak, 11, false],
    ['the section at its mark', { worstCriticalSection: { heading: 'Items', depth: 40 } }, 9, false],
    [
      'the template asks for more',
      { worstCriticalSection: { heading: 'Items', depth: 45 }, thresholds: { thin: 60, critical: 50 } },
      9,
      true,
    ],
    ['no critical section', { worstCriticalSection: null }, 9, false],
    ['nothing written', { depth: null }, 9, true],
    ['a blank revision', { depth: 0, verdict: 'EMPTY', worstCriticalSection: null }, 9, true],
    ['with the client', { ...weak, state: 'SUBMITTED' }, 9, false],
  ])('%s', (_, change, day, told) => {
    expect(atRiskIds(soon(change), day)).toHaveLength(told ? 1 : 0);
  });

  it('names the section', () => {
    expect(atRisk.evaluate(soon(weak), onDay(8))).toMatchObject([
      {
        severity: 'WARNING',
        figures: [
          { name: 'daysLeft', value: 2, threshold: 7 },
          { name: 'worstCriticalSection', value: 39.9, threshold: 40 },
        ],
        statement:
          'Model registry (CTO) is due on 12 March, in 2 days, and its critical section “Items” stands at 39, under 40.',
        clearsWhen:
          'Every critical section stands at 40 or more; or it is submitted, or a sponsor acknowledges a later due date or waives it.',
      },
    ]);
  });

  it('looks again at midnight while anything is outstanding, and not by time alone else', () => {
    expect(atRisk.nextChangeAt(soon({}), onDay(2))).toEqual(new Date('2026-03-04T23:00:00Z'));
    expect(atRisk.nextChangeAt(soon({ state: 'SUBMITTED' }), onDay(2))).toBeNull();
  });
});
