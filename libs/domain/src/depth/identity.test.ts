import { describe, expect, it } from '@jest/globals';
import { addressKey, identityOf, isFileOrPage } from './identity.js';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

describe('addressKey', () => {
  it.each([
    ['https://wiki.example.com/platform', 'https://wiki.example.com/platform'],
    ['http://wiki.example.com/platform', 'https://wiki.example.com/platform'],
    ['HTTPS://WWW.Wiki.example.com:443/Platform/#today', 'https://wiki.example.com/platform'],
    ['www.example.com', 'https://example.com'],
    ['https://example.com/?page=2', 'https://example.com?page=2'],
    ['https://example.com:8443/', 'https://example.com:8443'],
    ['mailto:ada@example.com', 'mailto:ada@example.com'],
    ['http://', 'http://'],
    [HASH, HASH],
    ['seen in production.', 'seen in production.'],
  ])('%s is %s, and stays it', (text, key) => {
    expect(addressKey(text)).toBe(key);
    expect(addressKey(key)).toBe(key);
  });
});

describe('identityOf', () => {
  it.each([
    [{ section: 'Items', kind: 'LINK', url: 'http://www.example.com/a/' } as const, 'https://example.com/a', true],
    [{ section: 'Items', kind: 'FILE', fileId: 'f1', sha256: HASH.toUpperCase() } as const, HASH, true],
    [
      { section: 'Items', kind: 'STATEMENT', statement: ' Seen in\nproduction. ' } as const,
      'seen in production.',
      false,
    ],
    [{ section: 'Items', kind: 'STATEMENT', statement: ' ' } as const, undefined, false],
  ])('of %j is %s', (piece, identity, shared) => {
    expect(identityOf(piece)).toBe(identity);
    expect(isFileOrPage(identity ?? '')).toBe(shared);
  });
});
