import { fingerprintsOf, forgetOldKeys, openAnswer, sealAnswer, type AnswerPlace } from '@bicorne/application';
import { actorOf, type Caller } from '@bicorne/identity';
import type { SealingSecrets, Tx, WorkspaceTransaction } from '@bicorne/persistence';
import { ClsServiceManager } from 'nestjs-cls';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BadUserInput } from '../graphql/errors.js';

/** A request's hold on its Idempotency-Key. */
export interface Claim extends AnswerPlace {
  /** Tells this request from another one with the same key. */
  id: string;
  requestHash: string;
  /** All that a repetition of the request may be kept under. */
  knownAs: readonly string[];
  /** Whether a transaction of this request found the key held by another. */
  lost: boolean;
}

interface KeyRow {
  requestHash: string;
  /** `done` is sealed. */
  response: { pending?: string; done?: string };
}

const CLAIM = 'idempotency-claim';
/** How long a request waits for another one with its key, in milliseconds. */
const PATIENCE = 5_000;
const LOOK_EVERY = 50;
const FORM = /^[\x21-\x7e]{1,255}$/;

/** The key that a header has; null where there is none. @throws BadUserInput where it is empty, too long or not printable ASCII */
export function keyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !FORM.test(header))
    throw new BadUserInput(
      'Idempotency-Key has 1 to 255 printable ASCII characters without spaces.',
      'Idempotency-Key',
    );
  return header;
}

/** The claim that a caller's key makes. */
export function claimOf(key: string, caller: Caller, requestText: string, secrets: SealingSecrets): Claim {
  const { workspaceId } = caller;
  const knownAs = fingerprintsOf(secrets, requestText);
  return { id: randomUUID(), workspaceId, actor: actorOf(caller), key, requestHash: knownAs[0], knownAs, lost: false };
}

/** Runs work in whose transactions the key is claimed. */
export function withClaim<T>(claim: Claim | null, work: () => Promise<T>): Promise<T> {
  const cls = ClsServiceManager.getClsService();
  return cls.run(() => {
    cls.set(CLAIM, claim);
    return work();
  });
}

class KeyHeldByAnother extends Error {}

/**
 * For `WorkspaceTransaction`: the key's row commits with the effect or not at all. A second request with the key waits
 * here for the first one's transaction, and then has lost.
 */
export async function claimKey(tx: Tx): Promise<void> {
  const claim = ClsServiceManager.getClsService().get<Claim | null | undefined>(CLAIM);
  // What happens in another workspace than the caller's is answering its public intake, which holds keys by itself.
  if (!claim || tx.scope.workspaceId !== claim.workspaceId) return;
  const [claimed] = await tx.query(
    `insert into idempotency_key (workspace_id, actor, key, request_hash, response) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [tx.scope.workspaceId, claim.actor, claim.key, claim.requestHash, { pending: claim.id }],
  );
  if (claimed) return forgetOldKeys(tx, claim.actor);
  const row = await readKey(tx, claim);
  if (row?.response.pending === claim.id) return;
  claim.lost = true;
  throw new KeyHeldByAnother();
}

/** The answer that was given under the key, or null where the key is free. Waits while another request works on it. */
export async function answerUnder(
  transaction: WorkspaceTransaction,
  caller: Caller,
  claim: Claim,
  secrets: SealingSecrets,
): Promise<object | null> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const row = await transaction.run(caller, (tx) => readKey(tx, claim));
    if (!row) return null;
    if (!claim.knownAs.includes(row.requestHash))
      throw new BadUserInput('This Idempotency-Key was used with another request.', 'Idempotency-Key');
    const { done } = row.response;
    const answer = done === undefined ? null : openAnswer(secrets, done, claim);
    if (answer) return answer;
    if (done !== undefined || Date.now() > until)
      throw new BadUserInput(
        'A request with this Idempotency-Key took effect or is about to, and its answer is not known. Look before you send it again with another key.',
        'Idempotency-Key',
      );
    // The other request may be in another process, which tells nobody when it is done.
    await wait(LOOK_EVERY);
  }
}

/**
 * Keeps the answer, sealed, for a repetition; does nothing where the request failed and left no key. Where every part
 * was refused, so that nothing took effect, the key is free again for the mended request.
 */
export async function keepAnswer(
  transaction: WorkspaceTransaction,
  caller: Caller,
  claim: Claim,
  answer: object,
  secrets: SealingSecrets,
): Promise<void> {
  if (isRefused(answer)) {
    await transaction.run(caller, (tx) =>
      tx.query(`delete from idempotency_key where actor = $1 and key = $2 and response ->> 'pending' = $3`, [
        claim.actor,
        claim.key,
        claim.id,
      ]),
    );
    return;
  }
  await transaction.run(caller, (tx) =>
    tx.query(`update idempotency_key set response = $4 where actor = $1 and key = $2 and response ->> 'pending' = $3`, [
      claim.actor,
      claim.key,
      claim.id,
      { done: sealAnswer(secrets, answer, claim) },
    ]),
  );
}

/** Whether each root field answers with userErrors. An answer that does not ask for them counts as given. */
function isRefused(answer: { data?: unknown }): boolean {
  const payloads = Object.values((answer.data ?? {}) as Record<string, { userErrors?: unknown } | null>);
  return (
    payloads.length > 0 &&
    payloads.every((payload) => Array.isArray(payload?.userErrors) && payload.userErrors.length > 0)
  );
}

async function readKey(tx: Tx, claim: Claim): Promise<KeyRow | null> {
  const [row] = await tx.query<KeyRow>(
    'select request_hash as "requestHash", response from idempotency_key where actor = $1 and key = $2',
    [claim.actor, claim.key],
  );
  return row ?? null;
}
