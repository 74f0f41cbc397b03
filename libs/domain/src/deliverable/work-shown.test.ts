import { describe, expect, it } from '@jest/globals';
import { workShown } from './work-shown.js';
import type { EarlierWork } from './work-shown.js';

const work = (depth: number, ...sources: string[]): EarlierWork => ({ depth, sources });

describe('workShown', () => {
  it.each<[string, EarlierWork, EarlierWork, string | null]>([
    ['the first revision, with depth', work(0), work(12), 'REVISION_RAISED_DEPTH'],
    ['the first revision, blank', work(0), work(0), null],
    ['deeper than all before', work(40), work(41), 'REVISION_RAISED_DEPTH'],
    ['as deep as the deepest before', work(40), work(40), null],
    ['back to a depth that it had', work(40), work(38), null],
    ['evidence that none before had', work(40, 'a'), work(40, 'a', 'b'), 'EVIDENCE'],
    ['other evidence in its place, and less deep', work(40, 'a'), work(30, 'b'), 'EVIDENCE'],
    ['evidence put back', work(40, 'a', 'b'), work(40, 'b'), null],
    ['deeper, with new evidence: one step', work(40), work(60, 'a'), 'REVISION_RAISED_DEPTH'],
  ])('%s: %j, then %j', (_, before, saved, expected) => {
    expect(workShown(before, saved)).toBe(expected);
  });
});
