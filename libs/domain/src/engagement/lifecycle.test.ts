import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, endOfDay } from '../calendar/index.js';
import { ENGAGEMENT_STATES } from '../shared/vocabulary.js';
import type { DeliverableState, EngagementState } from '../shared/vocabulary.js';
import { decideEngagement, startEngagement } from './lifecycle.js';
import { readyFacts } from './ready.fixture.js';
import type { EngagementCommand, EngagementDeliverable, EngagementFacts } from './types.js';

const NOW = new Date('2026-03-20T12:00:00Z');

const facts = (different: Partial<EngagementFacts> = {}): EngagementFacts => ({
  state: 'ACTIVE',
  startsOn: '2026-01-05',
  endsOn: '2026-04-05',
  timeZone: 'Europe/Amsterdam',
  pausedOn: null,
  quarters: [{ number: 1, from: '2026-01-05', to: '2026-04-05' }],
  deliverables: [],
  ...different,
});

const owed = (id: string, state: DeliverableState, dueOn: string): EngagementDeliverable => ({
  id,
  title: id,
  state,
  dueOn,
  originalDueOn: dueOn,
});

const COMMANDS: Readonly<Record<EngagementCommand['kind'], EngagementCommand>> = {
  START: { kind: 'START', readiness: readyFacts() },
  PAUSE: { kind: 'PAUSE' },
  RESUME: { kind: 'RESUME' },
  COMPLETE: { kind: 'COMPLETE' },
  END_EARLY: { kind: 'END_EARLY', reason: 'The client was bought.' },
  RENEW: {
    kind: 'RENEW',
    shape: 'FRACTIONAL_CTO',
    templates: ['roadmap'],
    catalogue: [{ key: 'roadmap', hat: 'CTO', title: 'Roadmap', dueDay: 75, weight: 2 }],
  },
};

describe('states of an engagement', () => {
  /** What each command leads to from each state, in the order of ENGAGEMENT_STATES; a dash is a refusal. */
  it.each<[EngagementCommand['kind'], string]>([
    //              DRAFT     ACTIVE       PAUSED      COMPLETED ENDED_EARLY
    ['START', '    ACTIVE    -            -           -         -'],
    ['PAUSE', '    -         PAUSED       -           -         -'],
    ['RESUME', '   -         -            ACTIVE      -         -'],
    ['COMPLETE', ' -         COMPLETED    COMPLETED   -         -'],
    ['END_EARLY', '-         ENDED_EARLY  ENDED_EARLY -         -'],
    ['RENEW', '    -         ACTIVE       -           -         -'],
  ])('%s', (kind, row) => {
    const reached = ENGAGEMENT_STATES.map((state) => {
      const done = decideEngagement(
        COMMANDS[kind],
        facts({ state, pausedOn: state === 'PAUSED' ? '2026-03-01' : null }),
        NOW,
      );
      if (!done.ok) expect(done.refusals.map((refusal) => refusal.code)).toEqual(['WRONG_STATE']);
      return done.ok ? done.value.state : '-';
    });
    expect(reached).toEqual(row.trim().split(/\s+/));
  });
});

describe('starting', () => {
  const draft = { ...facts({ state: 'DRAFT' }), readiness: readyFacts() };

  it.each([['2020-01-01'], ['2026-03-20'], ['2027-01-01']])('works whenever the engagement starts: %s', (startsOn) => {
    expect(startEngagement({ ...draft, startsOn }, NOW)).toEqual({
      ok: true,
      value: { state: 'ACTIVE', startedAt: NOW },
    });
  });

  it('is refused once for every unmet condition, its code as the field', () => {
    const unready = { ...draft, readiness: readyFacts({ charter: null, aiRiskOwners: [] }) };
    expect(startEngagement(unready, NOW)).toEqual({
      ok: false,
      refusals: [
        {
          code: 'NOT_READY',
          field: 'DECISION_RIGHTS_WRITTEN',
          message: expect.stringContaining('No charter is published'),
        },
        { code: 'NOT_READY', field: 'DECISION_RIGHTS_ACKNOWLEDGED', message: expect.any(String) },
        { code: 'NOT_READY', field: 'AI_RISK_OWNER_NAMED', message: expect.any(String) },
      ],
    });
  });
});

describe('a pause', () => {
  it('begins on the day that it is in the time zone of the engagement', () => {
    const late = new Date('2026-03-20T23:30:00Z');
    expect(decideEngagement(COMMANDS.PAUSE, facts(), late)).toEqual({
      ok: true,
      value: { state: 'PAUSED', pausedOn: '2026-03-21', pauseReason: null },
    });
  });

  it('may have a reason, which is short', () => {
    const paused = (reason: string) => decideEngagement({ kind: 'PAUSE', reason }, facts(), NOW);
    expect(paused(' Budget. ')).toMatchObject({ value: { pauseReason: 'Budget.' } });
    expect(paused('x'.repeat(2_001))).toMatchObject({ refusals: [{ code: 'TOO_LONG', field: 'reason' }] });
  });

  it('moves what is open, what waits for the sponsor and the end by its length', () => {
    const paused = facts({
      state: 'PAUSED',
      pausedOn: '2026-03-10',
      deliverables: [
        { ...owed('late', 'IN_PROGRESS', '2026-03-05'), originalDueOn: '2026-02-20' },
        { ...owed('open', 'PLANNED', '2026-03-15'), pendingDueOn: '2026-03-25' },
        owed('done', 'ACCEPTED', '2026-02-01'),
        owed('done early', 'ACCEPTED', '2026-03-10'),
        owed('waived', 'WAIVED', '2026-03-12'),
      ],
    });
    expect(decideEngagement(COMMANDS.RESUME, paused, NOW)).toEqual({
      ok: true,
      value: {
        state: 'ACTIVE',
        pausedOn: null,
        movedByDays: 10,
        endsOn: '2026-04-15',
        movedDeliverables: [
          { id: 'late', dueOn: '2026-03-15', originalDueOn: '2026-03-02', pendingDueOn: null },
          { id: 'open', dueOn: '2026-03-25', originalDueOn: '2026-03-25', pendingDueOn: '2026-04-04' },
          { id: 'done early', dueOn: '2026-03-20', originalDueOn: '2026-03-20', pendingDueOn: null },
        ],
        movedQuarters: [{ number: 1, from: '2026-01-05', to: '2026-04-15' }],
      },
    });
  });

  it('makes nothing late, and keeps what was late as late as it was', () => {
    const zones = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Adak', 'Europe/Amsterdam', 'Pacific/Chatham');
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 0, max: 400 * 24 }),
        (zone, dueIn, hours) => {
          const pausedAt = new Date('2026-03-10T09:00:00Z');
          const resumedAt = new Date(pausedAt.getTime() + hours * 3_600_000);
          const paused = decideEngagement(COMMANDS.PAUSE, facts({ timeZone: zone }), pausedAt);
          const pausedOn = paused.ok ? (paused.value.pausedOn ?? null) : null;
          if (pausedOn === null) throw new Error('An active engagement pauses');
          const dueOn = addDays(pausedOn, dueIn);
          const resumed = decideEngagement(
            COMMANDS.RESUME,
            facts({
              state: 'PAUSED',
              timeZone: zone,
              pausedOn,
              deliverables: [owed('d', 'PLANNED', dueOn)],
            }),
            resumedAt,
          );
          const moved = resumed.ok ? resumed.value.movedDeliverables?.[0]?.dueOn : undefined;
          if (!resumed.ok || !moved) throw new Error('A paused engagement resumes');
          const wasLate = pausedAt >= endOfDay(dueOn, zone);
          expect(resumedAt >= endOfDay(moved, zone)).toBe(wasLate);
          expect(daysBetween(moved, addDays(pausedOn, resumed.value.movedByDays ?? 0))).toBe(
            daysBetween(dueOn, pausedOn),
          );
        },
      ),
    );
  });
});

describe('the end', () => {
  it('is completion only where nothing is owed', () => {
    const owing = facts({
      deliverables: [owed('Roadmap', 'SUBMITTED', '2026-03-01'), owed('Hiring plan', 'WAIVED', '2026-03-01')],
    });
    expect(decideEngagement(COMMANDS.COMPLETE, owing, NOW)).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'OPEN_DELIVERABLES',
          message: expect.stringContaining('1 deliverable is neither accepted nor waived: Roadmap.'),
        },
      ],
    });
  });

  it('comes early only with a reason', () => {
    expect(decideEngagement({ kind: 'END_EARLY', reason: ' ' }, facts(), NOW)).toMatchObject({
      refusals: [{ code: 'REQUIRED' }],
    });
    expect(decideEngagement(COMMANDS.END_EARLY, facts(), NOW)).toEqual({
      ok: true,
      value: {
        state: 'ENDED_EARLY' satisfies EngagementState,
        pausedOn: null,
        closedAt: NOW,
        closedReason: 'The client was bought.',
      },
    });
  });
});
