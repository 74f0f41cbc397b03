import { describe, expect, it } from '@jest/globals';
import type { AlertState } from '../shared/vocabulary.js';
import { answerAlert } from './answer.js';
import type { AlertCommand } from './answer.js';

const now = new Date('2026-03-12T09:00:00Z');
const ACKNOWLEDGE: AlertCommand = { kind: 'ACKNOWLEDGE' };
const snooze = (until: string, reason = 'Waiting for the vendor.'): AlertCommand => ({ kind: 'SNOOZE', until, reason });

function outcome(command: AlertCommand, state: AlertState, timeZone = 'Europe/Amsterdam'): string {
  const result = answerAlert(command, { state, timeZone }, now);
  return result.ok ? result.value.state : `refused: ${result.refusals.map(({ code }) => code).join()}`;
}

describe('answerAlert', () => {
  it.each<[AlertState, AlertCommand['kind'], AlertCommand, string]>([
    ['OPEN', 'ACKNOWLEDGE', ACKNOWLEDGE, 'ACKNOWLEDGED'],
    ['SNOOZED', 'ACKNOWLEDGE', ACKNOWLEDGE, 'ACKNOWLEDGED'],
    ['ACKNOWLEDGED', 'ACKNOWLEDGE', ACKNOWLEDGE, 'refused: ALREADY_ACKNOWLEDGED'],
    ['RESOLVED', 'ACKNOWLEDGE', ACKNOWLEDGE, 'refused: RESOLVED'],
    ['OPEN', 'SNOOZE', snooze('2026-03-20'), 'SNOOZED'],
    ['ACKNOWLEDGED', 'SNOOZE', snooze('2026-03-20'), 'SNOOZED'],
    ['SNOOZED', 'SNOOZE', snooze('2026-03-20'), 'SNOOZED'],
    ['RESOLVED', 'SNOOZE', snooze('2026-03-20'), 'refused: RESOLVED'],
  ])('%s and %s', (state, _, command, expected) => {
    expect(outcome(command, state)).toBe(expected);
  });

  it.each([
    ['tomorrow', snooze('2026-03-13'), 'SNOOZED'],
    ['today', snooze('2026-03-12'), 'refused: NOT_LATER'],
    ['90 days from today', snooze('2026-06-10'), 'SNOOZED'],
    ['91 days from today', snooze('2026-06-11'), 'refused: TOO_FAR'],
    ['no real day', snooze('2026-06-31'), 'refused: INVALID_DAY'],
    ['no reason', snooze('2026-03-13', ' '), 'refused: REQUIRED'],
    ['neither', snooze('never', ''), 'refused: INVALID_DAY,REQUIRED'],
  ])('snoozed until %s', (_, command, expected) => {
    expect(outcome(command, 'OPEN')).toBe(expected);
  });

  it('comes back as the day begins where the engagement is', () => {
    const result = answerAlert(snooze('2026-04-01'), { state: 'OPEN', timeZone: 'Europe/Amsterdam' }, now);
    expect(result).toMatchObject({ value: { snoozedUntil: new Date('2026-03-31T22:00:00Z') } });
  });

  it('goes by the day that it is there', () => {
    // 23:00 on the 12th in Kiritimati: the 13th is still to come. In Pago Pago it is the 11th.
    expect(outcome(snooze('2026-03-12'), 'OPEN', 'Pacific/Kiritimati')).toBe('refused: NOT_LATER');
    expect(outcome(snooze('2026-03-12'), 'OPEN', 'Pacific/Pago_Pago')).toBe('SNOOZED');
  });

  it('ends a snooze and keeps the note when it is acknowledged', () => {
    expect(answerAlert({ kind: 'ACKNOWLEDGE', note: ' On it. ' }, { state: 'SNOOZED', timeZone: 'UTC' }, now)).toEqual({
      ok: true,
      value: { state: 'ACKNOWLEDGED', acknowledgedAt: now, snoozedUntil: null, reason: 'On it.' },
    });
  });
});
