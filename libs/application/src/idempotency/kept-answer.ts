import { seal, unseal, type SealedPlace, type SealingSecrets } from '@bicorne/persistence';
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
 */
export function sealAnswer(secrets: SealingSecrets, answer: object, place: AnswerPlace): string {
  return seal(secrets, JSON.stringify(answer), placeOf(place)).toString('base64');
}

/** @returns null where it was sealed with neither secret of the installation, or it was kept elsewhere */
export function openAnswer(secrets: SealingSecrets, sealed: string, place: AnswerPlace): object | null {
  const text = unseal(secrets, Buffer.from(sealed, 'base64'), placeOf(place));
  return text === undefined ? null : (JSON.parse(text) as object);
}

/**
 * Tells one request from another without telling what was in it, which may be a password: who holds the table alone
 * cannot try guesses against it.
 *
 * @returns under the installation's secret, and then, while there is one, under the secret before
 */
export function fingerprintsOf({ secret, oldSecret }: SealingSecrets, requestText: string): [string, ...string[]] {
  return [
    fingerprintOf(secret, requestText),
    ...(oldSecret === undefined ? [] : [fingerprintOf(oldSecret, requestText)]),
  ];
}

function fingerprintOf(secret: string, requestText: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne request fingerprint 1', 32));
  return createHmac('sha256', key).update(requestText).digest('hex');
}

function placeOf({ workspaceId, actor, key }: AnswerPlace): SealedPlace {
  return { column: 'idempotency_key.response', workspaceId, key: [actor, key] };
}
