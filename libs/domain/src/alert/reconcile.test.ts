import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDriftFacts, anyMoment } from '../drift/any-drift-facts.factory.js';
import { evaluateDrift } from '../drift/index.js';
import type { Signal } from '../drift/index.js';
import { nextWakeAt, reconcileAlerts } from './reconcile.js';
import type { AlertChanges } from './reconcile.js';
import { alertKey } from './types.js';
import type { AlertFacts } from './types.js';

const now = new Date('2026-03-12T09:00:00Z');
const before = new Date('2026-03-10T09:00:00Z');
const after = new Date('2026-03-14T09:00:00Z');
const ACTIVE = { id: 'e1', state: 'ACTIVE' } as const;

function signal(change: Partial<Signal> = {}): Signal {
  return {
    rule: 'LATE',
    subject: { kind: 'DELIVERABLE', id: 'd1' },
    hat: 'CAIO',
    severity: 'WARNING',
    figures: [{ name: 'daysLate', value: 2, threshold: 1 }],
    statement: 'Model registry (CAIO) is 2 days late.',
    clearsWhen: 'It is submitted.',
    ...change,
  };
}

function alert(change: Partial<AlertFacts> = {}): AlertFacts {
  return { id: 'a1', engagementId: 'e1', ...signal(), state: 'OPEN', openedAt: before, snoozedUntil: null, ...change };
}

const nothing: AlertChanges = { toOpen: [], toRaise: [], toReopen: [], toUpdate: [], toResolve: [] };
const threeDays = signal({ figures: [{ name: 'daysLate', value: 3, threshold: 1 }] });
const critical = signal({ severity: 'CRITICAL' });
const notice = signal({ severity: 'NOTICE' });

describe('reconcileAlerts', () => {
  it.each<[string, AlertFacts[], Signal[], Partial<AlertChanges>]>([
    ['nothing found, nothing open', [], [], {}],
    ['found for the first time', [], [signal()], { toOpen: [{ signal: signal(), previousAlertId: null }] }],
    ['found again, unchanged', [alert()], [signal()], {}],
    [
      'other figures, no more severe',
      [alert()],
      [threeDays],
      { toUpdate: [{ alert: alert(), signal: threeDays, state: 'OPEN' }] },
    ],
    ['less severe', [alert()], [notice], { toUpdate: [{ alert: alert(), signal: notice, state: 'OPEN' }] }],
    ['more severe', [alert()], [critical], { toRaise: [{ alert: alert(), signal: critical, state: 'OPEN' }] }],
    [
      'more severe, acknowledged: told again, still acknowledged',
      [alert({ state: 'ACKNOWLEDGED' })],
      [critical],
      { toRaise: [{ alert: alert({ state: 'ACKNOWLEDGED' }), signal: critical, state: 'ACKNOWLEDGED' }] },
    ],
    [
      'more severe, snoozed: opens',
      [alert({ state: 'SNOOZED', snoozedUntil: after })],
      [critical],
      { toRaise: [{ alert: alert({ state: 'SNOOZED', snoozedUntil: after }), signal: critical, state: 'OPEN' }] },
    ],
    ['snoozed until later', [alert({ state: 'SNOOZED', snoozedUntil: after })], [signal()], {}],
    [
      'snoozed until now: opens',
      [alert({ state: 'SNOOZED', snoozedUntil: now })],
      [signal()],
      { toReopen: [{ alert: alert({ state: 'SNOOZED', snoozedUntil: now }), signal: signal(), state: 'OPEN' }] },
    ],
    ['gone while open', [alert()], [], { toResolve: [alert()] }],
    [
      'gone while acknowledged',
      [alert({ state: 'ACKNOWLEDGED' })],
      [],
      { toResolve: [alert({ state: 'ACKNOWLEDGED' })] },
    ],
    [
      'gone while snoozed',
      [alert({ state: 'SNOOZED', snoozedUntil: after })],
      [],
      { toResolve: [alert({ state: 'SNOOZED', snoozedUntil: after })] },
    ],
    ['resolved before, not found', [alert({ state: 'RESOLVED' })], [], {}],
    [
      'found again after it was resolved: names the last one',
      [alert({ id: 'old', state: 'RESOLVED' }), alert({ id: 'last', state: 'RESOLVED', openedAt: now })],
      [signal()],
      { toOpen: [{ signal: signal(), previousAlertId: 'last' }] },
    ],
    [
      'the same rule about something else',
      [alert()],
      [signal(), signal({ subject: { kind: 'DELIVERABLE', id: 'd2' } })],
      { toOpen: [{ signal: signal({ subject: { kind: 'DELIVERABLE', id: 'd2' } }), previousAlertId: null }] },
    ],
  ])('%s', (_, known, signals, expected) => {
    expect(reconcileAlerts(ACTIVE, known, signals, now)).toEqual({ ...nothing, ...expected });
  });

  it('lets the alerts of a paused engagement rest', () => {
    expect(reconcileAlerts({ id: 'e1', state: 'PAUSED' }, [alert()], [], now)).toEqual(nothing);
  });

  it.each(['COMPLETED', 'ENDED_EARLY'] as const)('resolves the alerts of an engagement that is %s', (state) => {
    expect(reconcileAlerts({ id: 'e1', state }, [alert()], [], now).toResolve).toEqual([alert()]);
  });

  it('takes two signals or two open alerts of one identity for a bug', () => {
    expect(() => reconcileAlerts(ACTIVE, [], [signal(), signal()], now)).toThrow(/Two signals/);
    expect(() => reconcileAlerts(ACTIVE, [alert(), alert({ id: 'a2' })], [], now)).toThrow(/Two alerts/);
  });
});

describe('alerts over time, for any facts', () => {
  /** What is kept after the changes were saved. */
  function saved(known: AlertFacts[], changes: AlertChanges, moment: Date): AlertFacts[] {
    const updates = [...changes.toRaise, ...changes.toReopen, ...changes.toUpdate];
    return [
      ...known.map((one): AlertFacts => {
        const update = updates.find((candidate) => candidate.alert.id === one.id);
        if (update) return { ...one, ...update.signal, state: update.state, snoozedUntil: null };
        return changes.toResolve.some(({ id }) => id === one.id) ? { ...one, state: 'RESOLVED' } : one;
      }),
      ...changes.toOpen.map((opening, index) =>
        alert({ ...opening.signal, id: `${moment.toISOString()} ${index}`, openedAt: moment }),
      ),
    ];
  }

  const open = (alerts: AlertFacts[]) =>
    alerts
      .filter(({ state }) => state !== 'RESOLVED')
      .map((one) => [alertKey(one), one.severity, one.statement])
      .sort();

  it('a run that was missed changes nothing of what is open after the next', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.integer({ min: 1, max: 60 }), (facts, a, days) => {
        const b = new Date(a.getTime() + days * 86_400_000);
        const run = (known: AlertFacts[], moment: Date) =>
          saved(known, reconcileAlerts(facts, known, evaluateDrift(facts, moment), moment), moment);
        expect(open(run(run([], a), b))).toEqual(open(run([], b)));
      }),
      { numRuns: 200 },
    );
  });

  it('a second run at the same moment changes nothing', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, (facts, moment) => {
        const signals = evaluateDrift(facts, moment);
        const known = saved([], reconcileAlerts(facts, [], signals, moment), moment);
        expect(reconcileAlerts(facts, known, signals, moment)).toEqual(nothing);
      }),
      { numRuns: 200 },
    );
  });
});

describe('nextWakeAt', () => {
  it('is the end of the first snooze that is still to come', () => {
    const alerts = [
      alert(),
      alert({ state: 'SNOOZED', snoozedUntil: before }),
      alert({ state: 'SNOOZED', snoozedUntil: after }),
      alert({ state: 'RESOLVED', snoozedUntil: after }),
    ];
    expect(nextWakeAt(alerts, now)).toEqual(after);
    expect(nextWakeAt([alert()], now)).toBeNull();
  });
});
