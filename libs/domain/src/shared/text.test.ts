import { describe, expect, it } from '@jest/globals';
import { counted, listOf, readOptionalText, readText } from './text.js';

const limits = { field: 'note', what: 'the note', max: 5 };

describe('reading a text', () => {
  it.each([
    ['trimmed', '  hi \n', 'hi'],
    ['emoji are text', '👩‍🚀', '👩‍🚀'],
  ])('%s', (_why, given, kept) => expect(readText(given, { ...limits, max: 10 })).toEqual({ ok: true, value: kept }));

  it.each([
    ['missing', undefined, 'REQUIRED'],
    ['null', null, 'REQUIRED'],
    ['blank', ' \n\t', 'REQUIRED'],
    ['too long', 'abcdef', 'TOO_LONG'],
    ['a NUL byte', 'a\0b', 'INVALID_TEXT'],
    ['a lone surrogate', 'a\uD83D', 'INVALID_TEXT'],
    ['a number', 5, 'INVALID'],
  ])('%s is refused', (_why, given, code) => {
    expect(readText(given, limits)).toMatchObject({ ok: false, refusals: [{ code, field: 'note' }] });
  });

  it('takes blank for nothing where nothing is allowed', () => {
    expect(readOptionalText(' ', limits)).toEqual({ ok: true, value: null });
    expect(readOptionalText('a\0', limits).ok).toBe(false);
  });
});

describe('sentences', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j is listed as %j', (items, text) => expect(listOf(items)).toBe(text));

  it('counts one and many', () => expect([counted(1, 'area'), counted(0, 'area')]).toEqual(['1 area', '0 areas']));
});
