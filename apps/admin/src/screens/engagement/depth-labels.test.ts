import { describe, expect, it } from '@jest/globals';
import { apart } from './depth-labels.js';

describe('labels at the ends of lines', () => {
  it.each([
    ['stay where they do not touch', [10, 50, 90], [10, 50, 90]],
    ['move up where they do', [10, 12, 90], [10, 20, 90]],
    ['push each other', [40, 41, 42], [40, 50, 60]],
    ['are pushed down at the top', [97, 99], [90, 100]],
    ['of one value keep their order', [0, 0], [0, 10]],
  ])('%s', (_, values, places) => {
    const labels = values.map((value) => ({ value }));
    expect(apart(labels, 10).map(({ at }) => at)).toEqual(places);
  });
});
