import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('the token that stops emails', () => {
  it.each(['MEMBER', 'CONTACT'] as const)('tells whose mailbox it is: %s', (kind) => {
    const of = { workspaceId: randomUUID(), recipient: { kind, id: randomUUID() } };
    const token = unsubscribeToken(SECRET, of);
    expect(readUnsubscribeToken(SECRET, token)).toEqual(of);
    expect(unsubscribeToken(SECRET, of)).toBe(token);
  });

  it('is nothing with another secret, changed, cut or longer', () => {
    const token = unsubscribeToken(SECRET, {
      workspaceId: randomUUID(),
      recipient: { kind: 'MEMBER', id: randomUUID() },
    });
    expect(readUnsubscribeToken(`${SECRET}!`, token)).toBeNull();
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(readUnsubscribeToken(SECRET, token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
      expect(readUnsubscribeToken(SECRET, token.slice(0, index))).toBeNull();
    }
    expect(readUnsubscribeToken(SECRET, `${token}A`)).toBeNull();
    expect(readUnsubscribeToken(SECRET, `${token}=`)).toBeNull();
  });
});
