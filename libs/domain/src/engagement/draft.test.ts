import { describe, expect, it } from '@jest/globals';
import { draftEngagement } from './draft.js';
import type { AssignmentInput, DraftEngagementCommand } from './draft.js';

const facts = { practitionerIds: new Set(['ada', 'ben']), defaultTimeZone: 'Europe/Amsterdam' };
const eur = (amount: string) => ({ amount, currency: 'EUR' });

const assignment = (different: Partial<AssignmentInput> = {}): AssignmentInput => ({
  hat: 'CTO',
  practitionerId: 'ada',
  daysPerWeek: 1.5,
  perDecisionLimit: eur('5000'),
  perQuarterLimit: eur('20000.5'),
  ...different,
});
const command = (different: Partial<DraftEngagementCommand> = {}): DraftEngagementCommand => ({
  shape: 'FRACTIONAL_CTO',
  startsOn: '2026-03-02',
  assignments: [assignment()],
  ...different,
});

describe('drafting an engagement', () => {
  it('keeps it with its end, its currency and its limits', () => {
    expect(draftEngagement(command(), facts)).toEqual({
      ok: true,
      value: {
        state: 'DRAFT',
        shape: 'FRACTIONAL_CTO',
        startsOn: '2026-03-02',
        endsOn: '2026-05-31',
        timeZone: 'Europe/Amsterdam',
        currency: 'EUR',
        assignments: [
          {
            hat: 'CTO',
            practitionerId: 'ada',
            daysPerWeek: 1.5,
            perDecisionLimit: eur('5000.00'),
            perQuarterLimit: eur('20000.50'),
          },
        ],
      },
    });
  });

  it('may leave open who wears a hat and what it may spend', () => {
    const drafted = draftEngagement(command({ shape: 'TWO_ROLES', assignments: [] }), facts);
    expect(drafted.ok && drafted.value).toMatchObject({
      currency: null,
      assignments: [
        { hat: 'CTO', practitionerId: null, daysPerWeek: 0 },
        { hat: 'CAIO', practitionerId: null, daysPerWeek: 0 },
      ],
    });
  });

  it('leaves to readiness whether one person or two wear the hats', () => {
    const assignments = [assignment(), assignment({ hat: 'CAIO', practitionerId: 'ben' })];
    expect(draftEngagement(command({ shape: 'CTO_AND_CAIO', assignments }), facts).ok).toBe(true);
  });

  it.each([
    ['2024-02-29', true],
    ['1999-12-31', false],
    ['2100-01-01', false],
  ])('may start in the past or the future: %s, %j', (startsOn, may) => {
    expect(draftEngagement(command({ startsOn }), facts).ok).toBe(may);
  });

  it.each<[string, Partial<DraftEngagementCommand>, string, string]>([
    ['a shape that is none', { shape: 'NEITHER' as 'TWO_ROLES' }, 'INVALID', 'shape'],
    ['a day that does not exist', { startsOn: '2026-02-30' }, 'INVALID_DAY', 'startsOn'],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'INVALID_TIME_ZONE', 'timeZone'],
    [
      'a hat that the shape does not have',
      { assignments: [assignment({ hat: 'CAIO' })] },
      'HAT_NOT_IN_SHAPE',
      'assignments.0.hat',
    ],
    [
      'a hat twice',
      { assignments: [assignment(), assignment({ practitionerId: 'ben' })] },
      'DUPLICATE',
      'assignments.1.hat',
    ],
    [
      'a stranger',
      { assignments: [assignment({ practitionerId: 'eve' })] },
      'UNKNOWN_PRACTITIONER',
      'assignments.0.practitionerId',
    ],
    ['too few days', { assignments: [assignment({ daysPerWeek: 0.2 })] }, 'OUT_OF_RANGE', 'assignments.0.daysPerWeek'],
    [
      'too many days',
      { assignments: [assignment({ daysPerWeek: 5.01 })] },
      'OUT_OF_RANGE',
      'assignments.0.daysPerWeek',
    ],
    [
      'days that are no number',
      { assignments: [assignment({ daysPerWeek: Number.NaN })] },
      'OUT_OF_RANGE',
      'assignments.0.daysPerWeek',
    ],
    [
      'a negative limit',
      { assignments: [assignment({ perDecisionLimit: eur('-1') })] },
      'INVALID_AMOUNT',
      'assignments.0.perDecisionLimit',
    ],
    [
      'limits the wrong way round',
      { assignments: [assignment({ perDecisionLimit: eur('20000.51') })] },
      'LIMITS_REVERSED',
      'assignments.0.perDecisionLimit',
    ],
    [
      'limits in two currencies',
      { assignments: [assignment({ perQuarterLimit: { amount: '9', currency: 'USD' } })] },
      'MIXED_CURRENCIES',
      'assignments',
    ],
  ])('refuses %s', (_what, different, code, field) => {
    const drafted = draftEngagement(command(different), facts);
    expect(drafted.ok ? [] : drafted.refusals.map((refusal) => [refusal.code, refusal.field])).toEqual([[code, field]]);
  });

  it('names everything that is wrong at once', () => {
    const wrong = command({
      startsOn: '',
      timeZone: '',
      assignments: [assignment({ daysPerWeek: 9, practitionerId: 'eve' })],
    });
    const drafted = draftEngagement(wrong, facts);
    expect(drafted.ok ? [] : drafted.refusals).toHaveLength(4);
  });
});
