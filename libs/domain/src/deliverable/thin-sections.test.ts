import { describe, expect, it } from '@jest/globals';
import { REASON_CODES, parseTemplate } from '../depth/index.js';
import type { SectionAssessment } from '../depth/index.js';
import { thinSections, weakestCritical } from './thin-sections.js';

const section = (heading: string, depth: number, critical = false): SectionAssessment => ({
  heading,
  critical,
  depth,
  completeness: null,
  evidence: null,
  specifics: null,
  substance: null,
  // A section that is deep enough still has reasons for the points that it misses.
  reasons: [{ code: REASON_CODES[0], statement: 'More is wanted.' }],
});

const template = parseTemplate(
  [
    '---',
    'critical: [Models in use]',
    'fields: [Owner]',
    '---',
    '# Register',
    '',
    ...['Models in use', 'Evaluation', 'Owner', 'Retirement'].flatMap((heading) => [`## ${heading}`, '']),
  ].join('\n'),
);
const strict = { ...template, thresholds: { thin: 50, critical: 75 } };

describe('thinSections', () => {
  it('names those under the marks, in their order, and not those with points missing above them', () => {
    const sections = [section('Models in use', 39, true), section('Evaluation', 61), section('Retirement', 59)];
    expect(thinSections({ sections }, template)).toEqual(['Models in use', 'Retirement']);
  });

  it('passes over a field', () => {
    expect(thinSections({ sections: [section('Owner', 0)] }, template)).toEqual([]);
  });

  it('goes by the template’s own marks', () => {
    const sections = [section('Models in use', 74, true), section('Evaluation', 51)];
    expect(thinSections({ sections }, strict)).toEqual(['Models in use']);
  });

  it('goes by the default marks where the template is gone', () => {
    expect(thinSections({ sections: [section('Owner', 59), section('Evaluation', 60)] }, undefined)).toEqual(['Owner']);
  });
});

describe('weakestCritical', () => {
  it.each<[string, SectionAssessment[], { heading: string; depth: number } | null]>([
    ['none is critical', [section('Evaluation', 10)], null],
    [
      'the least deep',
      [section('Models in use', 50, true), section('Evaluation', 30, true)],
      { heading: 'Evaluation', depth: 30 },
    ],
    [
      'the first of equals',
      [section('Models in use', 30, true), section('Evaluation', 30, true)],
      { heading: 'Models in use', depth: 30 },
    ],
    [
      'not one that is not critical',
      [section('Models in use', 50, true), section('Retirement', 0)],
      { heading: 'Models in use', depth: 50 },
    ],
  ])('%s', (_, sections, expected) => {
    expect(weakestCritical({ sections })).toEqual(expected);
  });
});
