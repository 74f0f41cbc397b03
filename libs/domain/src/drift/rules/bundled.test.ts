import { describe, expect, it } from '@jest/globals';
import type { Severity } from '../../shared/vocabulary.js';
import { at, deliverable, driftFacts } from '../drift-facts.factory.js';
import type { DriftDeliverable, DriftFacts } from '../types.js';
import { bundled } from './bundled.js';

const now = at('2026-03-20T09:00');
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const LINK = 'https://wiki.example.com/platform';

const roadmap = (change: Partial<DriftDeliverable> = {}) =>
  deliverable({ id: 'z', hat: 'CTO', key: 'roadmap', title: 'Roadmap', ...change });
const registry = (change: Partial<DriftDeliverable> = {}) => deliverable({ id: 'b', ...change });
const find = (deliverables: DriftDeliverable[], overlaps: DriftFacts['overlaps'] = []) =>
  bundled.evaluate(driftFacts({ deliverables, overlaps }), now);
const content = (...headings: string[]) => ({ headings, platformNeeds: [], roadmapItems: [] });

describe('BUNDLED by evidence', () => {
  it.each<[string, string[], string[], boolean]>([
    ['evidence of their own', [LINK], [HASH], false],
    ['the same file', [HASH], [LINK, HASH], true],
    ['the same link', [LINK], [LINK], true],
    ['the same page at two places', [`${LINK}#today`], [`${LINK}/`], true],
    ['the same page without the s of https', [LINK.replace('https', 'http')], [LINK], true],
    ['the same page with www', [LINK.replace('wiki', 'www.wiki')], [LINK], true],
    ['another page of the same place', [`${LINK}/plan`], [LINK], false],
    ['the same statement', ['seen in production.'], ['seen in production.'], false],
    ['the same address to write to', ['mailto:ada@example.com'], ['mailto:ada@example.com'], false],
    ['no evidence', [], [], false],
  ])('%s', (_, under, other, found) => {
    expect(find([roadmap({ evidence: under }), registry({ evidence: other })])).toHaveLength(found ? 1 : 0);
  });

  it('is told about one of the two, always the same, and shows no address', () => {
    expect(find([roadmap({ evidence: [LINK, HASH] }), registry({ evidence: [HASH, LINK] })])).toEqual([
      {
        rule: 'BUNDLED',
        subject: { kind: 'DELIVERABLE', id: 'z' },
        hat: 'CTO',
        severity: 'WARNING',
        figures: [{ name: 'filesAndLinksShared', value: 2, threshold: 1 }],
        statement:
          'Roadmap (CTO) and Model registry (CAIO) rest on the same evidence: 2 files or links stand under both hats.',
        clearsWhen:
          'A revision is saved in which one of the two has evidence of its own, or a sponsor waives one of them.',
      },
    ]);
  });

  it('is told about the one of the later quarter', () => {
    const renewed = registry({ quarter: 2, evidence: [LINK] });
    expect(find([roadmap({ evidence: [LINK] }), renewed])[0]?.subject.id).toBe('b');
  });

  it('leaves alone two documents of one hat, and what was waived', () => {
    expect(find([registry({ evidence: [LINK] }), registry({ id: 'c', evidence: [LINK] })])).toEqual([]);
    expect(find([roadmap({ evidence: [LINK] }), registry({ evidence: [LINK], state: 'WAIVED' })])).toEqual([]);
  });
});

describe('BUNDLED by text', () => {
  const overlap = (shared: number, one: number, other: number): DriftFacts['overlaps'] => [
    { deliverableIds: ['b', 'z'], shared, shingles: [one, other] },
  ];

  it.each<[string, DriftFacts['overlaps'], Severity | null]>([
    ['29 % of the shorter', overlap(29, 100, 400), null],
    ['30 % of the shorter', overlap(30, 100, 400), 'NOTICE'],
    ['59 % of the shorter', overlap(59, 400, 100), 'NOTICE'],
    ['60 % of the shorter', overlap(60, 100, 400), 'WARNING'],
    ['all of one that is too short', overlap(99, 99, 400), null],
    ['with a document that is not there', [{ deliverableIds: ['b', 'x'], shared: 100, shingles: [100, 100] }], null],
  ])('%s', (_, overlaps, severity) => {
    expect(find([roadmap(), registry()], overlaps)[0]?.severity ?? null).toBe(severity);
  });

  it('says how much', () => {
    expect(find([roadmap(), registry()], overlap(137, 200, 400))[0]).toMatchObject({
      figures: [{ name: 'textShared', value: 0.68, threshold: 0.6 }],
      statement:
        "Roadmap (CTO) and Model registry (CAIO) have 68 % of the shorter one's text in common, though they are work of two hats.",
    });
  });
});

describe('BUNDLED by sections', () => {
  const owed = [
    roadmap({ templateSections: ['Outcomes', 'Items', 'Capacity', 'Owner', 'What we know'] }),
    registry({ templateSections: ['Models in use', 'What we know'] }),
  ];
  const registryWith = (...headings: string[]) => [owed[0]!, { ...owed[1]!, content: content(...headings) }];

  it.each<[string, string[], boolean]>([
    ['sections of its own', ['Models in use', 'Evaluation'], false],
    ['one of the other hat', ['Models in use', 'Items'], false],
    ['two of the other hat, written otherwise', ['Models in use', '3. ITEMS', 'Capacity: next year'], true],
    ['one of the other hat, twice', ['Items', 'Items: later'], false],
    ['one that both hats have, and one of the other', ['What we know', 'Items'], false],
    ['one that asks for a value, and one of the other', ['Owner', 'Items'], false],
  ])('%s', (_, headings, found) => {
    expect(find(registryWith(...headings))).toHaveLength(found ? 1 : 0);
  });

  it('is told about the document that holds them', () => {
    expect(find(registryWith('Items', 'Capacity', 'Outcomes'))[0]).toMatchObject({
      subject: { kind: 'DELIVERABLE', id: 'b' },
      figures: [{ name: 'sectionsOfTheOtherHat', value: 3, threshold: 2 }],
      statement:
        'Model registry (CAIO) holds 3 sections that the documents of the CTO hat owe: “Capacity”, “Items”, “Outcomes”.',
    });
  });
});

describe('BUNDLED in several ways', () => {
  const both = [
    roadmap({ evidence: [LINK], templateSections: ['Items', 'Capacity'] }),
    registry({ evidence: [LINK], quarter: 2, content: content('Items', 'Capacity') }),
  ];
  const overlaps: DriftFacts['overlaps'] = [{ deliverableIds: ['z', 'b'], shared: 40, shingles: [100, 100] }];

  it('is told once about a document, the worst first', () => {
    const found = find(both, overlaps);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      severity: 'WARNING',
      figures: [{ name: 'filesAndLinksShared', value: 1, threshold: 1 }],
      statement:
        "Model registry (CAIO) and Roadmap (CTO) rest on the same evidence: 1 file or link stands under both hats. Model registry (CAIO) holds 2 sections that the documents of the CTO hat owe: “Capacity”, “Items”. There is more that it shares with the other hat's work.",
    });
    expect(found[0]?.clearsWhen).toMatch(/evidence, text and sections of its own/);
  });

  it('does not change by time', () => {
    expect(bundled.nextChangeAt(driftFacts({ deliverables: both, overlaps }), now)).toBeNull();
  });
});
