/** Valid facts for tests: a healthy engagement, of which a test changes only what matters to it. */
import fc from 'fast-check';
import { addDays } from '../calendar/index.js';
import { hatsOf } from '../engagement/hats.js';
import { QUARTER_DAYS, endsOn, quarterOf } from '../engagement/quarter.js';
import { defaultCharter } from '../charter/publish.js';
import { DELIVERABLE_STATES, HATS, RIGHT_HOLDERS, SHAPES, STANDING_QUESTIONS, VERDICTS } from '../shared/vocabulary.js';
import { ACTIVITY_KINDS } from './types.js';
import type {
  DriftActivity,
  DriftCharter,
  DriftDecision,
  DriftDeliverable,
  DriftFacts,
  DriftOverlap,
} from './types.js';

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

// Few headings and pieces of work, so that two documents meet.
const HEADINGS = ['Evaluation', 'Models in use', 'Items', 'Capacity'];
const PLATFORM_WORK = ['Single sign-on', 'Logging of model calls', 'Data warehouse', 'none'];

const anyDayMove = fc
  .record({ from: anyDay, to: anyDay, acknowledgedAt: anyMoment })
  .filter(({ from, to }) => from !== to);

const anyContent = fc.record({
  headings: fc.subarray(HEADINGS),
  platformNeeds: fc.array(
    fc.record({ need: fc.constantFrom(...PLATFORM_WORK), roadmapItem: fc.option(fc.constantFrom(...PLATFORM_WORK)) }),
    { maxLength: 3 },
  ),
  roadmapItems: fc.subarray(PLATFORM_WORK),
});

const anyDeliverable = fc.record({
  id: fc.uuid(),
  key: fc.constantFrom('model-registry', 'roadmap'),
  title: fc.constantFrom('Model registry', 'Roadmap'),
  hat: fc.constantFrom(...HATS),
  state: fc.constantFrom(...DELIVERABLE_STATES),
  dueOn: anyDay,
  originalDueOn: anyDay,
  dueDateMoves: fc.array(anyDayMove, { maxLength: 3 }),
  quarter: fc.integer({ min: 1, max: 2 }),
  weight: fc.integer({ min: 1, max: 5 }),
  depth: fc.option(anyDepth),
  verdict: fc.option(fc.constantFrom(...VERDICTS)),
  submittedAt: fc.option(anyMoment),
  submissions: fc.uniqueArray(fc.record({ at: anyMoment, revision: fc.integer({ min: 1, max: 6 }), depth: anyDepth }), {
    maxLength: 3,
    selector: ({ revision }) => revision,
  }),
  sentBackAt: fc.option(anyMoment),
  content: fc.option(anyContent),
  evidence: fc.subarray(['https://example.com/registry', 'https://example.com/roadmap', 'a'.repeat(64)]),
  templateSections: fc.subarray(HEADINGS),
  worstCriticalSection: fc.option(fc.record({ heading: fc.constant('Evaluation'), depth: anyDepth })),
  thinSections: fc.subarray(['Evaluation', 'Models in use']),
});

const anyMoney = fc.record({
  amount: fc.constantFrom('0.00', '900.00', '4999.99', '5000.00', '17500.00', '60000.00'),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
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
  signOffs: fc.uniqueArray(fc.record({ hat: fc.constantFrom(...HATS), at: anyMoment }), { selector: ({ hat }) => hat }),
  approvedAt: fc.option(anyMoment),
  spend: fc.option(anyMoney),
  vendor: fc.option(fc.constantFrom('Qdrant', ' qdrant', 'Weaviate')),
});

const anyDriftRecord = fc.record({
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
  quarterCount: fc.integer({ min: 1, max: 3 }),
  startedAt: fc.option(anyMoment),
  workingCalendar: fc.record({
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    holidays: fc.array(anyDay, { maxLength: 4 }),
  }),
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
          perDecisionLimit: fc.option(anyMoney),
          perQuarterLimit: fc.option(anyMoney),
        }),
      ),
    ),
  ),
  deliverables: fc.uniqueArray(anyDeliverable, { maxLength: 6, selector: ({ id }) => id }),
  overlapping: fc.array(
    fc.record({
      pair: fc.tuple(fc.nat(5), fc.nat(5)),
      shared: fc.integer({ min: 1, max: 300 }),
      alone: fc.tuple(fc.nat(300), fc.nat(300)),
    }),
    { maxLength: 4 },
  ),
  activity: fc.array(
    fc.record({ hat: fc.constantFrom(...HATS), kind: fc.constantFrom(...ACTIVITY_KINDS), at: anyMoment }),
    { maxLength: 8 },
  ),
  aiRiskOwner: fc.option(fc.constantFrom('', 'Carla Reyes')),
  charters: fc.uniqueArray(anyCharter, { maxLength: 3, selector: ({ version }) => version }),
  decisions: fc.uniqueArray(anyDecision, { maxLength: 6, selector: ({ id }) => id }),
  standingAnswers: fc.uniqueArray(
    fc.record({ question: fc.constantFrom(...STANDING_QUESTIONS), answeredAt: anyMoment }),
    { selector: ({ question }) => question },
  ),
});

/** Any facts at all, over a year with both changes of the clock, in zones that have them and zones at the edges. */
export const anyDriftFacts: fc.Arbitrary<DriftFacts> = anyDriftRecord.map(
  ({ quarterCount, overlapping, ...facts }) => ({
    ...facts,
    endsOn: endsOn(facts.startsOn, quarterCount),
    quarters: Array.from({ length: quarterCount }, (_, place) =>
      quarterOf(facts.startsOn, addDays(facts.startsOn, QUARTER_DAYS * (place + 1))),
    ),
    overlaps: overlapsOf(facts.deliverables, overlapping),
  }),
);

/** Overlaps of deliverables that are there, of different hats, at most one a pair. */
function overlapsOf(
  deliverables: readonly DriftDeliverable[],
  overlapping: readonly { pair: readonly [number, number]; shared: number; alone: readonly [number, number] }[],
): DriftOverlap[] {
  const pairs = new Map<string, DriftOverlap>();
  for (const { pair, shared, alone } of overlapping) {
    const [one, other] = [deliverables[pair[0]], deliverables[pair[1]]];
    if (!one || !other || one.hat === other.hat) continue;
    const shingles = [shared + alone[0], shared + alone[1]] as const;
    pairs.set([one.id, other.id].sort().join(), { deliverableIds: [one.id, other.id], shared, shingles });
  }
  return [...pairs.values()];
}
