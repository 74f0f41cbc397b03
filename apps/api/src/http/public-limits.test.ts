import { describe, expect, it } from '@jest/globals';
import { PROSPECTS_OF_AN_ADDRESS_AN_HOUR } from '../gate/limits.js';
import { RateLimited } from '../graphql/errors.js';
import { PublicLimits } from './public-limits.js';

/** Limits on a clock that the test moves. */
function limits() {
  const clock = { now: Date.parse('2026-03-02T10:00:00Z') };
  const counted = new PublicLimits(() => clock.now);
  const taken = (key: string | null): unknown => {
    try {
      counted.take('prospect', key);
      return 'taken';
    } catch (error) {
      return error instanceof RateLimited ? error.extensions['retryAfter'] : error;
    }
  };
  return { clock, taken };
}

describe('limits of what nobody signs in for', () => {
  it('stops an address that had its share, says how long, and lets it go on after that', () => {
    const { clock, taken } = limits();
    for (let count = 0; count < PROSPECTS_OF_AN_ADDRESS_AN_HOUR; count++) expect(taken('192.0.2.1')).toBe('taken');
    clock.now += 1_800_000;
    expect(taken('192.0.2.1')).toBe(1_800);
    expect(taken('192.0.2.2')).toBe('taken');
    clock.now += 1_799_999;
    expect(taken('192.0.2.1')).toBe(1);
    clock.now += 1;
    expect(taken('192.0.2.1')).toBe('taken');
  });

  it('does not count what is exempt', () => {
    const { taken } = limits();
    for (let count = 0; count <= PROSPECTS_OF_AN_ADDRESS_AN_HOUR; count++) expect(taken(null)).toBe('taken');
  });

  it('forgets addresses past the end of their windows, and the first of too many', () => {
    const { clock, taken } = limits();
    for (let count = 0; count < PROSPECTS_OF_AN_ADDRESS_AN_HOUR; count++) taken('192.0.2.1');
    for (let high = 0; high < 100; high++) for (let low = 0; low < 201; low++) taken(`10.0.${high}.${low}`);
    expect(taken('192.0.2.1')).toBe('taken');
    clock.now += 3_600_000;
    expect(taken('10.0.1.1')).toBe('taken');
  });
});
