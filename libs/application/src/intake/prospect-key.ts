import type { Tx } from '@bicorne/persistence';
import { forgetOldKeys } from '../idempotency/forget-old-keys.js';
import { fingerprintOf, openAnswer, sealAnswer, type AnswerPlace } from '../idempotency/kept-answer.js';

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
 */
export function prospectKeyOf(secret: string, workspaceId: string, key: string, sent: object): AnswerPlace {
  return { workspaceId, actor: ACTOR, key: fingerprintOf(secret, JSON.stringify([key, sent])) };
}

/** The address that was given under the key; null where it is free. */
export async function addressUnder(tx: Tx, secret: string, place: AnswerPlace): Promise<string | null> {
  const [row] = await tx.query<{ done: string }>(
    `select response ->> 'done' as done from idempotency_key where workspace_id = $1 and actor = $2 and key = $3`,
    [place.workspaceId, place.actor, place.key],
  );
  const kept = row ? (openAnswer(secret, row.done, place) as Kept | null) : null;
  return kept?.url ?? null;
}

/** Keeps the address, sealed, for a repetition. In the transaction of the prospect, so that both are kept or neither. */
export async function keepAddress(tx: Tx, secret: string, place: AnswerPlace, url: string): Promise<void> {
  const kept: Kept = { url };
  await tx.query(
    'insert into idempotency_key (workspace_id, actor, key, request_hash, response) values ($1, $2, $3, $3, $4)',
    [place.workspaceId, place.actor, place.key, { done: sealAnswer(secret, kept, place) }],
  );
  await forgetOldKeys(tx, place.actor);
}
