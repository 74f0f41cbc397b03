import { decided, LINK_SECONDS, refused, type Decided, type Refusal } from '@bicorne/domain';
import { askForInvitation } from '@bicorne/identity';
import type { Tx } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { UseCaseContext } from '../context.js';
import { requireClient } from '../client/require-client.js';
import { NotFound } from '../errors.js';
import { loadInvitation, type InvitationView } from './invitation-view.js';

/** Whom an invitation lets in. */
export interface Invited {
  memberId: string | null;
  clientContactId: string | null;
  email: string;
}

/** What stands against inviting somebody without a first password: no email would reach them. */
export function refusalOfInviting({ services }: UseCaseContext, password: string | null): Refusal[] {
  if (password !== null || services.emailEnabled) return [];
  return [
    {
      code: 'REQUIRED',
      field: 'password',
      message: 'No mail server is configured, so no invitation can be sent: give a first password.',
    },
  ];
}

/** Invites somebody who was just added: an email with a link that works once. */
export async function invite(tx: Tx, { caller, now }: UseCaseContext, invited: Invited): Promise<void> {
  const { workspaceId } = tx.scope;
  const invitationId = randomUUID();
  const { memberId, clientContactId, email } = invited;
  await tx.query(
    `insert into invitation (workspace_id, id, member_id, client_contact_id, email, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [workspaceId, invitationId, memberId, clientContactId, email, caller.name, now(), expiryFrom(now())],
  );
  await askForInvitation(tx, { workspaceId, invitationId, email });
}

/**
 * Sends an invitation again with another link, which the one before does not outlive. Refused where it is no longer open:
 * accepted (ACCEPTED), or revoked (REVOKED).
 *
 * @throws NotFound where there is no such invitation, or it is not the caller's to see
 */
export async function resendInvitation(
  context: UseCaseContext,
  { invitationId }: { invitationId: string },
): Promise<Decided<InvitationView>> {
  const now = context.now();
  return context.transaction.run(context.caller, async (tx) => {
    const invitation = await requireInvitation(tx, context, invitationId);
    if (invitation.state === 'ACCEPTED' || invitation.state === 'REVOKED') return refused(over(invitation.state));
    if (!context.services.emailEnabled)
      return refused({ code: 'NO_MAIL_SERVER', message: 'No mail server is configured: set SMTP_URL.' });
    await tx.query('update invitation set expires_at = $2, hash = null, sent_at = null where id = $1', [
      invitationId,
      expiryFrom(now),
    ]);
    const { workspaceId } = tx.scope;
    await askForInvitation(tx, { workspaceId, invitationId, email: invitation.email });
    return decided({ ...invitation, state: 'PENDING', sentAt: null, expiresAt: expiryFrom(now) });
  });
}

/**
 * Takes an invitation back: its link leads nowhere from then on, and whom it was for has no place here. Refused where it
 * was accepted (ACCEPTED); a second time changes nothing.
 *
 * @throws NotFound where there is no such invitation, or it is not the caller's to see
 */
export async function revokeInvitation(
  context: UseCaseContext,
  { invitationId }: { invitationId: string },
): Promise<Decided<InvitationView>> {
  const now = context.now();
  return context.transaction.run(context.caller, async (tx) => {
    const invitation = await requireInvitation(tx, context, invitationId);
    if (invitation.state === 'ACCEPTED') return refused(over(invitation.state));
    await tx.query(
      'update invitation set revoked_at = $2, hash = null where id = $1 and revoked_at is null and accepted_at is null',
      [invitationId, now],
    );
    for (const [table, column] of [
      ['member', 'member_id'],
      ['client_contact', 'client_contact_id'],
    ])
      await tx.query(
        `update ${table} p set removed_at = $2 from invitation i
         where i.id = $1 and p.workspace_id = i.workspace_id and p.id = i.${column} and p.removed_at is null`,
        [invitationId, now],
      );
    return decided({ ...invitation, state: 'REVOKED' });
  });
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + LINK_SECONDS.INVITATION * 1_000);
}

function over(state: 'ACCEPTED' | 'REVOKED'): Refusal {
  return {
    code: state,
    field: 'invitationId',
    message:
      state === 'ACCEPTED' ? 'The invitation was accepted already.' : 'The invitation was revoked; add them anew.',
  };
}

/** A member's invitation is the owners' business; a contact's that of who sees the client. */
async function requireInvitation(tx: Tx, context: UseCaseContext, id: string): Promise<InvitationView> {
  const [row] = await tx.query<{ clientId: string | null }>(
    `select c.client_id as "clientId" from invitation i
     left join client_contact c on c.workspace_id = i.workspace_id and c.id = i.client_contact_id
     where i.id = $1 for update of i`,
    [id],
  );
  if (!row || (row.clientId === null && context.caller.role !== 'OWNER')) throw new NotFound();
  if (row.clientId !== null) await requireClient(tx, context, row.clientId);
  const invitation = await loadInvitation(tx, id, context.now());
  if (!invitation) throw new NotFound();
  return invitation;
}
