import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isBetween } from '../calendar/index.js';
import { SEVERITIES } from '../shared/vocabulary.js';
import type { Severity } from '../shared/vocabulary.js';
import {
  COLLECT_SECONDS,
  composeDecision,
  noticePlan,
  RECIPIENT_CAP,
  WINDOW_SECONDS,
  WORKSPACE_CAP,
  type ComposeFacts,
} from './plan.js';
import { channelPreferences, decidePreferences, defaultPreferences, type NoticePreferences } from './preferences.js';

const ZONE = 'Europe/Amsterdam';
const usual = defaultPreferences(ZONE);
const night: NoticePreferences = { ...usual, quietHours: { from: '22:00', to: '07:00' } };
/** A moment by the clock of ZONE. */
const at = (local: string, offset = '+01:00'): Date => new Date(`${local}:00${offset}`);
const later = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1_000);

describe('when somebody is told', () => {
  it.each<[string, NoticePreferences, Severity, Date, string, Date]>([
    ['CRITICAL at once', usual, 'CRITICAL', at('2026-03-10T14:00'), 'IMMEDIATE', at('2026-03-10T14:00')],
    ['a warning in the next digest', usual, 'WARNING', at('2026-03-10T14:00'), 'DIGEST', at('2026-03-11T08:00')],
    ['before today’s digest', usual, 'NOTICE', at('2026-03-10T07:59'), 'DIGEST', at('2026-03-10T08:00')],
    ['at the digest itself: the next', usual, 'NOTICE', at('2026-03-10T08:00'), 'DIGEST', at('2026-03-11T08:00')],
    ['at night: in the morning', night, 'CRITICAL', at('2026-03-10T23:30'), 'IMMEDIATE', at('2026-03-11T07:00')],
    ['after midnight too', night, 'CRITICAL', at('2026-03-11T03:00'), 'IMMEDIATE', at('2026-03-11T07:00')],
    ['quiet hours have ended', night, 'CRITICAL', at('2026-03-11T07:00'), 'IMMEDIATE', at('2026-03-11T07:00')],
    [
      'the night on which the clock goes forward',
      night,
      'CRITICAL',
      at('2026-03-28T23:00'),
      'IMMEDIATE',
      at('2026-03-29T07:00', '+02:00'),
    ],
    [
      'a digest in the hour that is skipped',
      { ...usual, digestAt: '02:30' },
      'WARNING',
      at('2026-03-28T12:00'),
      'DIGEST',
      at('2026-03-29T03:30', '+02:00'),
    ],
    [
      'a digest in the hour that comes twice: the first',
      { ...usual, digestAt: '02:30' },
      'WARNING',
      at('2026-10-24T12:00', '+02:00'),
      'DIGEST',
      at('2026-10-25T02:30', '+02:00'),
    ],
  ])('%s', (_, preferences, severity, now, urgency, dueAt) => {
    expect(noticePlan(preferences, severity, now, 0)).toEqual({ urgency, dueAt });
  });

  it('collects what one scan opens', () => {
    const now = at('2026-03-10T14:00');
    expect(noticePlan(usual, 'CRITICAL', now).dueAt).toEqual(later(now, COLLECT_SECONDS));
    expect(noticePlan(channelPreferences(ZONE), 'NOTICE', now).urgency).toBe('IMMEDIATE');
  });

  it('never in quiet hours, never in the past, and within two days', () => {
    const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
      const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
      return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    });
    const zone = fc.constantFrom('Pacific/Kiritimati', 'Pacific/Chatham', 'America/New_York', 'America/Adak', ZONE);
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(
        zone,
        time,
        fc.option(fc.record({ from: time, to: time })),
        fc.constantFrom(...SEVERITIES),
        moment,
        (timeZone, digestAt, quietHours, severity, now) => {
          const decided = decidePreferences({ timeZone, digestAt, quietHours }, usual);
          if (!decided.ok) return;
          const { dueAt } = noticePlan(decided.value, severity, now);
          expect(dueAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(dueAt.getTime()).toBeLessThanOrEqual(now.getTime() + 50 * 3_600_000);
          if (quietHours) expect(isBetween(dueAt, quietHours.from, quietHours.to, timeZone)).toBe(false);
        },
      ),
    );
  });
});

describe('whether what is due goes out now', () => {
  const now = at('2026-03-10T14:00');
  const facts: ComposeFacts = {
    preferences: usual,
    urgency: 'IMMEDIATE',
    lastMessageAt: null,
    messagesInDay: 0,
    workspaceMessagesInHour: 0,
  };

  it.each<[string, Partial<ComposeFacts>, Date, Date | null]>([
    ['the first', {}, now, null],
    ['within the window', { lastMessageAt: later(now, -60) }, now, later(now, WINDOW_SECONDS - 60)],
    ['at its end', { lastMessageAt: later(now, -WINDOW_SECONDS) }, now, null],
    ['one under the cap', { messagesInDay: RECIPIENT_CAP - 1 }, now, null],
    ['the cap: in the digest', { messagesInDay: RECIPIENT_CAP }, now, at('2026-03-11T08:00')],
    ['a digest at the cap', { messagesInDay: RECIPIENT_CAP, urgency: 'DIGEST' }, now, null],
    ['the workspace at its cap', { workspaceMessagesInHour: WORKSPACE_CAP }, now, later(now, WINDOW_SECONDS)],
    ['at night', { preferences: night }, at('2026-03-10T23:00'), at('2026-03-11T07:00')],
    [
      'a window that ends at night',
      { preferences: night, lastMessageAt: at('2026-03-10T21:58') },
      at('2026-03-10T21:59'),
      at('2026-03-11T07:00'),
    ],
  ])('%s', (_, change, moment, notBefore) => {
    const expected = notBefore === null ? { send: true } : { send: false, notBefore };
    expect(composeDecision({ ...facts, ...change }, moment)).toEqual(expected);
  });
});

describe('preferences', () => {
  it.each<[object, string]>([
    [{ digestAt: '8:00' }, 'digestAt INVALID_TIME'],
    [{ digestAt: '24:00' }, 'digestAt INVALID_TIME'],
    [{ quietHours: { from: '22:00', to: '7' } }, 'quietHours.to INVALID_TIME'],
    [{ quietHours: { from: '22:00', to: '22:00' } }, 'quietHours EMPTY_RANGE'],
    [{ quietHours: { from: '22:00', to: '09:00' } }, 'digestAt CONTRADICTION'],
    [{ quietHours: { from: '07:00', to: '08:01' } }, 'digestAt CONTRADICTION'],
    [{ timeZone: 'Mars/Olympus', digestAt: '' }, 'digestAt INVALID_TIME,timeZone INVALID_TIME_ZONE'],
  ])('refuse %j', (command, expected) => {
    const result = decidePreferences(command, usual);
    const refusals = result.ok ? [] : result.refusals.map(({ code, field }) => `${field ?? ''} ${code}`);
    expect(refusals.join()).toBe(expected);
  });

  it.each<[object, Partial<NoticePreferences>]>([
    [{}, {}],
    [{ channels: [] }, { channels: [] }],
    [{ immediate: ['WARNING', 'CRITICAL', 'WARNING'] }, { immediate: ['WARNING', 'CRITICAL'] }],
    [{ quietHours: { from: '22:00', to: '08:00' } }, { quietHours: { from: '22:00', to: '08:00' } }],
    [{ timeZone: 'Pacific/Chatham' }, { timeZone: 'Pacific/Chatham' }],
  ])('take %j', (command, change) => {
    expect(decidePreferences(command, usual)).toEqual({ ok: true, value: { ...usual, ...change } });
  });
});
