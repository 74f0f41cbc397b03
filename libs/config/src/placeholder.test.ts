import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { placeholderIn } from './placeholder.js';

describe('a placeholder in place of a secret', () => {
  it.each([
    ['changeme-changeme-changeme-changeme', 'has a word of placeholders and samples'],
    ['Change_Me!7f3a9c1e5b2d8046a1b2c3d4e5f6', 'has a word of placeholders and samples'],
    ['your-secret-goes-here-0123456789abcdef', 'has a word of placeholders and samples'],
    ['example-7f3a9c1e5b2d8046f00dcafe12345678', 'has a word of placeholders and samples'],
    ['set BICORNE_SECRET, at least 32 characters', 'has a word of placeholders and samples'],
    ['a secret of thirty-two characters', 'has a word of placeholders and samples'],
    ['$(openssl rand -base64 48)xxxxxxxxxxxxx', 'has a word of placeholders and samples'],
    ['a'.repeat(64), 'repeats itself'],
    ['Zq7!'.repeat(12), 'repeats itself'],
    ['0123456789abcdef0123456789abcdef', 'repeats itself'],
    ['7f3a9c1e5b2d80467f3a9c1e5b2d80467f3a', 'repeats itself'],
    ['1000000000000000000000000000000001', 'has too few different characters'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'follows a sequence'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaZq7!xK9#', 'follows a sequence'],
    ['axaxaxaxaxaxaxaxaxaxaxaxaxhcfdbge', 'is too easily guessed'],
  ])('%s %s', (secret, fault) => expect(placeholderIn(secret)).toBe(fault));

  it.each([
    ['hexadecimal, 128 bits', 'hex', 16],
    ['hexadecimal, 256 bits', 'hex', 32],
    ['base64, 192 bits', 'base64', 24],
    ['base64, 384 bits', 'base64', 48],
    ['base64url, 256 bits', 'base64url', 32],
  ] as const)('takes whatever was made at random: %s', (_what, form, bytes) => {
    const secrets = Array.from({ length: 5_000 }, () => randomBytes(bytes).toString(form));
    expect(secrets.filter((secret) => placeholderIn(secret) !== null)).toEqual([]);
  });
});
