import { describe, expect, it } from '@jest/globals';
import { findUnstorable } from './text.js';

describe('findUnstorable', () => {
  it('names the place of what a database cannot keep', () => {
    expect(findUnstorable({ input: { options: ['fine', 'a\0'] } })).toEqual({
      path: 'input.options.1',
      fault: 'a NUL byte',
    });
    expect(findUnstorable({ a: '\udfff' })).toEqual({ path: 'a', fault: 'half of a surrogate pair' });
    expect(findUnstorable({ a: { 'b\0': 1 } })?.path).toBe('a');
  });

  it('lets whole characters pass', () => {
    expect(findUnstorable({ text: 'naïve 💥 \u{10FFFF}', n: 1, none: null, list: [[]] })).toBeNull();
  });

  it('does not run out of stack', () => {
    let nested: unknown = 'a\0';
    for (let i = 0; i < 100_000; i++) nested = [nested];
    expect(findUnstorable(nested)?.fault).toBe('a NUL byte');
  });
});
