import { describe, expect, it } from '@jest/globals';
import { compareSections } from './section-changes.js';

const A = '# Registry\n\n## Models\n\nOne.\n\n## Evaluation\n\nTwo.\n\n## Limits\n\nThree.\n';

function changes(before: string, after: string): string[] {
  return compareSections(before, after).map(({ heading, change }) => `${heading}: ${change}`);
}

describe('the sections of two revisions', () => {
  it('are unchanged where nothing changed but the look of a heading', () => {
    const same = A.replace('## Models', '### 1. MODELS').replace('## Limits', 'Limits\n------');
    expect(changes(A, same).map((line) => line.split(': ')[1])).toEqual(Array(4).fill('UNCHANGED'));
  });

  it.each([
    ['a section that was written', A.replace('One.', 'One and a half.'), ['Registry: UNCHANGED', 'Models: CHANGED']],
    [
      'a section that was added',
      A.replace('## Models', '## Purpose\n\nWhy.\n\n## Models'),
      ['Registry: UNCHANGED', 'Purpose: ADDED', 'Models: UNCHANGED'],
    ],
    [
      'a section that was taken out',
      A.replace(/## Models[^#]*/, ''),
      ['Registry: UNCHANGED', 'Models: REMOVED', 'Evaluation: UNCHANGED'],
    ],
    [
      'a heading that was reworded',
      A.replace('## Models', '## Models in use'),
      ['Registry: UNCHANGED', 'Models in use: UNCHANGED'],
    ],
  ])('tell of %s', (_, after, told) => {
    expect(changes(A, after).slice(0, told.length)).toEqual(told);
  });

  it('tell which one was moved, and not that the others were', () => {
    const moved = '# Registry\n\n## Limits\n\nThree.\n\n## Models\n\nOne.\n\n## Evaluation\n\nTwo.\n';
    expect(changes(A, moved)).toEqual([
      'Registry: UNCHANGED',
      'Limits: MOVED',
      'Models: UNCHANGED',
      'Evaluation: UNCHANGED',
    ]);
  });

  it('are matched one by one where several have one heading', () => {
    const twice = '## Risk\n\nOne.\n\n## Risk\n\nTwo.\n';
    expect(changes(twice, twice.replace('Two', '2'))).toEqual(['Risk: UNCHANGED', 'Risk: CHANGED']);
  });

  it('do not begin inside of code', () => {
    const code = '## Run\n\n```sh\n# not a heading\n```\n';
    expect(changes(code, code)).toEqual(['Run: UNCHANGED']);
  });

  it.each([
    ['line separators', `# ${' #\u2028'.repeat(60_000)}`],
    ['spaces', `#${' '.repeat(100_000)}x\u2028${' '.repeat(100_000)}#`],
    ['links', `# ${']('.repeat(90_000)}`],
    ['long headings', Array.from({ length: 500 }, (_, n) => `# ${`w${n} `.repeat(500)}\n`).join('\n')],
  ])('are compared in bounded time, with headings of %s', (_, hostile) => {
    const start = process.cpuUsage();
    expect(compareSections(hostile, `# Other\n\n${hostile}`).length).toBeGreaterThan(0);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_500);
  });

  it('are compared in time that grows with their length', () => {
    const many = Array.from({ length: 40_000 }, (_, n) => `## Part ${n}\n\nText ${n}.\n`).join('\n');
    expect(compareSections(many, many.replace('Text 7.', 'Changed.'))).toHaveLength(500);
  });
});
