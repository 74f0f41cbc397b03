import { describe, expect, it } from '@jest/globals';
import { ARTIFACT_PACK, choosePack, packRefusal, type PackCandidate } from './artifact-pack.js';
import { sectionTables } from './section-tables.js';

function registry(change: Partial<PackCandidate> = {}): PackCandidate {
  return { key: 'model-registry', quarter: 1, state: 'ACCEPTED', submittedRevision: 2, ...change };
}

function placeOf(...candidates: PackCandidate[]) {
  return choosePack(candidates).find(({ key }) => key === 'model-registry');
}

describe('the artifact pack', () => {
  it('has seven places, whatever was planned', () => {
    const places = choosePack([registry(), { ...registry(), key: 'ai-strategy' }]);
    expect(places.map(({ key }) => key)).toEqual([...ARTIFACT_PACK]);
    expect(places.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(places.filter(({ included }) => included !== null)).toHaveLength(1);
  });

  it.each([
    ['accepted', registry(), true],
    ['submitted', registry({ state: 'SUBMITTED' }), true],
    ['a draft', registry({ state: 'IN_PROGRESS', submittedRevision: null }), false],
    ['sent back', registry({ state: 'CHANGES_REQUESTED' }), false],
    ['at work after it was sent back', registry({ state: 'IN_PROGRESS' }), false],
    ['waived', registry({ state: 'WAIVED' }), false],
  ])('takes what stands before others: %s', (_what, candidate, taken) => {
    expect(placeOf(candidate)).toMatchObject({ included: taken ? candidate : null, newest: candidate });
  });

  it('keeps the accepted one of an earlier quarter while the newest has none, in any order', () => {
    const [first, second] = [registry(), registry({ quarter: 2, state: 'PLANNED', submittedRevision: null })];
    for (const order of [
      [first, second],
      [second, first],
    ])
      expect(placeOf(...order)).toMatchObject({ included: first, newest: second });
    const third = registry({ quarter: 3, state: 'SUBMITTED' });
    expect(placeOf(first, third, second)).toMatchObject({ included: third, newest: third });
  });

  it('is owed under the CAIO hat', () => {
    expect(packRefusal(['CTO'])?.code).toBe('NO_ARTIFACTS');
    expect([packRefusal(['CAIO']), packRefusal(['CTO', 'CAIO'])]).toEqual([null, null]);
  });
});

describe('the tables of a document', () => {
  it('come with the headings that they stand under, cells as written', () => {
    const markdown = [
      '| Above | all |\n|---|---|\n| 1 | 2 |',
      '# Registry\n\n## Models in use\n\n### Ours\n\n| Model | Owner |\n|---|---|\n| **Reader** | Ada \\| Ben |\n| Scorer | |',
      '## Retired\n\n| Model |\n|---|\n| Old |\n',
    ].join('\n\n');
    expect(sectionTables(markdown)).toEqual([
      { headings: [], columns: ['Above', 'all'], rows: [['1', '2']] },
      {
        headings: ['Registry', 'Models in use', 'Ours'],
        columns: ['Model', 'Owner'],
        rows: [
          ['**Reader**', expect.stringMatching(/^Ada .*Ben$/)],
          ['Scorer', ''],
        ],
      },
      { headings: ['Registry', 'Retired'], columns: ['Model'], rows: [['Old']] },
    ]);
  });
});
