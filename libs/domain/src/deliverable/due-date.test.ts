import { describe, expect, it } from '@jest/globals';
import { acknowledgeDueDate, daysLate, lastDayInTime, moveDueDate, withdrawDueDate } from './due-date.js';
import type { DueDateFacts, WaitingDueDateFacts } from './due-date.js';

const ZONE = 'Europe/Amsterdam';

const facts: DueDateFacts = {
  state: 'IN_PROGRESS',
  engagementState: 'ACTIVE',
  dueOn: '2026-04-01',
  originalDueOn: '2026-04-01',
  pendingDueOn: null,
  startsOn: '2026-03-02',
};

function outcome(dueOn: string, change: Partial<DueDateFacts> = {}, reason = 'The vendor is late.'): string | null {
  const result = moveDueDate({ dueOn, reason }, { ...facts, ...change });
  return result.ok ? result.value.pendingDueOn : `refused: ${result.refusals.map(({ code }) => code).join()}`;
}

describe('moveDueDate', () => {
  it.each<[string, string, Partial<DueDateFacts>, string | null]>([
    ['a later day waits for the sponsor', '2026-04-15', {}, '2026-04-15'],
    ['an earlier day too', '2026-03-20', {}, '2026-03-20'],
    ['the first day of the engagement', '2026-03-02', {}, '2026-03-02'],
    ['before the engagement', '2026-03-01', {}, 'refused: BEFORE_START'],
    ['90 days after the original day', '2026-06-30', {}, '2026-06-30'],
    ['91 days after the original day', '2026-07-01', {}, 'refused: TOO_FAR'],
    ['counted from the original day', '2026-07-01', { dueOn: '2026-04-20' }, 'refused: TOO_FAR'],
    ['no real day', '2026-02-30', {}, 'refused: INVALID_DAY'],
    ['not a day', 'tomorrow', {}, 'refused: INVALID_DAY'],
    ['the day it has', '2026-04-01', {}, 'refused: UNCHANGED'],
    ['the day that waits', '2026-04-15', { pendingDueOn: '2026-04-15' }, 'refused: UNCHANGED'],
    ['another day than the one that waits', '2026-04-16', { pendingDueOn: '2026-04-15' }, '2026-04-16'],
    ['the day that counts takes a request back', '2026-04-01', { pendingDueOn: '2026-04-15' }, null],
    ['while submitted', '2026-04-15', { state: 'SUBMITTED' }, '2026-04-15'],
    ['once accepted', '2026-04-15', { state: 'ACCEPTED' }, 'refused: ALREADY_ACCEPTED'],
    ['once waived', '2026-04-15', { state: 'WAIVED' }, 'refused: WAIVED'],
    ['once the engagement is over', '2026-04-15', { engagementState: 'COMPLETED' }, 'refused: WRONG_STATE'],
    ['while the engagement is paused', '2026-04-15', { engagementState: 'PAUSED' }, '2026-04-15'],
  ])('%s', (_, dueOn, change, expected) => {
    expect(outcome(dueOn, change)).toBe(expected);
  });

  it('needs a reason, and reports everything that is wrong at once', () => {
    expect(outcome('2026-04-15', {}, '  ')).toBe('refused: REQUIRED');
    expect(outcome('2026-02-30', {}, '')).toBe('refused: INVALID_DAY,REQUIRED');
  });
});

describe('a due date that waits for the sponsor', () => {
  const waiting: WaitingDueDateFacts = { state: 'IN_PROGRESS', engagementState: 'ACTIVE', pendingDueOn: '2026-04-15' };

  it('counts once it is acknowledged, and is gone once it is taken back', () => {
    expect(acknowledgeDueDate(waiting)).toEqual({ ok: true, value: { dueOn: '2026-04-15', pendingDueOn: null } });
    expect(withdrawDueDate(waiting)).toEqual({ ok: true, value: { pendingDueOn: null } });
  });

  it.each<[string, Partial<WaitingDueDateFacts>, string, string]>([
    ['nothing waits', { pendingDueOn: null }, 'NOTHING_PENDING', 'NOTHING_PENDING'],
    ['it is accepted', { state: 'ACCEPTED' }, 'ALREADY_ACCEPTED', 'taken back'],
    ['it is waived', { state: 'WAIVED' }, 'WAIVED', 'taken back'],
    ['the engagement is over', { engagementState: 'ENDED_EARLY' }, 'WRONG_STATE', 'WRONG_STATE'],
  ])('where %s: acknowledging %s, taking back %s', (_, change, acknowledged, withdrawn) => {
    const facts = { ...waiting, ...change };
    expect(acknowledgeDueDate(facts)).toMatchObject({ refusals: [{ code: acknowledged }] });
    const back = withdrawDueDate(facts);
    expect(back.ok ? 'taken back' : back.refusals[0]?.code).toBe(withdrawn);
  });
});

describe('daysLate', () => {
  it.each([
    ['in winter', '2026-03-12', '2026-03-12T22:59:59.999Z', 0],
    ['at midnight in winter', '2026-03-12', '2026-03-12T23:00:00Z', 1],
    ['on the day the clock goes forward', '2026-03-29', '2026-03-29T21:59:59.999Z', 0],
    ['at the midnight after it', '2026-03-29', '2026-03-29T22:00:00Z', 1],
    ['over a leap day', '2028-02-28', '2028-03-01T12:00:00Z', 2],
  ])('%s', (_, dueOn, now, expected) => {
    expect(daysLate({ state: 'PLANNED', dueOn }, { timeZone: ZONE }, new Date(now))).toBe(expected);
  });
});

describe('lastDayInTime', () => {
  it('is the day it was sent back, by the calendar of the engagement', () => {
    const sentBackAt = new Date('2026-04-09T22:30:00Z'); // 00:30 on the 10th in Amsterdam
    expect(lastDayInTime({ state: 'CHANGES_REQUESTED', dueOn: '2026-04-01', sentBackAt }, { timeZone: ZONE })).toBe(
      '2026-04-10',
    );
    expect(lastDayInTime({ state: 'CHANGES_REQUESTED', dueOn: '2026-04-01', sentBackAt }, { timeZone: 'UTC' })).toBe(
      '2026-04-09',
    );
    expect(lastDayInTime({ state: 'CHANGES_REQUESTED', dueOn: '2026-05-01', sentBackAt }, { timeZone: ZONE })).toBe(
      '2026-05-01',
    );
  });
});
