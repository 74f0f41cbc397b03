import { defaultPreferences } from '@bicorne/domain';
import { readUnsubscribeToken, type Recipient, type Unsubscribed } from '@bicorne/notifications';
import type { SealingSecrets, Tx } from '@bicorne/persistence';
import type { PublicContext } from '../context.js';

/** Whether an address that stops emails is one of this installation. It says nothing of whether its person is still there. */
export function stopsEmail({ services }: PublicContext, token: string): boolean {
  return readToken(services, token) !== null;
}

/**
 * Takes email out of how the person wants to be told whose mailbox the token names, without a sign-in. A second time, or for
 * a person who has left, it changes nothing, and answers alike.
 *
 * @returns false where the text is no token of this installation
 */
export async function stopEmail(context: PublicContext, token: string): Promise<boolean> {
  const of = readToken(context.services, token);
  if (of === null) return false;
  const { workspaceId, recipient } = of;
  const origin = context.origin;
  const person = await context.transaction.run({ workspaceId, origin }, (tx) => personOf(tx, recipient));
  if (!person) return true;
  const who = recipient.kind === 'MEMBER' ? { memberId: recipient.id } : { clientContactId: recipient.id };
  await context.transaction.run({ workspaceId, origin, name: person.name, ...who }, (tx) =>
    withoutEmail(tx, recipient, person, context.now()),
  );
  return true;
}

/** Emails that went out under the secret before hold while it is set. */
function readToken({ secret, oldSecret }: SealingSecrets, token: string): Unsubscribed | null {
  const read = readUnsubscribeToken(secret, token);
  return read === null && oldSecret !== undefined ? readUnsubscribeToken(oldSecret, token) : read;
}

interface Person {
  name: string;
  clientId: string | null;
  workspaceZone: string;
}

async function personOf(tx: Tx, { kind, id }: Recipient): Promise<Person | undefined> {
  const from = kind === 'MEMBER' ? 'member p' : 'client_contact p';
  const client = kind === 'MEMBER' ? 'null::uuid' : 'p.client_id';
  const [person] = await tx.query<Person>(
    `select p.name, ${client} as "clientId", w.time_zone as "workspaceZone"
     from ${from} join workspace w on w.id = p.workspace_id where p.workspace_id = $1 and p.id = $2`,
    [tx.scope.workspaceId, id],
  );
  return person;
}

async function withoutEmail(tx: Tx, { kind, id }: Recipient, person: Person, now: Date): Promise<void> {
  const { channels, immediate, digestAt, timeZone } = defaultPreferences(person.workspaceZone);
  await tx.query(
    `insert into notice_preference as p (workspace_id, recipient_kind, recipient_id, client_id, channels, immediate,
       digest_at, time_zone, updated_at)
     values ($1, $2, $3, $4, array_remove($5::text[], 'EMAIL'), $6, $7, $8, $9)
     on conflict (workspace_id, recipient_id) do update
     set channels = array_remove(p.channels, 'EMAIL'), updated_at = excluded.updated_at
     where 'EMAIL' = any (p.channels)`,
    [tx.scope.workspaceId, kind, id, person.clientId, channels, immediate, digestAt, timeZone, now],
  );
}
