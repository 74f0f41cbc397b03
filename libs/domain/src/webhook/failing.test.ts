import { describe, expect, it } from '@jest/globals';
import { isGivenUp, previousSecretUntil } from './failing.js';

const SINCE = new Date('2026-03-02T09:00:00Z');

describe('an endpoint that fails', () => {
  it.each([
    ['at once', '2026-03-02T09:00:00Z', false],
    ['a moment before five days', '2026-03-07T08:59:59.999Z', false],
    ['after five days', '2026-03-07T09:00:00Z', true],
    ['long after', '2026-06-01T00:00:00Z', true],
  ])('is given up or not: %s', (_what, now, given) => {
    expect(isGivenUp(SINCE, new Date(now))).toBe(given);
  });
});

describe('a secret that is replaced', () => {
  it('signs for a day more', () => {
    expect(previousSecretUntil(SINCE)).toEqual(new Date('2026-03-03T09:00:00Z'));
  });
});
