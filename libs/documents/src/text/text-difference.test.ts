import { describe, expect, it } from '@jest/globals';
import { differenceBudget, textDifference } from './text-difference.js';

describe('the difference of two texts', () => {
  it('is told by words within a line', () => {
    expect(textDifference('One.\nBen owns it.\nThree.', 'One.\nAda owns it.\nThree.')).toEqual([
      { kind: 'SAME', text: 'One.\n' },
      { kind: 'REMOVED', text: 'Ben' },
      { kind: 'ADDED', text: 'Ada' },
      { kind: 'SAME', text: ' owns it.\n' },
      { kind: 'SAME', text: 'Three.' },
    ]);
  });

  it('gives both texts back, whichever parts are left out', () => {
    const before = 'a b c\nd e f\n\nlonger line of text here\n';
    const after = 'a B c\n\nlonger line of some text here\nnew\n';
    const parts = textDifference(before, after);
    const without = (kind: string) => parts.filter((part) => part.kind !== kind).map(({ text }) => text);
    expect(without('ADDED').join('')).toBe(before);
    expect(without('REMOVED').join('')).toBe(after);
  });

  it('of two that have nothing in common is that one replaces the other, at once', () => {
    const lines = (word: string) => Array.from({ length: 50_000 }, (_, n) => `${word} ${n}`).join('\n');
    const started = performance.now();
    expect(textDifference(lines('a'), lines('b')).map(({ kind }) => kind)).toEqual(['REMOVED', 'ADDED']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('of many sections costs no more than one budget', () => {
    const text = (seed: number) =>
      Array.from({ length: 60 }, (_, n) => `${(n * seed) % 7} words of line ${n} ${seed} that ${n % seed} change`).join(
        '\n',
      );
    const budget = differenceBudget();
    const start = process.cpuUsage();
    for (let section = 0; section < 250; section++) textDifference(text(3), text(5), budget);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_500);
    expect(textDifference('a b', 'a c', { left: 0 }).map(({ kind }) => kind)).toEqual(['REMOVED', 'ADDED']);
  });

  it('from nothing is all of it', () => {
    expect(textDifference('', 'New.')).toEqual([{ kind: 'ADDED', text: 'New.' }]);
    expect(textDifference('', '')).toEqual([]);
  });
});
