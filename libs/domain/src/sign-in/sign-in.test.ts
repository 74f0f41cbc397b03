import { describe, expect, it } from '@jest/globals';
import { invitationStateOf } from './invitation.js';
import { decideSingleSignOn } from './single-sign-on.js';

const now = new Date('2026-03-02T10:00:00Z');
const open = { acceptedAt: null, revokedAt: null, expiresAt: new Date('2026-03-03T10:00:00Z') };

describe('an invitation', () => {
  it.each([
    ['PENDING', {}],
    ['ACCEPTED', { acceptedAt: now, revokedAt: now }],
    ['REVOKED', { revokedAt: now }],
    ['EXPIRED', { expiresAt: now }],
  ])('is %s', (state, different) => expect(invitationStateOf({ ...open, ...different }, now)).toBe(state));
});

describe('single sign-on', () => {
  const command = { issuer: 'https://login.example.com', clientId: 'bicorne', clientSecret: 'secret', enabled: true };

  it('is taken as it is, an empty secret as none', () => {
    expect(decideSingleSignOn({ ...command, clientSecret: '' })).toEqual({
      ok: true,
      value: { ...command, clientSecret: null },
    });
  });

  it.each([
    ['no issuer', { issuer: '' }, 'REQUIRED', 'issuer'],
    ['an issuer that is no address', { issuer: 'login' }, 'INVALID_URL', 'issuer'],
    ['a password in the address', { issuer: 'https://a:b@login.example.com' }, 'INVALID_URL', 'issuer'],
    ['no client id', { clientId: ' ' }, 'REQUIRED', 'clientId'],
    ['a secret without end', { clientSecret: 'x'.repeat(2_001) }, 'TOO_LONG', 'clientSecret'],
  ])('refuses %s', (_what, different, code, field) => {
    expect(decideSingleSignOn({ ...command, ...different })).toMatchObject({ ok: false, refusals: [{ code, field }] });
  });
});
