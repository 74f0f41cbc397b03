import { seal, unseal } from '@bicorne/notifications';
import { createHmac, hkdfSync } from 'node:crypto';

/** Whose answer it is: an answer that is moved to another key cannot be opened there. */
export interface AnswerPlace {
  workspaceId: string;
  actor: string;
  key: string;
}

/**
 * The answer to a mutation as it is kept for a repetition, in base64: an answer may hold what is shown only once, such as
 * a new token or a signing secret.
 *
 * @param secret of the installation
 */
export function sealAnswer(secret: string, answer: object, place: AnswerPlace): string {
  return seal(secret, JSON.stringify(answer), nameOf(place)).toString('base64');
}

/** @returns null where the installation's secret is another one than at the time of sealing, or it was kept elsewhere */
export function openAnswer(secret: string, sealed: string, place: AnswerPlace): object | null {
  const text = unseal(secret, Buffer.from(sealed, 'base64'), nameOf(place));
  return text === undefined ? null : (JSON.parse(text) as object);
}

/**
 * Tells one request from another without telling what was in it, which may be a password: who holds the table alone
 * cannot try guesses against it.
 *
 * @param secret of the installation
 */
export function fingerprintOf(secret: string, requestText: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne request fingerprint 1', 32));
  return createHmac('sha256', key).update(requestText).digest('hex');
}

function nameOf({ workspaceId, actor, key }: AnswerPlace): string {
  return `idempotency_key:${JSON.stringify([workspaceId, actor, key])}`;
}
