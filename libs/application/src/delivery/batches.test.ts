import { describe, expect, it } from '@jest/globals';
import { Batches } from './batches.js';

/** Doubles numbers, and keeps what it was given together. */
function doubling(most = 10) {
  const given: string[] = [];
  const batches = new Batches<number, number>(most, async (group, items) => {
    given.push(`${group}: ${items.join(' ')}`);
    await new Promise(setImmediate);
    if (items.includes(13)) throw new Error('an unlucky number');
    return items.map((item) => item * 2);
  });
  return { batches, given };
}

describe('batches', () => {
  it('take together what is asked for at the same time, a group at a time', async () => {
    const { batches, given } = doubling();
    const asked = [batches.ask('a', 1), batches.ask('b', 2), batches.ask('a', 3)];
    expect(await Promise.all(asked)).toEqual([2, 4, 6]);
    expect(given.sort()).toEqual(['a: 1 3', 'b: 2']);
  });

  it('gather while one is under way, and hold no more than they may', async () => {
    const { batches, given } = doubling(2);
    const first = batches.ask('a', 1);
    await new Promise(setImmediate);
    const later = [2, 3, 4].map((item) => batches.ask('a', item));
    expect(await Promise.all([first, ...later])).toEqual([2, 4, 6, 8]);
    expect(given).toEqual(['a: 1', 'a: 2 3', 'a: 4']);
    expect(await batches.ask('a', 5)).toBe(10);
  });

  it('fail for the one alone that spoils them', async () => {
    const { batches } = doubling();
    const asked = [1, 13, 3].map((item) => batches.ask('a', item));
    expect(await Promise.allSettled(asked)).toMatchObject([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: { message: 'an unlucky number' } },
      { status: 'fulfilled', value: 6 },
    ]);
  });
});
