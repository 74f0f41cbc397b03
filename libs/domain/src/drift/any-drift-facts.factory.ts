/** Any facts, for tests of what holds whatever the facts are. */
import fc from 'fast-check';
import { addDays } from '../calendar/index.js';
import { firstQuarter, lastQuarter, quarterAfter } from '../engagement/quarter.js';
import { DELIVERABLE_STATES, HATS, RIGHT_HOLDERS, SHAPES, STANDING_QUESTIONS, VERDICTS } from '../shared/vocabulary.js';
import { ADA, BEN, acknowledged } from './drift-facts.factory.js';
import { ACTIVITY_KINDS } from './types.js';
import type { DriftDeliverable, DriftFacts, DriftOverlap } from './types.js';

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
const DECISION_IDS = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8'];

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

// Some logs within three weeks, mostly of one hat, so that there are decisions enough for what is counted in days.
const anyDecisions = fc.oneof(
  fc.uniqueArray(anyDecision, { maxLength: 6, selector: ({ id }) => id }),
  fc
    .record({
      base: anyMoment,
      hatWorn: fc.constantFrom(...HATS),
      logged: fc.uniqueArray(
        fc.record({
          one: anyDecision,
          after: fc.integer({ min: 0, max: 21 * 86_400_000 }),
          ofThatHat: fc.integer({ min: 0, max: 4 }),
        }),
        { minLength: 4, maxLength: 8, selector: ({ one }) => one.id },
      ),
    })
    .map(({ base, hatWorn, logged }) =>
      logged.map(({ one, after, ofThatHat }) => ({
        ...one,
        at: new Date(base.getTime() + after),
        hatWorn: ofThatHat > 0 ? hatWorn : one.hatWorn,
        supersedesId: null,
      })),
    ),
);

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
  renewals: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
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
  decisions: anyDecisions,
  standingAnswers: fc.uniqueArray(
    fc.record({ question: fc.constantFrom(...STANDING_QUESTIONS), answeredAt: anyMoment }),
    { selector: ({ question }) => question },
  ),
});

/** Any facts at all, over a year with both changes of the clock, in zones that have them and zones at the edges. */
export const anyDriftFacts: fc.Arbitrary<DriftFacts> = anyDriftRecord.map(({ renewals, overlapping, ...facts }) => {
  const quarters = [firstQuarter(facts.startsOn)];
  for (const gap of renewals)
    quarters.push(quarterAfter(lastQuarter(quarters), addDays(lastQuarter(quarters).to, gap)));
  return {
    ...facts,
    endsOn: lastQuarter(quarters).to,
    quarters,
    overlaps: overlapsOf(facts.deliverables, overlapping),
  };
});

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
