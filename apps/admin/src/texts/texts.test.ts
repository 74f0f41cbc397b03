import { describe, expect, it } from '@jest/globals';
import { countedIn } from './plural.js';
import { readersLocale } from './readers-locale.js';

describe('the words that go with a number', () => {
  const clients = { one: '# client', other: '# clients' };
  const hats = { one: '# шляпа', few: '# шляпы', many: '# шляп', other: '# шляпы' };
  it.each([
    ['en', 1, clients, '1 client'],
    ['en', 0, clients, '0 clients'],
    ['en', 12_345, clients, '12,345 clients'],
    ['ru', 3, hats, '3 шляпы'],
    ['ru', 5, hats, '5 шляп'],
    ['ru', 21, hats, '21 шляпа'],
    ['ja', 1, { other: '#社' }, '1社'],
  ])('in %s for %s', (locale, count, forms, words) => expect(countedIn(locale)(count, forms)).toBe(words));
});

describe('dates and numbers are written', () => {
  it.each([
    ['in the reader’s English', ['en-US', 'de'], 'en-US'],
    ['in the English that the reader also reads', ['de-DE', 'en-IE'], 'en-IE'],
    ['in the catalogue’s own, where the reader reads another language', ['ja-JP'], 'en-GB'],
    ['whatever a browser is set to', ['*', 'en_US'], 'en-GB'],
  ])('%s', (_, preferred, locale) => expect(readersLocale('en-GB', preferred)).toBe(locale));
});
