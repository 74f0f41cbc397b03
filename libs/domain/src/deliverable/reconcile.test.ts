import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reconcile, type ReconciledSection } from './reconcile.js';

const BASE = '# Read\n\nIntro.\n\n## Risks\n\nOne.\n\n## Costs\n\nTwo.\n';

const side = (sections: readonly ReconciledSection[], which: 'mine' | 'theirs'): string =>
  sections.flatMap((section) => section[which] ?? []).join('\n');

describe('two texts that began from one', () => {
  it.each([
    ['nobody changed it', BASE, BASE, { Risks: 'NOBODY', Costs: 'NOBODY' }],
    ['I did', BASE.replace('One.', 'Mine.'), BASE, { Risks: 'MINE', Costs: 'NOBODY' }],
    ['they did', BASE, BASE.replace('One.', 'Theirs.'), { Risks: 'THEIRS', Costs: 'NOBODY' }],
    [
      'each another section',
      BASE.replace('One.', 'Mine.'),
      BASE.replace('Two.', 'Theirs.'),
      { Risks: 'MINE', Costs: 'THEIRS' },
    ],
    [
      'both the same section',
      BASE.replace('One.', 'Mine.'),
      BASE.replace('One.', 'Theirs.'),
      { Risks: 'BOTH', Costs: 'NOBODY' },
    ],
    [
      'both to the same words',
      BASE.replace('One.', 'Same.'),
      BASE.replace('One.', 'Same.'),
      { Risks: 'NOBODY', Costs: 'NOBODY' },
    ],
    ['I removed it', BASE.replace('## Risks\n\nOne.\n\n', ''), BASE, { Risks: 'MINE', Costs: 'NOBODY' }],
    ['they removed it', BASE, BASE.replace('## Risks\n\nOne.\n\n', ''), { Risks: 'THEIRS', Costs: 'NOBODY' }],
    [
      'I removed what they changed',
      BASE.replace('## Risks\n\nOne.\n\n', ''),
      BASE.replace('One.', 'Theirs.'),
      { Risks: 'BOTH', Costs: 'NOBODY' },
    ],
    ['they added one', BASE, `${BASE}\n## Team\n\nThree.\n`, { Costs: 'NOBODY', Team: 'THEIRS' }],
    ['I renumbered it', BASE.replace('## Risks', '## 1. Risks'), BASE, { '1. Risks': 'MINE' }],
  ])('%s', (_, mine, theirs, expected) => {
    const found = Object.fromEntries(reconcile(BASE, mine, theirs).map((each) => [each.heading, each.changedBy]));
    expect(found).toMatchObject(expected);
  });

  it('puts what only they have after what it follows in theirs', () => {
    const theirs = BASE.replace('## Costs', '## Team\n\nThree.\n\n## Costs');
    expect(reconcile(BASE, BASE, theirs).map(({ heading }) => heading)).toEqual(['Read', 'Risks', 'Team', 'Costs']);
  });

  it('keeps front matter and headings that are underlined', () => {
    const mine = '---\nkey: a\n---\nRead\n====\n\nText.\n';
    expect(side(reconcile('', mine, ''), 'mine')).toBe(mine);
  });

  it('loses no line of either, whatever they are', () => {
    const line = fc.constantFrom('# A', '## B', '## C: more', 'text', '', '```', '---', 'Under', '===', '| a | b |');
    const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
    const lines = (markdown: string): string[] => markdown.split('\n').filter((each) => each.trim() !== '');
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const sections = reconcile(base, mine, theirs);
        expect(lines(side(sections, 'mine'))).toEqual(lines(mine));
        expect(lines(side(sections, 'theirs')).sort()).toEqual(lines(theirs).sort());
      }),
    );
  });
});
