import { describe, expect, it } from '@jest/globals';
import { DELIVERABLE_STATES } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import { RULE_AUDIENCE } from '../rule-codes.js';
import type { DriftDeliverable, DriftFacts } from '../types.js';
import { late } from './late.js';
import { waitingOnClient } from './waiting-on-client.js';

/** Submitted on Tuesday 10 March at nine: five working days are over when Tuesday the 17th ends. */
const submitted: Partial<DriftDeliverable> = { state: 'SUBMITTED', submittedAt: at('2026-03-10T09:00') };
const factsOf = (change: Partial<DriftDeliverable>, facts: Partial<DriftFacts> = {}) =>
  driftFacts({ ...facts, deliverables: [deliverable({ ...submitted, ...change })] });
const count = (change: Partial<DriftDeliverable>, now: Date, facts: Partial<DriftFacts> = {}) =>
  waitingOnClient.evaluate(factsOf(change, facts), now).length;

describe('WAITING_ON_CLIENT', () => {
  it.each<[string, Partial<DriftDeliverable>, string, number]>([
    ['submitted on Tuesday, the Tuesday after', {}, '2026-03-17T23:59', 0],
    ['submitted on Tuesday, once that Tuesday is over', {}, '2026-03-18T00:00', 1],
    ['submitted on Friday', { submittedAt: at('2026-03-06T17:00') }, '2026-03-13T23:59', 0],
    ['submitted on Friday', { submittedAt: at('2026-03-06T17:00') }, '2026-03-14T00:00', 1],
    ['submitted on Sunday', { submittedAt: at('2026-03-08T17:00') }, '2026-03-13T23:59', 0],
    ['submitted on Sunday', { submittedAt: at('2026-03-08T17:00') }, '2026-03-14T00:00', 1],
    ['submitted again', { submittedAt: at('2026-03-16T09:00') }, '2026-03-18T00:00', 0],
  ])('given one %s (%o), when it is looked at %s, then %i', (_, change, now, expected) => {
    expect(count(change, at(now))).toBe(expected);
  });

  it.each(DELIVERABLE_STATES.map((state) => [state, state === 'SUBMITTED' ? 1 : 0] as const))(
    'given one that is %s, then %i',
    (state, expected) => expect(count({ state }, at('2026-03-25T09:00'))).toBe(expected),
  );

  it("given a holiday, a pause or another week, then the workspace's days of the engagement count", () => {
    const weekdays = [1, 2, 3, 4, 5];
    const holiday = { workingCalendar: { workingDays: weekdays, holidays: ['2026-03-12'] } };
    const pause = { pauses: [{ from: at('2026-03-11T10:00'), to: at('2026-03-13T10:00') }] };
    const everyDay = { workingCalendar: { workingDays: [...weekdays, 6, 7], holidays: [] } };
    expect([count({}, at('2026-03-18T23:59'), holiday), count({}, at('2026-03-19T00:00'), holiday)]).toEqual([0, 1]);
    expect([count({}, at('2026-03-19T23:59'), pause), count({}, at('2026-03-20T00:00'), pause)]).toEqual([0, 1]);
    expect([count({}, at('2026-03-15T23:59'), everyDay), count({}, at('2026-03-16T00:00'), everyDay)]).toEqual([0, 1]);
  });

  it.each([
    // 12:00 UTC on Tuesday 10 March is Wednesday in Kiritimati and in Chatham.
    ['Pacific/Kiritimati', '2026-03-18T10:00:00Z'],
    ['Pacific/Chatham', '2026-03-18T10:15:00Z'],
    ['America/New_York', '2026-03-18T04:00:00Z'],
    ['America/Adak', '2026-03-18T09:00:00Z'],
  ])('given a client in %s, then the days begin and end there', (timeZone, moment) => {
    const change = { submittedAt: new Date('2026-03-10T12:00:00Z') };
    expect(count(change, new Date(new Date(moment).getTime() - 1), { timeZone })).toBe(0);
    expect(count(change, new Date(moment), { timeZone })).toBe(1);
  });

  it('is told to the sponsor and held against no hat: it is not late either', () => {
    const facts = factsOf({ dueOn: '2026-03-11' });
    expect(waitingOnClient.evaluate(facts, at('2026-03-25T09:00'))[0]?.hat).toBeNull();
    expect(late.evaluate(facts, at('2026-03-25T09:00'))).toEqual([]);
    expect(Object.entries(RULE_AUDIENCE).filter(([, audience]) => audience === 'SPONSOR')).toEqual([
      ['WAITING_ON_CLIENT', 'SPONSOR'],
    ]);
  });

  it('says since when and for how long', () => {
    expect(waitingOnClient.evaluate(factsOf({}), at('2026-03-19T09:00'))).toEqual([
      {
        rule: 'WAITING_ON_CLIENT',
        subject: { kind: 'DELIVERABLE', id: 'd1' },
        hat: null,
        severity: 'WARNING',
        figures: [{ name: 'workingDaysUnanswered', value: 6, threshold: 5 }],
        statement:
          'Model registry (CAIO) was submitted on 10 March 2026, and for 6 working days the client has neither accepted it nor sent it back.',
        clearsWhen: 'A sponsor accepts it, asks for changes, or waives it.',
      },
    ]);
  });

  it('looks again when the days are over, and then at each midnight', () => {
    expect(waitingOnClient.nextChangeAt(factsOf({}), at('2026-03-10T12:00'))).toEqual(at('2026-03-18T00:00'));
    expect(waitingOnClient.nextChangeAt(factsOf({}), at('2026-03-18T00:00'))).toEqual(at('2026-03-19T00:00'));
  });
});
