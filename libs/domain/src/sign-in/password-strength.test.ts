import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidePassword, PASSWORD_LENGTH } from './password-strength.js';

const known = { name: 'Ada Okafor', email: 'ada.okafor@halyard.example', places: ['Halyard Advisory'] };

describe('decidePassword', () => {
  it.each([
    ['a sentence', 'a password of the tests'],
    ['twelve characters of everything', 'x9!Rk2_vQz7w'],
    ['other scripts', 'путь к озеру ночью'],
    ['a name among enough else', 'okafor walks slowly home'],
  ])('takes %s', (_what, password) => {
    expect(decidePassword(password, known)).toEqual({ ok: true, value: password });
  });

  it.each([
    ['eleven characters', 'x9!Rk2_vQz7', '12 to 128 characters'],
    ['129 characters', 'x9!Rk2_vQz7w'.repeat(11).slice(0, 129), '12 to 128 characters'],
    ['one character', 'a'.repeat(20), 'different characters'],
    ['two in turn', 'abababababababab', 'different characters'],
    ['a word again and again', 'hunterhunterhunter', 'repeated'],
    ['digits in order', '123456789012345', 'runs'],
    ['digits backwards', '9876543210987', 'runs'],
    ['the alphabet', 'abcdefghijklmnop', 'runs'],
    ['rows of the keyboard', 'qwertyuiopasdfghjkl', 'runs'],
    ['their email address', 'ada.okafor@halyard.example', 'your name'],
    ['their name and a year', 'AdaOkafor2026', 'your name'],
    ['the name with the spaces left out', 'halyardadvisory1!', 'your name'],
    ['the workspace in capitals', 'HALYARD-HALYARD', 'your name'],
    ['the product', 'bicorne-demo', 'your name'],
  ])('refuses %s', (_what, password, words) => {
    expect(decidePassword(password, known)).toMatchObject({
      ok: false,
      refusals: [{ code: 'WEAK_PASSWORD', field: 'password', message: expect.stringContaining(words) }],
    });
  });

  it('answers for any text, in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        const decision = decidePassword(password, known);
        if (decision.ok) expect(password.length).toBeLessThanOrEqual(PASSWORD_LENGTH.max);
      }),
    );
  });
});
