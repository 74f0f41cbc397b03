import { describe, expect, it } from '@jest/globals';
import type { Severity } from '../shared/vocabulary.js';
import { worstFirst } from './attention.js';

const signals = (...severities: Severity[]) => severities.map((severity, id) => ({ severity, id }));

describe('the order to look at what is open', () => {
  it.each<[open: Severity[], order: number[]]>([
    [[], []],
    [['NOTICE'], [0]],
    [
      ['NOTICE', 'WARNING', 'CRITICAL'],
      [2, 1, 0],
    ],
    [
      ['WARNING', 'CRITICAL', 'NOTICE', 'CRITICAL'],
      [1, 3, 0, 2],
    ],
    [
      ['NOTICE', 'WARNING', 'WARNING'],
      [1, 2, 0],
    ],
  ])('of %j is %j', (open, order) => expect(worstFirst(signals(...open)).map(({ id }) => id)).toEqual(order));
});
