import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newLinkSecret, newSecret, readLinkSecret, readSecret } from './secret.js';

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

describe('the secret of a link', () => {
  it('carries its workspace and is known by its hash', () => {
    fc.assert(
      fc.property(fc.uuid(), (workspaceId) => {
        const { secret, hash } = newLinkSecret(workspaceId);
        expect(readLinkSecret(secret)).toEqual({ workspaceId, hash });
      }),
    );
  });

  it('is looked for where nothing is, where the text is no secret', () => {
    for (const text of ['', 'x', newSecret('5e0f3f0a-7c1e-4b5e-9b52-3d6a2f0c9f11').token])
      expect(readLinkSecret(text).workspaceId).toBe('00000000-0000-0000-0000-000000000000');
  });
});
