import { describe, expect, it } from '@jest/globals';
import { retryAfterOf } from './retry-after.js';

const NOW = Date.parse('2026-03-02T09:00:00Z');

describe('how long a server asks to be left alone', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Mon, 02 Mar 2026 09:01:30 GMT', 90],
    ['Monday, 02-Mar-26 09:01:30 GMT', 90],
    ['Mon Mar  2 09:01:30 2026 GMT', 90],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['99999999999999999999', undefined],
    ['soon', undefined],
    ['Monday', undefined],
    ['2026-03-02T10:00:00Z', undefined],
    ['', undefined],
  ])('%j is %s', (text, seconds) => {
    expect(retryAfterOf({ 'retry-after': text }, NOW)).toBe(seconds);
  });

  it('is not asked by a server that says nothing', () => {
    expect(retryAfterOf({}, NOW)).toBeUndefined();
  });
});
