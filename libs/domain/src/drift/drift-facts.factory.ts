/** Valid facts for tests: a healthy engagement, of which a test changes only what matters to it. */
import fc from 'fast-check';
import { hatsOf } from '../engagement/hats.js';
import { defaultCharter } from '../charter/publish.js';
import { DELIVERABLE_STATES, HATS, RIGHT_HOLDERS, SHAPES, VERDICTS } from '../shared/vocabulary.js';
import { ACTIVITY_KINDS } from './types.js';
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

/** Two roles, both filled, nothing due before December, nothing wrong on the first day. */
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
    deliverables: hatsOf(shape).map((hat) => deliverable({ id: `planned-${hat}`, hat })),
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

const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2026, 11, 31);

export const anyMoment = fc.date({ min: new Date(FROM), max: new Date(TO), noInvalidDate: true });

const anyDay = anyMoment.map((moment) => moment.toISOString().slice(0, 10));
const anyDepth = fc.double({ min: 0, max: 100, noNaN: true });

const anyDeliverable = fc.record({
  id: fc.uuid(),
  key: fc.constant('model-registry'),
  title: fc.constantFrom('Model registry', 'Roadmap'),
  hat: fc.constantFrom(...HATS),
  state: fc.constantFrom(...DELIVERABLE_STATES),
  dueOn: anyDay,
  weight: fc.integer({ min: 1, max: 5 }),
  depth: fc.option(anyDepth),
  verdict: fc.option(fc.constantFrom(...VERDICTS)),
  submittedAt: fc.option(anyMoment),
  sentBackAt: fc.option(anyMoment),
  worstCriticalSection: fc.option(fc.record({ heading: fc.constant('Evaluation'), depth: anyDepth })),
  thinSections: fc.subarray(['Evaluation', 'Models in use']),
});

// Few areas, people and ids, so that decisions meet: one area in two spellings, one that no charter has.
const AREAS = ['architecture', 'vendor-selection', 'Vendor Selection', 'data sharing'];
const DECISION_IDS = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'];

const anyCharter = fc.record({
  version: fc.integer({ min: 1, max: 4 }),
  publishedAt: anyMoment,
  rights: fc.subarray(AREAS.slice(0, 2)).chain((areas) =>
    fc.tuple(
      ...areas.map((area) =>
        fc.record({
          area: fc.constant(area),
          holder: fc.constantFrom(...RIGHT_HOLDERS),
          holderName: fc.constant('Carla Reyes'),
          note: fc.constant(null),
        }),
      ),
    ),
  ),
  practitionerIds: fc.constant(['cto', 'caio']),
  acknowledgements: anyMoment.chain((moment) => fc.subarray([...acknowledged(moment)], { minLength: 2 })),
});

const anyDecision = fc.record({
  id: fc.constantFrom(...DECISION_IDS),
  area: fc.constantFrom(...AREAS),
  hatWorn: fc.constantFrom(...HATS, 'JOINT' as const),
  title: fc.constantFrom('Vector store', 'vendor for search'),
  at: anyMoment,
  decidedBy: fc.constantFrom(ADA, BEN),
  supersedesId: fc.option(fc.constantFrom(...DECISION_IDS)),
  spend: fc.constant(null),
  vendor: fc.constant(null),
});

/** Any facts at all, over a year with both changes of the clock, in zones that have them and zones at the edges. */
export const anyDriftFacts: fc.Arbitrary<DriftFacts> = fc.record({
  id: fc.constant('e1'),
  state: fc.constant('ACTIVE' as const),
  shape: fc.constantFrom(...SHAPES),
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Amsterdam',
    'America/Adak',
    'Pacific/Kiritimati',
    'Pacific/Chatham',
    'America/Santiago',
  ),
  startsOn: anyDay,
  startedAt: fc.option(anyMoment),
  pauses: fc.array(
    fc.record({ from: anyMoment, days: fc.integer({ min: 0, max: 40 }) }).map(({ from, days }) => ({
      from,
      to: new Date(from.getTime() + days * 86_400_000),
    })),
    { maxLength: 3 },
  ),
  hats: fc.subarray([...HATS]).chain((hats) =>
    fc.tuple(
      ...hats.map((hat) =>
        fc.record({
          hat: fc.constant(hat),
          practitionerId: fc.option(fc.constant(`${hat}-practitioner`)),
          practitionerName: fc.constant(null),
          rightsCount: fc.integer({ min: 0, max: 2 }),
        }),
      ),
    ),
  ),
  deliverables: fc.uniqueArray(anyDeliverable, { maxLength: 6, selector: ({ id }) => id }),
  activity: fc.array(
    fc.record({ hat: fc.constantFrom(...HATS), kind: fc.constantFrom(...ACTIVITY_KINDS), at: anyMoment }),
    { maxLength: 8 },
  ),
  aiRiskOwner: fc.option(fc.constantFrom('', 'Carla Reyes')),
  charters: fc.uniqueArray(anyCharter, { maxLength: 3, selector: ({ version }) => version }),
  decisions: fc.uniqueArray(anyDecision, { maxLength: 6, selector: ({ id }) => id }),
});
