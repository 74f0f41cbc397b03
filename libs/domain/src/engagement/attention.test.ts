import { describe, expect, it } from '@jest/globals';
import type { Severity } from '../shared/vocabulary.js';
import { worstOf } from './attention.js';

const signals = (...severities: Severity[]) => severities.map((severity, id) => ({ severity, id }));

describe('what to look at first', () => {
  it.each<[open: Severity[], first: number | undefined]>([
    [[], undefined],
    [['NOTICE'], 0],
    [['NOTICE', 'WARNING', 'CRITICAL'], 2],
    [['WARNING', 'CRITICAL', 'NOTICE', 'CRITICAL'], 1],
    [['NOTICE', 'WARNING', 'WARNING'], 1],
  ])('of %j is number %s', (open, first) => expect(worstOf(signals(...open))?.id).toBe(first));
});
