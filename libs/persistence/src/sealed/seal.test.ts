import { describe, expect, it } from '@jest/globals';
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { keyIdOf, seal, sealedHead, unseal } from './seal.js';
import type { SealedPlace } from './sealed-columns.js';

const SECRET = 'a secret of at least thirty-two characters';
const OTHER = 'another secret of thirty-two characters';
const PLACE: SealedPlace = { column: 'webhook_endpoint.secret_sealed', workspaceId: 'w', key: ['e'] };

const open = (secret: string, sealed: Buffer, place = PLACE): string | undefined => unseal({ secret }, sealed, place);

describe('what is kept secret at rest', () => {
  const sealed = seal({ secret: SECRET }, 'whsec_ünïcode', PLACE);

  it('opens with the same secret in the same place', () => {
    expect(open(SECRET, sealed)).toBe('whsec_ünïcode');
  });

  it('looks different every time and shows nothing', () => {
    expect(seal({ secret: SECRET }, 'whsec_ünïcode', PLACE).equals(sealed)).toBe(false);
    expect(sealed.includes('whsec')).toBe(false);
  });

  it.each<[string, SealedPlace]>([
    ['column', { ...PLACE, column: 'webhook_endpoint.previous_secret_sealed' }],
    ['workspace', { ...PLACE, workspaceId: 'x' }],
    ['row', { ...PLACE, key: ['f'] }],
    ['row whose ids run together', { ...PLACE, workspaceId: 'w","e', key: [] }],
  ])('does not open in another %s', (_what, place) => expect(open(SECRET, sealed, place)).toBeUndefined());

  it('does not open with another secret, changed or cut', () => {
    expect(open(OTHER, sealed)).toBeUndefined();
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(open(SECRET, changed)).toBeUndefined();
      expect(open(SECRET, sealed.subarray(0, index))).toBeUndefined();
    }
  });

  it('opens with the secret before, and is sealed with the one of now', () => {
    const both = { secret: OTHER, oldSecret: SECRET };
    expect(unseal(both, sealed, PLACE)).toBe('whsec_ünïcode');
    const anew = seal(both, 'whsec_ünïcode', PLACE);
    expect(open(OTHER, anew)).toBe('whsec_ünïcode');
    expect(open(SECRET, anew)).toBeUndefined();
  });

  it('tells which secret sealed it, and nothing of the secret', () => {
    expect(sealed.subarray(0, 5).equals(sealedHead(SECRET))).toBe(true);
    expect(keyIdOf(SECRET)).toMatch(/^[0-9a-f]{8}$/);
    expect(keyIdOf(SECRET)).not.toBe(keyIdOf(OTHER));
  });

  it('opens what was sealed before columns were part of it, in its own row', () => {
    const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'bicorne sealing 1', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('webhook_endpoint:w:e'));
    const text = Buffer.concat([cipher.update('whsec_x'), cipher.final()]);
    const id = createHash('sha256').update(key).digest().subarray(0, 4);
    const before = Buffer.concat([Buffer.of(1), id, nonce, cipher.getAuthTag(), text]);
    expect(open(SECRET, before)).toBe('whsec_x');
    expect(open(SECRET, before, { ...PLACE, key: ['f'] })).toBeUndefined();
    expect(open(SECRET, before, { ...PLACE, column: 'webhook_endpoint.address_sealed' })).toBeUndefined();
  });
});
