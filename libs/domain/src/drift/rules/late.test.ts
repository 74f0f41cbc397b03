import { describe, expect, it } from '@jest/globals';
import type { DeliverableState, Severity } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable } from '../types.js';
import { late } from './late.js';

const facts = (change: Partial<DriftDeliverable>) =>
  driftFacts({ deliverables: [deliverable({ dueOn: '2026-03-12', ...change })] });

describe('LATE', () => {
  it.each<[string, string, Severity | null, number]>([
    ['the last minute of the due day', '2026-03-12T23:59', null, 0],
    ['the midnight that ends the due day', '2026-03-13T00:00', 'WARNING', 1],
    ['six days after', '2026-03-18T23:59', 'WARNING', 6],
    ['seven days after', '2026-03-19T00:00', 'CRITICAL', 7],
    ['nine days after', '2026-03-21T12:00', 'CRITICAL', 9],
  ])('due on 12 March, looked at %s', (_, now, severity, days) => {
    const [signal] = late.evaluate(facts({}), at(now));
    expect(signal?.severity ?? null).toBe(severity);
    expect(signal?.figures[0]?.value ?? 0).toBe(days);
  });

  it.each<[DeliverableState, boolean]>([
    ['PLANNED', true],
    ['IN_PROGRESS', true],
    ['CHANGES_REQUESTED', true],
    ['SUBMITTED', false],
    ['ACCEPTED', false],
    ['WAIVED', false],
  ])('%s past its due day: late is %s', (state, isLate) => {
    expect(late.evaluate(facts({ state }), at('2026-03-15T09:00'))).toHaveLength(isLate ? 1 : 0);
  });

  it('says when it was due, in which hat, and by how much it is late', () => {
    expect(late.evaluate(facts({}), at('2026-03-21T09:00'))).toEqual([
      {
        rule: 'LATE',
        subject: { kind: 'DELIVERABLE', id: 'd1' },
        hat: 'CAIO',
        severity: 'CRITICAL',
        figures: [{ name: 'daysLate', value: 9, threshold: 7 }],
        statement: 'Model registry (CAIO) was due on 12 March and has not been submitted; it is 9 days late.',
        clearsWhen: 'It is submitted, a sponsor acknowledges a later due date, or a sponsor waives it.',
      },
    ]);
  });

  it('counts from the day it was sent back, where that is after the due day', () => {
    const sentBack = facts({ state: 'CHANGES_REQUESTED', sentBackAt: at('2026-03-20T10:00') });
    expect(late.evaluate(sentBack, at('2026-03-20T23:59'))).toEqual([]);
    expect(late.evaluate(sentBack, at('2026-03-23T09:00'))[0]).toMatchObject({
      severity: 'WARNING',
      statement:
        'Model registry (CAIO) was due on 12 March; the client sent it back on 20 March, and for 3 days it has not been submitted again.',
    });
  });

  it('counts from the due day, where it was sent back before', () => {
    const sentBack = facts({ state: 'IN_PROGRESS', sentBackAt: at('2026-03-09T10:00') });
    expect(late.evaluate(sentBack, at('2026-03-13T09:00'))[0]?.figures[0]?.value).toBe(1);
  });

  it('leaves a pause out of the days since it was sent back', () => {
    const sentBack = {
      ...facts({ state: 'CHANGES_REQUESTED', sentBackAt: at('2026-03-14T10:00') }),
      pauses: [{ from: at('2026-03-16T09:00'), to: at('2026-03-26T18:00') }],
    };
    const [signal] = late.evaluate(sentBack, at('2026-03-26T18:00'));
    expect(signal?.figures[0]?.value).toBe(2);
    expect(signal?.statement).toContain('the client sent it back on 14 March, and for 2 days');
  });

  it('goes by the time zone of the engagement', () => {
    const now = new Date('2026-03-12T10:30:00Z');
    const there = (timeZone: string) => late.evaluate({ ...facts({}), timeZone }, now).length;
    expect(there('Pacific/Kiritimati')).toBe(1); // 00:30 on the 13th
    expect(there('Europe/Amsterdam')).toBe(0);
  });

  it('names the year of a day in another year', () => {
    const [signal] = late.evaluate(facts({ dueOn: '2025-12-30' }), at('2026-01-02T09:00'));
    expect(signal?.statement).toContain('was due on 30 December 2025 and');
  });

  it.each([
    ['before the due day: when it ends', '2026-03-01T09:00', '2026-03-13T00:00'],
    ['while late: the next midnight', '2026-03-15T09:00', '2026-03-16T00:00'],
    ['at a midnight: the one after', '2026-03-15T00:00', '2026-03-16T00:00'],
  ])('changes next, looked at %s', (_, now, next) => {
    expect(late.nextChangeAt(facts({}), at(now))).toEqual(at(next));
  });

  it('does not change by time once it is submitted', () => {
    expect(late.nextChangeAt(facts({ state: 'SUBMITTED' }), at('2026-03-01T09:00'))).toBeNull();
  });
});
