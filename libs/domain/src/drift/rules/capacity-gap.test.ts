import { describe, expect, it } from '@jest/globals';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable } from '../types.js';
import { capacityGap } from './capacity-gap.js';

const now = at('2026-03-20T09:00');
const need = (text: string, roadmapItem: string | null = null) => ({ need: text, roadmapItem });
const strategy = (needs: ReturnType<typeof need>[], change: Partial<DriftDeliverable> = {}) =>
  deliverable({
    id: 's',
    key: 'ai-strategy',
    title: 'AI strategy',
    hat: 'CAIO',
    state: 'SUBMITTED',
    submittedAt: at('2026-03-18T09:00'),
    content: { headings: [], platformNeeds: needs, roadmapItems: [] },
    ...change,
  });
const roadmap = (items: string[] | null, change: Partial<DriftDeliverable> = {}) =>
  deliverable({
    id: 'r',
    key: 'roadmap',
    title: 'Roadmap',
    hat: 'CTO',
    state: 'SUBMITTED',
    submittedAt: at('2026-03-19T09:00'),
    content: items && { headings: [], platformNeeds: [], roadmapItems: items },
    ...change,
  });
const find = (...deliverables: DriftDeliverable[]) => capacityGap.evaluate(driftFacts({ deliverables }), now);

describe('CAPACITY_GAP: whether an item carries the need', () => {
  const items = ['Observability', 'R4 Single sign-on for all tools', 'Read access to the ticket store, Data platform'];

  it.each<[string, ReturnType<typeof need>, boolean]>([
    ['the item that it names', need('Logging of model calls', 'Observability'), true],
    ['the item that it names, by its number', need('Logging of model calls', 'Item 2'), true],
    ['a number that the roadmap does not reach', need('Logging of model calls', 'Item 9'), false],
    ['the item that it names, by a part of it', need('Access', 'R4'), true],
    ['an item that the roadmap does not have', need('Logging of model calls', 'Logging 2.0'), false],
    ['none named, but one is about it', need('Ticket store: read access'), true],
    ['none named, one says the same in more words', need('Single sign-on'), true],
    ['none named, and none is about it', need('Evaluation environment'), false],
    ['a single word that happens to stand somewhere', need('Store'), false],
  ])('%s: carried is the last', (_, wanted, carried) => {
    expect(find(strategy([wanted]), roadmap(items))).toHaveLength(carried ? 0 : 1);
  });
});

describe('CAPACITY_GAP: when both sides are read', () => {
  const gap = strategy([need('Evaluation environment')]);

  it.each<[string, DriftDeliverable[], number]>([
    ['the roadmap was handed in', [gap, roadmap(['Search'])], 1],
    ['the roadmap is a draft', [gap, roadmap(['Search'], { state: 'IN_PROGRESS', submittedAt: null })], 0],
    [
      'the roadmap is due and not written',
      [gap, roadmap(null, { state: 'PLANNED', submittedAt: null, dueOn: '2026-03-19' })],
      1,
    ],
    ['the roadmap is due today', [gap, roadmap(null, { state: 'PLANNED', submittedAt: null, dueOn: '2026-03-20' })], 0],
    ['the roadmap was sent back', [gap, roadmap(['Search'], { state: 'CHANGES_REQUESTED' })], 1],
    ['the strategy is a draft', [{ ...gap, state: 'IN_PROGRESS', submittedAt: null }, roadmap(['Search'])], 0],
    [
      'the strategy is late',
      [{ ...gap, state: 'IN_PROGRESS', submittedAt: null, dueOn: '2026-03-19' }, roadmap(['Search'])],
      1,
    ],
    ['the strategy was waived', [{ ...gap, state: 'WAIVED' }, roadmap(['Search'])], 0],
    [
      'a second roadmap carries it',
      [
        gap,
        roadmap(['Search']),
        roadmap(['An evaluation environment'], { id: 'r2', quarter: 2, submittedAt: null, state: 'IN_PROGRESS' }),
      ],
      0,
    ],
    ['nothing is needed', [strategy([]), roadmap(['Search'])], 0],
  ])('%s', (_, deliverables, found) => {
    expect(find(...deliverables)).toHaveLength(found);
  });

  it('looks again when a due day is over', () => {
    const facts = driftFacts({
      deliverables: [gap, roadmap(null, { state: 'PLANNED', submittedAt: null, dueOn: '2026-03-25' })],
    });
    expect(capacityGap.nextChangeAt(facts, now)).toEqual(at('2026-03-26T00:00'));
  });
});

describe('CAPACITY_GAP: what is said', () => {
  it('names the work, three pieces of it, and the item that is missing', () => {
    const needs = ['Vector store', 'Event log', 'Budgets', 'Tracing'].map((text) => need(text));
    expect(find(strategy([...needs, need('Access', 'Identity')]), roadmap(['Search']))).toEqual([
      {
        rule: 'CAPACITY_GAP',
        subject: { kind: 'DELIVERABLE', id: 's' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [{ name: 'needsNotCarried', value: 5, threshold: 1 }],
        statement:
          'AI strategy (CAIO) depends on platform work that no item of the roadmap carries: “Access” (said to be in “Identity”), “Budgets”, “Event log” and 2 more pieces.',
        clearsWhen: 'A revision of the roadmap carries the work, or one of this document no longer needs it.',
      },
    ]);
  });

  it('takes a named item as carried where the roadmap is somebody else’s', () => {
    const facts = driftFacts({
      shape: 'FRACTIONAL_CAIO',
      deliverables: [strategy([need('Access', 'Identity'), need('Event log')])],
    });
    expect(capacityGap.evaluate(facts, now)).toMatchObject([
      {
        statement: 'AI strategy (CAIO) depends on platform work that names no roadmap item: “Event log”.',
        clearsWhen: 'A revision of this document names the roadmap item that carries the work, or no longer needs it.',
      },
    ]);
  });
});
