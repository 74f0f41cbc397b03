import { describe, expect, it } from '@jest/globals';
import { confirmErasure } from './erasure.js';

describe('the confirmation of an erasure', () => {
  it.each([
    ['Halyard', true],
    ['  Halyard ', true],
    ['halyard', false],
    ['Halyard Ltd', false],
    ['', false],
  ])('of Halyard by %j: %s', (typed, ok) => expect(confirmErasure(typed, 'workspace', 'Halyard').ok).toBe(ok));

  it('takes a name however its accents are composed', () => {
    expect(confirmErasure('Noe\u0308l', 'client', 'No\u00ebl').ok).toBe(true);
  });
});
