import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newSecret, readSecret } from './secret.js';

describe('the secret of a token', () => {
  it('carries its workspace and is known by its hash', () => {
    fc.assert(
      fc.property(fc.uuid(), (workspaceId) => {
        const { token, hash, prefix } = newSecret(workspaceId);
        expect(readSecret(token)).toEqual({ workspaceId, hash });
        expect(prefix.length).toBeLessThan(20);
      }),
    );
  });

  it.each([
    '',
    'bicorne_',
    `bicorne_${'A'.repeat(63)}`,
    `bicorne_${'A'.repeat(65)}`,
    `bicorne_${'A'.repeat(63)}=`,
    ` bicorne_${'A'.repeat(64)}`,
  ])('is not read from %j', (text) => expect(readSecret(text)).toBeNull());
});
