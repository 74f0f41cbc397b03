import { describe, expect, it } from '@jest/globals';
import { guidanceFor, headingAt, headingsOf, sameHeading } from './guidance.js';

const template = [
  '# Architecture read',
  '',
  '## Risks',
  '<!-- Name an owner',
  'for each.',
  'Say what follows:',
  '- the first',
  '- the second -->',
  '```',
  '# no heading',
  '```',
  '## Next steps ##',
].join('\n');

describe('headings of a text', () => {
  it('are found in order, without those inside of code', () => {
    expect(headingsOf(template).map(({ text }) => text)).toEqual(['Architecture read', 'Risks', 'Next steps']);
  });

  it('say where they stand', () => {
    const [, risks] = headingsOf(template);
    expect(template.slice(risks?.at).startsWith('## Risks')).toBe(true);
  });

  it('own what follows them', () => {
    expect(headingAt(template, template.indexOf('for each'))).toBe('Risks');
    expect(headingAt('No heading at all', 3)).toBeUndefined();
  });

  it.each([
    ['1. Risks', 'RISKS', true],
    ['Risks: what could go wrong', 'risks', true],
    ['Next-steps', 'Next steps', true],
    ['Risks', 'Next steps', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    expect(sameHeading(one, other)).toBe(same);
  });
});

describe('guidance of a section', () => {
  it('is the text of its comments, in which a sentence wraps by itself', () => {
    const guidance = 'Name an owner for each.\nSay what follows:\n- the first\n- the second';
    expect(guidanceFor(template, '2) risks')).toBe(guidance);
  });

  it('is missing where the template has none', () => {
    expect(guidanceFor(template, 'Next steps')).toBeUndefined();
    expect(guidanceFor(template, 'Of my own making')).toBeUndefined();
  });
});
