/**
 * Every rule at its edge, to be read by somebody who knows the product and no code: given what, when it is looked at, then
 * who is told how urgently. What a rule says, and its finer points, stand in the test beside the rule.
 */
import { describe, expect, it } from '@jest/globals';
import type { Hat, Severity } from '../shared/vocabulary.js';
import { activity, at, decision, deliverable, driftFacts } from './drift-facts.factory.js';
import { evaluateDrift } from './evaluate.js';
import { RULE_CODES } from './rule-codes.js';
import type { RuleCode } from './rule-codes.js';
import type { DriftDecision, DriftDeliverable, DriftFacts } from './types.js';

/**
 * Two roles from Monday 2 March to 31 May 2026 in Amsterdam, with limits of EUR 5,000 a decision and 20,000 a quarter. The
 * moments are winter time, so that from 29 March on a day begins at 23:00.
 */
type Given = Partial<DriftFacts>;
type Row = [rule: RuleCode, given: string, facts: Given, when: string, then: Severity | 'nothing'];

/** One deliverable of the CAIO hat, and one of the CTO hat that is in order. */
const one = (change: Partial<DriftDeliverable>): Given => ({
  deliverables: [deliverable(change), deliverable({ id: 'd2', key: 'architecture-read', hat: 'CTO' })],
});
const two = (ofCaio: Partial<DriftDeliverable>, ofCto: Partial<DriftDeliverable>, facts: Given = {}): Given => ({
  deliverables: [
    deliverable({ id: 'caio', ...ofCaio }),
    deliverable({ id: 'cto', key: 'roadmap', title: 'Roadmap', hat: 'CTO', ...ofCto }),
  ],
  ...facts,
});
const decisions = (...changes: Partial<DriftDecision>[]): Given => ({
  decisions: changes.map((change, place) => decision({ id: `x${place}`, ...change })),
});
const under = (...hats: Hat[]): Given =>
  decisions(...hats.map((hatWorn, day) => ({ hatWorn, at: at(`2026-03-1${day}T09:00`) })));
const spend = (amount: string): Pick<DriftDecision, 'spend' | 'vendor'> => ({
  spend: { amount, currency: 'EUR' },
  vendor: 'Qdrant',
});
const submitted = (depth: number): Partial<DriftDeliverable> => ({
  state: 'SUBMITTED',
  submittedAt: at('2026-03-18T09:00'),
  depth,
  verdict: depth < 60 ? 'THIN' : 'SUBSTANTIVE',
});
const twice = (before: number, after: number): Partial<DriftDeliverable> => ({
  ...submitted(after),
  submissions: [
    { at: at('2026-03-12T09:00'), revision: 1, depth: before },
    { at: at('2026-03-18T09:00'), revision: 2, depth: after },
  ],
});
const movedTo = (...days: string[]): Partial<DriftDeliverable> => ({
  originalDueOn: '2026-04-01',
  dueOn: days.at(-1) ?? '2026-04-01',
  dueDateMoves: days.map((to, place) => ({
    from: days[place - 1] ?? '2026-04-01',
    to,
    acknowledgedAt: at('2026-03-10T09:00'),
  })),
});
const sharing = (shared: number, shingles = 100): Given =>
  two({}, {}, { overlaps: [{ deliverableIds: ['caio', 'cto'], shared, shingles: [shingles, 400] }] });
const needs = (roadmapItems: string[]): Given =>
  two(
    {
      content: { headings: [], platformNeeds: [{ need: 'Feature store', roadmapItem: null }], roadmapItems: [] },
      ...submitted(70),
    },
    { content: { headings: [], platformNeeds: [], roadmapItems }, ...submitted(70) },
  );
/** Both hats owe one document by 31 March, with that depth so far: on 17 March half of it is planned. */
const halfway = (caio: number, cto: number): Given =>
  two({ dueOn: '2026-03-31', depth: caio }, { dueOn: '2026-03-31', depth: cto });
/** A CAIO alone owes one document by 6 April: on 26 March the plan has two thirds of it, a depth of 40. */
const single = (change: Partial<DriftDeliverable>): Given => ({
  shape: 'FRACTIONAL_CAIO',
  deliverables: [deliverable({ state: 'IN_PROGRESS', dueOn: '2026-04-06', weight: 1, ...change })],
});
/** Both hats owe one document by 24 March: on 11 March nine of its 23 days are over, which no fraction of two digits is. */
const nineOf23 = (caio: number, cto: number): Given =>
  two({ dueOn: '2026-03-24', depth: caio }, { dueOn: '2026-03-24', depth: cto });
const hatsWithout = (change: Partial<DriftFacts['hats'][number]>): Given => ({
  hats: driftFacts().hats.map((hat) => (hat.hat === 'CAIO' ? { ...hat, ...change } : hat)),
});
const signed = (...hats: Hat[]): DriftDecision['signOffs'] => hats.map((hat) => ({ hat, at: at('2026-03-11T09:00') }));
const joint = { hatWorn: 'JOINT', area: 'ai-team-hiring' } as const;

// prettier-ignore
const ROWS: Row[] = [
  ['LATE', 'due on 12 March, not submitted', one({ dueOn: '2026-03-12' }), '2026-03-12T23:59', 'nothing'],
  ['LATE', 'due on 12 March, not submitted', one({ dueOn: '2026-03-12' }), '2026-03-13T00:00', 'WARNING'],
  ['LATE', 'due on 12 March, not submitted', one({ dueOn: '2026-03-12' }), '2026-03-18T23:59', 'WARNING'],
  ['LATE', 'due on 12 March, not submitted', one({ dueOn: '2026-03-12' }), '2026-03-19T00:00', 'CRITICAL'],
  ['AT_RISK', 'due on 20 March, a critical section at 39', one({ dueOn: '2026-03-20', depth: 70, worstCriticalSection: { heading: 'Evaluation', depth: 39 } }), '2026-03-12T23:59', 'nothing'],
  ['AT_RISK', 'due on 20 March, a critical section at 39', one({ dueOn: '2026-03-20', depth: 70, worstCriticalSection: { heading: 'Evaluation', depth: 39 } }), '2026-03-13T00:00', 'WARNING'],
  ['AT_RISK', 'due on 20 March, a critical section at 40', one({ dueOn: '2026-03-20', depth: 70, worstCriticalSection: { heading: 'Evaluation', depth: 40 } }), '2026-03-13T00:00', 'nothing'],
  ['AT_RISK', 'due on 20 March, saved without a word', one({ dueOn: '2026-03-20', depth: 0, verdict: 'EMPTY' }), '2026-03-12T23:59', 'nothing'],
  ['AT_RISK', 'due on 20 March, saved without a word', one({ dueOn: '2026-03-20', depth: 0, verdict: 'EMPTY' }), '2026-03-13T00:00', 'WARNING'],
  ['AT_RISK', 'exactly at 0.9 of its pace', single({ depth: 36 }), '2026-03-26T12:00', 'nothing'],
  ['AT_RISK', 'under 0.9 of its pace', single({ depth: 35 }), '2026-03-26T12:00', 'WARNING'],
  ['SLIPPING', 'moved once, by 18 of 90 days', one(movedTo('2026-04-19')), '2026-03-20T09:00', 'nothing'],
  ['SLIPPING', 'moved once, by 19 of 90 days', one(movedTo('2026-04-20')), '2026-03-20T09:00', 'WARNING'],
  ['SLIPPING', 'moved twice, by a day each', one(movedTo('2026-04-02', '2026-04-03')), '2026-03-20T09:00', 'WARNING'],
  ['THIN', 'submitted with a depth of 60', one(submitted(60)), '2026-03-20T09:00', 'nothing'],
  ['THIN', 'submitted with a depth of 59', one(submitted(59)), '2026-03-20T09:00', 'WARNING'],
  ['THIN', 'a depth of 59, not submitted', one({ state: 'IN_PROGRESS', depth: 59, verdict: 'THIN' }), '2026-03-20T09:00', 'nothing'],
  ['THINNER_THAN_SIBLING', 'half planned, at 21 and 30 of the 30 planned', halfway(21, 30), '2026-03-17T09:00', 'nothing'],
  ['THINNER_THAN_SIBLING', 'half planned, at 20 and 30 of the 30 planned', halfway(20, 30), '2026-03-17T09:00', 'WARNING'],
  ['THINNER_THAN_SIBLING', 'half planned, at 15 and 30 of the 30 planned', halfway(15, 30), '2026-03-17T09:00', 'WARNING'],
  ['THINNER_THAN_SIBLING', 'half planned, at 14 and 30 of the 30 planned', halfway(14, 30), '2026-03-17T09:00', 'CRITICAL'],
  ['THINNER_THAN_SIBLING', 'nine days of 23 planned, at 7 and 10', nineOf23(7, 10), '2026-03-11T09:00', 'nothing'],
  ['THINNER_THAN_SIBLING', 'nine days of 23 planned, at 6.9 and 10', nineOf23(6.9, 10), '2026-03-11T09:00', 'WARNING'],
  ['THINNER_THAN_SIBLING', 'less than a quarter planned, at 0 and 30', halfway(0, 30), '2026-03-09T09:00', 'nothing'],
  ['THINNING', 'submitted with 55, before with 64', one(twice(64, 55)), '2026-03-20T09:00', 'nothing'],
  ['THINNING', 'submitted with 55, before with 65', one(twice(65, 55)), '2026-03-20T09:00', 'WARNING'],
  ['BUNDLED', 'one link as evidence under both hats', two({ evidence: ['https://example.com'] }, { evidence: ['https://example.com'] }), '2026-03-20T09:00', 'WARNING'],
  ['BUNDLED', 'a link of its own under each hat', two({ evidence: ['https://example.com/a'] }, { evidence: ['https://example.com/b'] }), '2026-03-20T09:00', 'nothing'],
  ['BUNDLED', 'one link, written in two ways', two({ evidence: ['http://www.example.com/a/'] }, { evidence: ['https://example.com/a#b'] }), '2026-03-20T09:00', 'WARNING'],
  ['BUNDLED', 'one statement under both hats', two({ evidence: ['seen in production.'] }, { evidence: ['seen in production.'] }), '2026-03-20T09:00', 'nothing'],
  ['BUNDLED', '29 of 100 runs of words shared', sharing(29), '2026-03-20T09:00', 'nothing'],
  ['BUNDLED', '30 of 100 runs of words shared', sharing(30), '2026-03-20T09:00', 'NOTICE'],
  ['BUNDLED', '60 of 100 runs of words shared', sharing(60), '2026-03-20T09:00', 'WARNING'],
  ['BUNDLED', 'all of 99 runs of words shared', sharing(99, 99), '2026-03-20T09:00', 'nothing'],
  ['NEGLECTED_HAT', 'three steps of the CTO, none of the CAIO', { activity: activity('CTO', '2026-03-03T10:00', '2026-03-04T10:00', '2026-03-05T10:00') }, '2026-03-15T23:59', 'nothing'],
  ['NEGLECTED_HAT', 'three steps of the CTO, none of the CAIO', { activity: activity('CTO', '2026-03-03T10:00', '2026-03-04T10:00', '2026-03-05T10:00') }, '2026-03-16T00:00', 'WARNING'],
  ['NEGLECTED_HAT', 'three steps of the CTO in the first week, then none of anybody', { activity: activity('CTO', '2026-03-03T10:00', '2026-03-04T10:00', '2026-03-05T10:00') }, '2026-04-20T09:00', 'WARNING'],
  ['NEGLECTED_HAT', 'two steps of the CTO, none of the CAIO', { activity: activity('CTO', '2026-03-03T10:00', '2026-03-04T10:00') }, '2026-03-16T00:00', 'nothing'],
  ['NEGLECTED_HAT', 'one hat, nothing done', { shape: 'FRACTIONAL_CTO' }, '2026-03-22T23:59', 'nothing'],
  ['NEGLECTED_HAT', 'one hat, nothing done', { shape: 'FRACTIONAL_CTO' }, '2026-03-23T00:00', 'WARNING'],
  ['EMPTY_HAT', 'somebody, six rights and a document under each hat', {}, '2026-03-20T09:00', 'nothing'],
  ['EMPTY_HAT', 'no decision rights under a hat', hatsWithout({ rightsCount: 0 }), '2026-03-20T09:00', 'WARNING'],
  ['EMPTY_HAT', 'nobody wears a hat', hatsWithout({ practitionerId: null }), '2026-03-20T09:00', 'CRITICAL'],
  ['WRONG_HAT', 'vendor selection decided under the CTO hat', decisions({}), '2026-03-20T09:00', 'nothing'],
  ['WRONG_HAT', 'vendor selection decided under the CAIO hat', decisions({ hatWorn: 'CAIO' }), '2026-03-20T09:00', 'WARNING'],
  ['WRONG_HAT', 'vendor selection decided jointly', decisions({ hatWorn: 'JOINT', signOffs: signed('CTO', 'CAIO') }), '2026-03-20T09:00', 'NOTICE'],
  ['UNCLAIMED', 'decided in an area of the charter', decisions({ area: 'Vendor Selection' }), '2026-03-20T09:00', 'nothing'],
  ['UNCLAIMED', 'decided in an area that no charter has', decisions({ area: 'data sharing' }), '2026-03-20T09:00', 'WARNING'],
  ['DEFAULTING', 'four decisions, all of the CTO', under('CTO', 'CTO', 'CTO', 'CTO'), '2026-03-20T09:00', 'nothing'],
  ['DEFAULTING', 'five decisions, four of the CTO', under('CTO', 'CTO', 'CTO', 'CTO', 'CAIO'), '2026-03-20T09:00', 'WARNING'],
  ['DEFAULTING', 'five decisions, three of the CTO', under('CTO', 'CTO', 'CTO', 'CAIO', 'CAIO'), '2026-03-20T09:00', 'nothing'],
  ['JOINT_UNSIGNED', 'jointly on Tuesday 10 March, signed by one', decisions({ ...joint, signOffs: signed('CTO') }), '2026-03-12T23:59', 'nothing'],
  ['JOINT_UNSIGNED', 'jointly on Tuesday 10 March, signed by one', decisions({ ...joint, signOffs: signed('CTO') }), '2026-03-13T00:00', 'WARNING'],
  ['JOINT_UNSIGNED', 'jointly on Tuesday 10 March, signed by both', decisions({ ...joint, signOffs: signed('CTO', 'CAIO') }), '2026-03-13T00:00', 'nothing'],
  ['OVER_LIMIT', 'EUR 5,000.00 in one decision', decisions(spend('5000.00')), '2026-03-20T09:00', 'nothing'],
  ['OVER_LIMIT', 'EUR 5,000.01 in one decision', decisions(spend('5000.01')), '2026-03-20T09:00', 'WARNING'],
  ['OVER_LIMIT', 'EUR 5,000.01, approved by a sponsor', decisions({ ...spend('5000.01'), approvedAt: at('2026-03-11T09:00') }), '2026-03-20T09:00', 'nothing'],
  ['OVER_LIMIT', 'EUR 15,999.99 in the quarter', decisions(...['5000.00', '5000.00', '5000.00', '999.99'].map(spend)), '2026-03-20T09:00', 'nothing'],
  ['OVER_LIMIT', 'EUR 16,000.00 in the quarter', decisions(...['5000.00', '5000.00', '5000.00', '1000.00'].map(spend)), '2026-03-20T09:00', 'NOTICE'],
  ['OVER_LIMIT', 'EUR 20,000.01 in the quarter', decisions(...['5000.00', '5000.00', '5000.00', '5000.00', '0.01'].map(spend)), '2026-03-20T09:00', 'WARNING'],
  ['SPLIT_SPEND', 'EUR 3,000 twice with one vendor, 7 days apart', decisions(spend('3000.00'), { ...spend('3000.00'), at: at('2026-03-17T09:00') }), '2026-03-20T09:00', 'WARNING'],
  ['SPLIT_SPEND', 'the same, a minute more apart', decisions(spend('3000.00'), { ...spend('3000.00'), at: at('2026-03-17T09:01') }), '2026-03-20T09:00', 'nothing'],
  ['SPLIT_SPEND', 'EUR 2,500 twice with one vendor', decisions(spend('2500.00'), spend('2500.00')), '2026-03-20T09:00', 'nothing'],
  ['CONTRADICTION', 'one person decides twice in an area', decisions({}, { at: at('2026-03-12T09:00') }), '2026-03-20T09:00', 'nothing'],
  ['CONTRADICTION', 'another decides in the area under the other hat', decisions({}, { hatWorn: 'CAIO', at: at('2026-03-12T09:00') }), '2026-03-20T09:00', 'CRITICAL'],
  ['CONTRADICTION', 'the same, and it supersedes the first', decisions({}, { hatWorn: 'CAIO', at: at('2026-03-12T09:00'), supersedesId: 'x0' }), '2026-03-20T09:00', 'nothing'],
  ['NO_RISK_OWNER', 'somebody is accountable for AI risk', {}, '2026-03-20T09:00', 'nothing'],
  ['NO_RISK_OWNER', 'nobody is accountable for AI risk', { aiRiskOwner: null }, '2026-03-20T09:00', 'CRITICAL'],
  ['CAPACITY_GAP', 'AI work needs what the roadmap carries', needs(['Feature store']), '2026-03-20T09:00', 'nothing'],
  ['CAPACITY_GAP', 'AI work needs what no roadmap item carries', needs(['Single sign-on']), '2026-03-20T09:00', 'WARNING'],
  ['STALE_ANSWER', 'a test question unanswered, day 29 (31 March)', { standingAnswers: [] }, '2026-03-31T22:59', 'nothing'],
  ['STALE_ANSWER', 'a test question unanswered, day 30 (1 April)', { standingAnswers: [] }, '2026-03-31T23:00', 'NOTICE'],
  ['STALE_ANSWER', 'unanswered, and nobody wears either hat', { standingAnswers: [], hats: driftFacts().hats.map((hat) => ({ ...hat, practitionerId: null })) }, '2026-04-20T09:00', 'nothing'],
  ['WAITING_ON_CLIENT', 'submitted on Wednesday 18 March', one(submitted(70)), '2026-03-25T23:59', 'nothing'],
  ['WAITING_ON_CLIENT', 'submitted on Wednesday 18 March', one(submitted(70)), '2026-03-26T00:00', 'WARNING'],
];

describe('drift', () => {
  it.each(ROWS.map(([rule, given, facts, when, then]) => ({ rule, given, facts, when, then })))(
    '$rule: given $given, when it is looked at $when, then $then',
    ({ rule, facts, when, then }) => {
      const found = evaluateDrift(driftFacts(facts), at(when)).filter((signal) => signal.rule === rule);
      expect([...new Set(found.map(({ severity }) => severity))]).toEqual(then === 'nothing' ? [] : [then]);
    },
  );

  it.each(RULE_CODES)('%s has a row in which it holds and one in which it does not', (code) => {
    const outcomes = ROWS.filter(([rule]) => rule === code).map(([, , , , then]) => then !== 'nothing');
    expect(outcomes).toEqual(expect.arrayContaining([true, false]));
  });
});
