import { describe, expect, it } from '@jest/globals';
import { fingerprintsOf, openAnswer, sealAnswer } from './kept-answer.js';

const SECRET = { secret: 'a secret for tests with more than 32 characters' };
const OTHER = { secret: 'another one for tests with more than 32 characters' };
const PLACE = { workspaceId: 'w', actor: 'member:1', key: 'k' };

describe('a kept answer', () => {
  it('opens where it was sealed and nowhere else', () => {
    const answer = { data: { createApiToken: { secret: 'bicorne_once' } } };
    const sealed = sealAnswer(SECRET, answer, PLACE);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('bicorne_once');
    expect(openAnswer(SECRET, sealed, PLACE)).toEqual(answer);
    expect(openAnswer({ ...OTHER, oldSecret: SECRET.secret }, sealed, PLACE)).toEqual(answer);
    expect(openAnswer(SECRET, sealed, { ...PLACE, actor: 'member:2' })).toBeNull();
    expect(openAnswer(OTHER, sealed, PLACE)).toBeNull();
  });
});

describe('the fingerprint of a request', () => {
  it('is the same for the same text under the same secret', () => {
    expect(fingerprintsOf(SECRET, 'a')).toEqual(fingerprintsOf(SECRET, 'a'));
    expect(fingerprintsOf(SECRET, 'a')).not.toEqual(fingerprintsOf(SECRET, 'b'));
    expect(fingerprintsOf(SECRET, 'a')).not.toEqual(fingerprintsOf(OTHER, 'a'));
  });

  it('is known by the secret before too, while that is set', () => {
    const rotated = { ...OTHER, oldSecret: SECRET.secret };
    expect(fingerprintsOf(rotated, 'a')).toEqual([...fingerprintsOf(OTHER, 'a'), ...fingerprintsOf(SECRET, 'a')]);
  });
});
