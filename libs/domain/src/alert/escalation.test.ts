import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertState, EngagementState } from '../shared/vocabulary.js';
import { escalationsDue, nextEscalationAt } from './escalation.js';
import type { EscalationFacts, EscalationLevel, EscalationPolicy } from './escalation.js';

const ZONE = 'Europe/Amsterdam';
const EVERY_WEEKDAY = [1, 2, 3, 4, 5];

/** In winter time, which the zone has until 29 March 2026. */
const at = (local: string) => new Date(`${local}:00+01:00`);

function policy({ holidays = [], ...change }: Partial<EscalationPolicy> & { holidays?: string[] } = {}) {
  return {
    engagementState: 'ACTIVE' as const,
    calendar: { workingDays: EVERY_WEEKDAY, holidays },
    timeZone: ZONE,
    escalateToSponsor: false,
    ...change,
  };
}

function alert(change: Partial<EscalationFacts> = {}): EscalationFacts {
  // A Monday.
  return { rule: 'LATE', state: 'OPEN', openedAt: at('2026-03-02T09:00'), wokenAt: null, reached: [], ...change };
}

describe('an alert that nobody answers', () => {
  it.each<[given: string, change: Partial<EscalationFacts>, holidays: string[], when: string, then: string]>([
    ['opened on Monday', {}, [], '2026-03-05T23:59', ''],
    ['opened on Monday', {}, [], '2026-03-06T00:00', 'PARTNER'],
    ['opened on Monday', { reached: ['PARTNER'] }, [], '2026-03-09T23:59', ''],
    ['opened on Monday', { reached: ['PARTNER'] }, [], '2026-03-10T00:00', 'OWNER'],
    ['opened on Monday, no look since', {}, [], '2026-03-10T00:00', 'PARTNER,OWNER'],
    ['opened on Monday, all told', { reached: ['PARTNER', 'OWNER'] }, [], '2026-06-01T00:00', ''],
    ['opened on Thursday, over a weekend', { openedAt: at('2026-03-05T09:00') }, [], '2026-03-10T23:59', ''],
    ['opened on Thursday, over a weekend', { openedAt: at('2026-03-05T09:00') }, [], '2026-03-11T00:00', 'PARTNER'],
    ['opened on Saturday: counts from Monday', { openedAt: at('2026-03-07T09:00') }, [], '2026-03-11T23:59', ''],
    ['opened on Saturday: counts from Monday', { openedAt: at('2026-03-07T09:00') }, [], '2026-03-12T00:00', 'PARTNER'],
    ['a holiday on Tuesday', {}, ['2026-03-03'], '2026-03-06T00:00', ''],
    ['a holiday on Tuesday', {}, ['2026-03-03'], '2026-03-07T00:00', 'PARTNER'],
    ['a holiday on Sunday takes nothing away', {}, ['2026-03-01'], '2026-03-06T00:00', 'PARTNER'],
    ['woken by the end of a snooze', { wokenAt: at('2026-03-09T00:00') }, [], '2026-03-12T23:59', ''],
    ['woken by the end of a snooze', { wokenAt: at('2026-03-09T00:00') }, [], '2026-03-13T00:00', 'PARTNER'],
    [
      'woken, the partner told before',
      { wokenAt: at('2026-03-09T00:00'), reached: ['PARTNER'] },
      [],
      '2026-03-17T00:00',
      'OWNER',
    ],
    ['it waits for the client', { rule: 'WAITING_ON_CLIENT' }, [], '2026-06-01T00:00', ''],
  ])('%s %j %j at %s: %s', (_, change, holidays, when, then) => {
    expect(escalationsDue(alert(change), policy({ holidays }), at(when)).join()).toBe(then);
  });

  it.each<AlertState>(['ACKNOWLEDGED', 'SNOOZED', 'RESOLVED'])('goes no further once it is %s', (state) => {
    expect(escalationsDue(alert({ state }), policy(), at('2026-06-01T00:00'))).toEqual([]);
    expect(nextEscalationAt(alert({ state }), policy(), at('2026-03-02T09:00'))).toBeNull();
  });

  it('reaches the sponsor with the owner, and only where the workspace says so', () => {
    const to = policy({ escalateToSponsor: true });
    const reached: EscalationLevel[] = ['PARTNER'];
    expect(escalationsDue(alert({ reached }), to, at('2026-03-09T23:59'))).toEqual([]);
    expect(escalationsDue(alert({ reached }), to, at('2026-03-10T00:00'))).toEqual(['OWNER', 'SPONSOR']);
    // Chosen later, it is told later.
    const told: EscalationLevel[] = ['PARTNER', 'OWNER'];
    expect(escalationsDue(alert({ reached: told }), to, at('2026-04-10T00:00'))).toEqual(['SPONSOR']);
  });

  it('counts the days of the workspace, wherever that is', () => {
    // 10:30 UTC on Monday: Tuesday 00:30 in Kiritimati (UTC+14), still Monday 00:30 in Adak (UTC-10).
    const openedAt = new Date('2026-03-02T10:30:00Z');
    const next = (timeZone: string) => nextEscalationAt(alert({ openedAt }), policy({ timeZone }), openedAt);
    expect(next('Pacific/Kiritimati')).toEqual(new Date('2026-03-06T10:00:00Z'));
    expect(next('America/Adak')).toEqual(new Date('2026-03-06T10:00:00Z'));
    // The clocks of New York change on Sunday 8 March: three working days from Thursday end at midnight of daylight time.
    const thursday = new Date('2026-03-05T15:00:00Z');
    expect(nextEscalationAt(alert({ openedAt: thursday }), policy({ timeZone: 'America/New_York' }), thursday)).toEqual(
      new Date('2026-03-11T04:00:00Z'),
    );
  });

  it.each<EngagementState>(['PAUSED', 'COMPLETED', 'ENDED_EARLY'])('rests in an engagement that is %s', (state) => {
    const resting = policy({ engagementState: state });
    expect(escalationsDue(alert(), resting, at('2026-06-01T00:00'))).toEqual([]);
    expect(nextEscalationAt(alert(), resting, at('2026-03-02T09:00'))).toBeNull();
  });

  it('does not count days on which the engagement rests', () => {
    // Paused from Tuesday to Monday: those days are no working days of it.
    const paused = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
    expect(escalationsDue(alert(), policy({ holidays: paused }), at('2026-03-11T23:59'))).toEqual([]);
    expect(escalationsDue(alert(), policy({ holidays: paused }), at('2026-03-12T00:00'))).toEqual(['PARTNER']);
  });
});

describe('nextEscalationAt', () => {
  it('is when another level is due, for any alert and any moment', () => {
    const moment = fc.date({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.subarray(EVERY_WEEKDAY, { minLength: 1 }),
        fc.constantFrom('Pacific/Kiritimati', 'Pacific/Chatham', 'America/New_York', 'America/Adak'),
        fc.boolean(),
        (openedAt, now, workingDays, timeZone, escalateToSponsor) => {
          const to = {
            engagementState: 'ACTIVE' as const,
            calendar: { workingDays, holidays: ['2026-05-01'] },
            timeZone,
            escalateToSponsor,
          };
          const one = alert({ openedAt });
          const next = nextEscalationAt(one, to, now);
          const due = escalationsDue(one, to, now);
          if (next === null) {
            expect(due).toHaveLength(escalateToSponsor ? 3 : 2);
            return;
          }
          expect(escalationsDue(one, to, new Date(next.getTime() - 1))).toEqual(due);
          expect(escalationsDue(one, to, next).length).toBeGreaterThan(due.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
