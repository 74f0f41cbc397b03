import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, openAnswer, sealAnswer } from './kept-answer.js';

const SECRET = 'a secret for tests with more than 32 characters';
const PLACE = { workspaceId: 'w', actor: 'member:1', key: 'k' };

describe('a kept answer', () => {
  it('opens where it was sealed and nowhere else', () => {
    const answer = { data: { createApiToken: { secret: 'bicorne_once' } } };
    const sealed = sealAnswer(SECRET, answer, PLACE);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('bicorne_once');
    expect(openAnswer(SECRET, sealed, PLACE)).toEqual(answer);
    expect(openAnswer(SECRET, sealed, { ...PLACE, actor: 'member:2' })).toBeNull();
    expect(openAnswer(`${SECRET}!`, sealed, PLACE)).toBeNull();
  });
});

describe('the fingerprint of a request', () => {
  it('is the same for the same text under the same secret', () => {
    expect(fingerprintOf(SECRET, 'a')).toBe(fingerprintOf(SECRET, 'a'));
    expect(fingerprintOf(SECRET, 'a')).not.toBe(fingerprintOf(SECRET, 'b'));
    expect(fingerprintOf(SECRET, 'a')).not.toBe(fingerprintOf(`${SECRET}!`, 'a'));
  });
});
