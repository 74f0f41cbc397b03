import { describe, expect, it } from '@jest/globals';
import { newEndpointSecret, openEndpointSecret, sealEndpointSecret } from './endpoint-secret.js';
import { seal, unseal } from './seal.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('what is kept secret at rest', () => {
  it('opens with the same secret in the same place', () => {
    expect(unseal(SECRET, seal(SECRET, 'whsec_ünïcode', 'row 1'), 'row 1')).toBe('whsec_ünïcode');
  });

  it('looks different every time and shows nothing', () => {
    const [first, second] = [seal(SECRET, 'whsec_x', 'row 1'), seal(SECRET, 'whsec_x', 'row 1')];
    expect(first.equals(second)).toBe(false);
    expect(first.includes('whsec_x')).toBe(false);
  });

  it('does not open with another secret, elsewhere, changed or cut', () => {
    const sealed = seal(SECRET, 'whsec_x', 'row 1');
    expect(unseal(`${SECRET}!`, sealed, 'row 1')).toBeUndefined();
    expect(unseal(SECRET, sealed, 'row 2')).toBeUndefined();
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(unseal(SECRET, changed, 'row 1')).toBeUndefined();
      expect(unseal(SECRET, sealed.subarray(0, index), 'row 1')).toBeUndefined();
    }
  });

  it('keeps the signing secret of an endpoint with its endpoint', () => {
    const ids = { workspaceId: crypto.randomUUID(), endpointId: crypto.randomUUID() };
    const secret = newEndpointSecret();
    const sealed = sealEndpointSecret(SECRET, secret, ids);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(openEndpointSecret(SECRET, sealed, ids)).toBe(secret);
    expect(openEndpointSecret(SECRET, sealed, { ...ids, endpointId: crypto.randomUUID() })).toBeUndefined();
  });
});
