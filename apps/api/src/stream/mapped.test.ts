import { describe, expect, it } from '@jest/globals';
import { Mailbox } from './mailbox.js';
import { END, mapped } from './mapped.js';

describe('mapped', () => {
  it('turns, passes over and ends', async () => {
    const box = new Mailbox<number>(() => undefined);
    for (const letter of [1, 2, 3, 4]) box.put(letter);
    const turned: string[] = [];
    for await (const value of mapped(box, (n) => Promise.resolve(n === 2 ? null : n === 4 ? END : `#${n}`)))
      turned.push(value);
    expect(turned).toEqual(['#1', '#3']);
  });

  it('ends at once while the source is awaited, and tells the source', async () => {
    let closed = 0;
    const box = new Mailbox<number>(() => (closed += 1));
    const events = mapped(box, (n) => Promise.resolve(n));
    const waiting = events.next();
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(closed).toBe(1);
  });
});

describe('a mailbox', () => {
  it('closes rather than grow without end for a reader that does not read', async () => {
    let closed = false;
    const box = new Mailbox<number>(() => (closed = true));
    for (let i = 0; i <= 1_000; i++) box.put(i);
    expect(closed).toBe(true);
  });
});
