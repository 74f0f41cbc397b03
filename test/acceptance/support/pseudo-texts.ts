import { en } from '../../../apps/admin/src/texts/en.js';

/*
 * A language that nobody speaks: written from right to left, every text bracketed and longer by a third. What is shown and
 * bears no brackets does not come from the catalogue; what breaks would break in German or Arabic.
 */

const VOWELS: Record<string, string> = {
  a: 'áa',
  e: 'é',
  i: 'í',
  o: 'óo',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/** Takes the place of `apps/admin/src/texts/index.ts` in a build of the tests. */
export const texts = { ...(pseudo(en) as typeof en), locale: 'ar-x-pseudo', dir: 'rtl' } as unknown as typeof en;

/** Latin digits, so that figures are found as they are. */
export const locale = 'en-GB';

function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return bracketed(value);
  if (typeof value === 'function')
    return (...given: unknown[]) => bracketed((value as (...all: unknown[]) => string)(...given));
  if (Array.isArray(value)) return value.map(pseudo);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudo(inner)]));
}

/** A text inside a text is bracketed already. */
function bracketed(text: string): string {
  if (!/\p{L}/u.test(text) || /[⟦⟧]/.test(text)) return text;
  return `⟦${text.replace(/[aeiouAEIOU]/g, (letter) => VOWELS[letter] ?? letter)}⟧`;
}
