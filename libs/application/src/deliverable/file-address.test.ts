import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@bicorne/identity';
import { randomUUID } from 'node:crypto';
import { readFileSignature, signFile } from './file-address.js';

const SECRET = { secret: 'a secret of at least thirty-two characters' };
const OTHER = { secret: 'another secret of thirty-two characters' };
const NOW = new Date('2026-03-05T09:00:00.250Z');
const LATER = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

const NOBODY = { memberId: null, clientContactId: null, tokenId: null };
const callerAs = (who: Partial<typeof NOBODY> | Record<string, string>): Caller => ({
  ...NOBODY,
  kind: 'session',
  workspaceId: randomUUID(),
  role: 'PARTNER',
  name: 'Pia',
  clientId: null,
  userId: null,
  scopes: ['READ'],
  ...who,
});

describe('the signature of a file', () => {
  const fileId = randomUUID();
  const caller = callerAs({ memberId: randomUUID() });
  const { signature, expiresAt } = signFile(SECRET, caller, fileId, NOW);

  it.each([
    ['MEMBER', 'memberId'],
    ['CLIENT_CONTACT', 'clientContactId'],
    ['TOKEN', 'tokenId'],
  ])('names file, workspace, caller and end: %s', (kind, key) => {
    const id = randomUUID();
    const of = callerAs({ [key]: id });
    const signed = signFile(SECRET, of, fileId, NOW);
    expect(readFileSignature(SECRET, signed.signature, NOW)).toEqual({
      workspaceId: of.workspaceId,
      fileId,
      actor: { kind, id },
      expiresAt: signed.expiresAt,
    });
  });

  it('holds for five minutes, and not a second longer', () => {
    expect(expiresAt).toEqual(new Date('2026-03-05T09:05:01Z'));
    expect(readFileSignature(SECRET, signature, LATER(300))).not.toBeNull();
    expect(readFileSignature(SECRET, signature, expiresAt)).toBeNull();
  });

  it('is nothing with another secret, changed, cut or longer', () => {
    expect(readFileSignature(OTHER, signature, NOW)).toBeNull();
    for (let index = 0; index < signature.length; index += 1) {
      const other = signature[index] === 'A' ? 'B' : 'A';
      const changed = signature.slice(0, index) + other + signature.slice(index + 1);
      expect(readFileSignature(SECRET, changed, NOW)).toBeNull();
      expect(readFileSignature(SECRET, signature.slice(0, index), NOW)).toBeNull();
    }
    expect(readFileSignature(SECRET, `${signature}A`, NOW)).toBeNull();
  });

  it('outlives a change of the secret, while the one before is set', () => {
    expect(readFileSignature({ ...OTHER, oldSecret: SECRET.secret }, signature, NOW)).not.toBeNull();
  });
});
