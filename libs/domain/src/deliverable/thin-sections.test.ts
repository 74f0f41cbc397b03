import { describe, expect, it } from '@jest/globals';
import { REASON_CODES, parseTemplate } from '../depth/index.js';
import type { SectionAssessment } from '../depth/index.js';
import { thinSections } from './thin-sections.js';

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
