import { describe, expect, it } from '@jest/globals';
import { keepPrinted } from './keep-printed.js';
import type { PdfDocument } from './markdown-pdf.js';

const read: PdfDocument = {
  markdown: '# Which hats',
  title: 'Which hats',
  client: 'Noordlicht Energie',
  author: 'Halyard Advisory',
  hats: ['CAIO'],
  date: new Date('2026-03-02T09:00:00Z'),
};

/** Prints ten bytes of the client's name, and counts how often. */
function counting(keptBytes?: number) {
  const printed: string[] = [];
  const print = keepPrinted(async ({ client }) => {
    printed.push(client);
    await Promise.resolve();
    if (client === 'broken') throw new Error('Cannot be printed.');
    return Buffer.from(client.slice(0, 10).padEnd(10));
  }, keptBytes);
  return { printed, print };
}

describe('a document that was printed lately', () => {
  it('is not printed again, not even for two who ask at once', async () => {
    const { printed, print } = counting();
    const [one, two] = await Promise.all([print(read), print({ ...read })]);
    expect(one).toBe(two);
    expect(await print(read)).toBe(one);
    expect(printed).toEqual(['Noordlicht Energie']);
  });

  it.each([
    ['markdown', { markdown: '# Other' }],
    ['title', { title: 'Other' }],
    ['client', { client: 'Ostara Foods' }],
    ['author', { author: 'Other' }],
    ['hats', { hats: ['CTO' as const] }],
    ['date', { date: new Date('2026-03-02T09:00:01Z') }],
    ['facts', { facts: [{ label: 'Revision', value: '3' }] }],
    ['language', { language: 'nl' }],
  ])('is another with another %s', async (_, change) => {
    const { printed, print } = counting();
    await print(read);
    await print({ ...read, ...change });
    expect(printed).toHaveLength(2);
  });

  it('is forgotten when there is no room, the one asked for longest ago first', async () => {
    const { printed, print } = counting(25);
    for (const client of ['a', 'b', 'a', 'c', 'a', 'b']) await print({ ...read, client });
    expect(printed).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is tried again where it failed', async () => {
    const { printed, print } = counting();
    const broken = { ...read, client: 'broken' };
    await expect(print(broken)).rejects.toThrow('Cannot be printed.');
    await expect(print(broken)).rejects.toThrow('Cannot be printed.');
    expect(printed).toHaveLength(2);
  });
});
