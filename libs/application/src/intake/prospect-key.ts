import type { SealingSecrets, Tx } from '@bicorne/persistence';
import { forgetOldKeys } from '../idempotency/forget-old-keys.js';
import { fingerprintsOf, openAnswer, sealAnswer, type AnswerPlace } from '../idempotency/kept-answer.js';

/** Under whom the keys stand of what nobody signs in for. */
const ACTOR = 'public-intake';

interface Kept {
  /** The address of the written read that the answers led to. */
  url: string;
}

/**
 * Where the Idempotency-Key of a prospect stands. Nobody says who a prospect is, so the key is theirs together with what
 * they sent: who has the key and sends something else is another prospect, and learns nothing of the first.
 *
 * @param sent all that was entered
 * @returns where it is kept, and then where it may stand from before a change of the installation's secret
 */
export function prospectKeysOf(
  secrets: SealingSecrets,
  workspaceId: string,
  key: string,
  sent: object,
): [AnswerPlace, ...AnswerPlace[]] {
  const [now, ...before] = fingerprintsOf(secrets, JSON.stringify([key, sent]));
  const placeOf = (fingerprint: string): AnswerPlace => ({ workspaceId, actor: ACTOR, key: fingerprint });
  return [placeOf(now), ...before.map(placeOf)];
}

/** The address that was given under one of the keys; null where they are free. */
export async function addressUnder(
  tx: Tx,
  secrets: SealingSecrets,
  places: readonly AnswerPlace[],
): Promise<string | null> {
  const [row] = await tx.query<{ key: string; done: string }>(
    `select key, response ->> 'done' as done from idempotency_key
     where workspace_id = $1 and actor = $2 and key = any ($3)`,
    [tx.scope.workspaceId, ACTOR, places.map(({ key }) => key)],
  );
  const place = places.find(({ key }) => key === row?.key);
  const kept = row && place ? (openAnswer(secrets, row.done, place) as Kept | null) : null;
  return kept?.url ?? null;
}

/** Keeps the address, sealed, for a repetition. In the transaction of the prospect, so that both are kept or neither. */
export async function keepAddress(tx: Tx, secrets: SealingSecrets, place: AnswerPlace, url: string): Promise<void> {
  const kept: Kept = { url };
  await tx.query(
    'insert into idempotency_key (workspace_id, actor, key, request_hash, response) values ($1, $2, $3, $3, $4)',
    [place.workspaceId, place.actor, place.key, { done: sealAnswer(secrets, kept, place) }],
  );
  await forgetOldKeys(tx, place.actor);
}
