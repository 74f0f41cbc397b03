import { decidePreferences, type Decided, type NoticePreferences, type PreferencesCommand } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { preferencesOf } from './preferences-of.js';

/** A person who has preferences, and a feed of notices. */
export interface Person {
  kind: 'MEMBER' | 'CONTACT';
  id: string;
}

/** The person who asks. @throws NotFound for a token, which stands for no person */
export function personOf({ memberId, clientContactId }: Caller): Person {
  if (memberId !== null) return { kind: 'MEMBER', id: memberId };
  if (clientContactId !== null) return { kind: 'CONTACT', id: clientContactId };
  throw new NotFound();
}

/** How the caller is told. @throws NotFound for a token */
export async function loadPreferences({ caller, transaction }: UseCaseContext): Promise<NoticePreferences> {
  const person = personOf(caller);
  return transaction.run(caller, async (tx) => (await preferencesOf(tx, [person.id]))(person));
}

/** Changes how the caller is told from now on; what waits already goes out as it was planned. @throws NotFound for a token */
export async function updatePreferences(
  { caller, transaction, now }: UseCaseContext,
  command: PreferencesCommand,
): Promise<Decided<NoticePreferences>> {
  const person = personOf(caller);
  return transaction.run(caller, async (tx) => {
    const decided = decidePreferences(command, (await preferencesOf(tx, [person.id]))(person));
    if (decided.ok) await keepPreferences(tx, person, caller.clientId, decided.value, now());
    return decided;
  });
}

async function keepPreferences(
  tx: Tx,
  { kind, id }: Person,
  clientId: string | null,
  { channels, immediate, digestAt, quietHours, timeZone }: NoticePreferences,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into notice_preference (workspace_id, recipient_kind, recipient_id, client_id, channels, immediate, digest_at,
       quiet_from, quiet_to, time_zone, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, recipient_id) do update set channels = excluded.channels, immediate = excluded.immediate,
       digest_at = excluded.digest_at, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
       time_zone = excluded.time_zone, updated_at = excluded.updated_at`,
    [
      tx.scope.workspaceId,
      kind,
      id,
      clientId,
      channels,
      immediate,
      digestAt,
      quietHours?.from ?? null,
      quietHours?.to ?? null,
      timeZone,
      now,
    ],
  );
}
