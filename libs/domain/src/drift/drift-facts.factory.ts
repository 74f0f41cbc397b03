/** Valid facts for tests: a healthy engagement, of which a test changes only what matters to it. */
import { hatsOf } from '../engagement/hats.js';
import { defaultCharter } from '../charter/publish.js';
import type { DriftActivity, DriftCharter, DriftDecision, DriftDeliverable, DriftFacts } from './types.js';

export const START = '2026-03-02';
/** The last day of the first quarter. */
export const END = '2026-05-31';
export const ZONE = 'Europe/Amsterdam';

/** A moment in the engagement's zone in winter time, which ZONE has until 29 March 2026: `at('2026-03-12T09:00')`. */
export function at(local: string): Date {
  return new Date(`${local}:00+01:00`);
}

export function deliverable(change: Partial<DriftDeliverable> = {}): DriftDeliverable {
  return {
    id: 'd1',
    key: 'model-registry',
    title: 'Model registry',
    hat: 'CAIO',
    state: 'PLANNED',
    dueOn: '2026-12-01',
    originalDueOn: change.dueOn ?? '2026-12-01',
    dueDateMoves: [],
    quarter: 1,
    weight: 2,
    depth: null,
    verdict: null,
    submittedAt: null,
    submissions: [],
    content: null,
    evidence: [],
    templateSections: [],
    thinSections: [],
    ...change,
  };
}

export function activity(hat: DriftActivity['hat'], ...moments: string[]): DriftActivity[] {
  return moments.map((moment) => ({ hat, kind: 'DECISION', at: at(moment) }));
}

/** The default charter of two roles, acknowledged by both practitioners and a sponsor on the morning of the first day. */
export function charter(change: Partial<DriftCharter> = {}): DriftCharter {
  const publishedAt = change.publishedAt ?? at(`${START}T08:00`);
  return {
    version: 1,
    publishedAt,
    rights: defaultCharter('TWO_ROLES'),
    practitionerIds: ['cto', 'caio'],
    acknowledgements: acknowledged(publishedAt),
    ...change,
  };
}

/** Acknowledgements by everybody at one moment. */
export function acknowledged(moment: Date): DriftCharter['acknowledgements'] {
  return [
    { personId: 'cto', as: 'PRACTITIONER', at: moment },
    { personId: 'caio', as: 'PRACTITIONER', at: moment },
    { personId: 'sponsor', as: 'SPONSOR', at: moment },
  ];
}

export const ADA = { key: 'cto', name: 'Ada Moreno' };
export const BEN = { key: 'caio', name: 'Ben Okafor' };

export function decision(change: Partial<DriftDecision> = {}): DriftDecision {
  return {
    id: 'x1',
    area: 'vendor-selection',
    hatWorn: 'CTO',
    title: 'Vector store',
    at: at('2026-03-10T09:00'),
    decidedBy: change.hatWorn === 'CAIO' ? BEN : ADA,
    supersedesId: null,
    signOffs: [],
    approvedAt: null,
    spend: null,
    vendor: null,
    ...change,
  };
}

/** Two roles, both filled, nothing due before December and all of it written, nothing wrong on the first day. */
export function driftFacts(change: Partial<DriftFacts> = {}): DriftFacts {
  const shape = change.shape ?? 'TWO_ROLES';
  const names = { CTO: 'Ada Moreno', CAIO: 'Ben Okafor' };
  return {
    id: 'e1',
    state: 'ACTIVE',
    shape,
    timeZone: ZONE,
    startsOn: START,
    endsOn: END,
    startedAt: at(`${START}T09:00`),
    quarters: [{ number: 1, from: START, to: END }],
    workingCalendar: { workingDays: [1, 2, 3, 4, 5], holidays: [] },
    hats: hatsOf(shape).map((hat) => ({
      hat,
      practitionerId: hat.toLowerCase(),
      practitionerName: names[hat],
      rightsCount: 6,
      perDecisionLimit: { amount: '5000.00', currency: 'EUR' },
      perQuarterLimit: { amount: '20000.00', currency: 'EUR' },
    })),
    deliverables: hatsOf(shape).map((hat) =>
      deliverable({ id: `planned-${hat}`, hat, state: 'IN_PROGRESS', depth: 60, verdict: 'SUBSTANTIVE' }),
    ),
    activity: [],
    aiRiskOwner: 'Carla Reyes',
    charters: [charter()],
    decisions: [],
    standingAnswers: (['PLATFORM_IN_18_MONTHS', 'AI_RISK_POSTURE'] as const).map((question) => ({
      question,
      answeredAt: at(`${START}T09:00`),
    })),
    overlaps: [],
    ...change,
  };
}
