import { decided, decidePassword, refused, type Decided } from '@bicorne/domain';
import { hashOfPassword, provePerson, readLinkSecret } from '@bicorne/identity';
import type { Tx } from '@bicorne/persistence';
import type { PublicContext } from '../context.js';

/** What somebody with the link of an invitation sees before they accept it. */
export interface OpenInvitation {
  workspaceName: string;
  clientName: string | null;
  email: string;
  name: string;
  /** Whether accepting it takes a password; else they have one already. */
  needsPassword: boolean;
}

interface InvitationRow extends OpenInvitation {
  id: string;
  userId: string;
}

/** The invitation of a link; null for one that is not there, expired, revoked or accepted, which answer alike. */
export async function openInvitation(context: PublicContext, token: string): Promise<OpenInvitation | null> {
  const { workspaceId, hash } = readLinkSecret(token);
  return context.transaction.run({ workspaceId, origin: context.origin }, async (tx) => {
    const row = await invitationOf(tx, hash);
    if (!row) return null;
    const { workspaceName, clientName, email, name, needsPassword } = row;
    return { workspaceName, clientName, email, name, needsPassword };
  });
}

/**
 * Accepts an invitation: the mailbox is theirs, so what others set up for this address before holds no longer, and the
 * password given here is theirs. Who has an account already keeps it. Refused where the link leads nowhere (INVALID_LINK),
 * and where a password is missing (REQUIRED) or weak (WEAK_PASSWORD).
 */
export async function acceptInvitation(
  context: PublicContext,
  { token, password }: { token: string; password?: string | null },
): Promise<Decided<{ email: string }>> {
  const { workspaceId, hash } = readLinkSecret(token);
  // Before anything is looked up, so that it takes its time for every link.
  const passwordHash = password == null ? null : await hashOfPassword(password);
  return context.transaction.run({ workspaceId, origin: context.origin }, async (tx) => {
    const row = await invitationOf(tx, hash);
    if (!row)
      return refused({
        code: 'INVALID_LINK',
        field: 'token',
        message: 'This link leads nowhere: it was used, it expired, or it was taken back. Ask for another invitation.',
      });
    const { id, userId, email, name, workspaceName, clientName, needsPassword } = row;
    if (needsPassword) {
      if (password == null || passwordHash === null)
        return refused({ code: 'REQUIRED', field: 'password', message: 'Choose a password.' });
      const decision = decidePassword(password, { name, email, places: [workspaceName, clientName ?? ''] });
      if (!decision.ok) return decision;
      await provePerson(tx, { userId, passwordHash });
    }
    await tx.query('update invitation set accepted_at = $2, hash = null where id = $1', [id, context.now()]);
    return decided({ email });
  });
}

async function invitationOf(tx: Tx, hash: Buffer): Promise<InvitationRow | null> {
  const [row] = await tx.query<InvitationRow>(
    `select i.id, i.email, u.id as "userId", u.name, w.name as "workspaceName", l.name as "clientName",
       not u."emailVerified" as "needsPassword"
     from invitation i
     join workspace w on w.id = i.workspace_id
     left join member m on m.workspace_id = i.workspace_id and m.id = i.member_id
     left join client_contact c on c.workspace_id = i.workspace_id and c.id = i.client_contact_id
     left join client l on l.workspace_id = c.workspace_id and l.id = c.client_id
     join auth."user" u on u.id = coalesce(m.user_id, c.user_id)
     where i.workspace_id = $1 and i.hash = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
     for update of i`,
    [tx.scope.workspaceId, hash],
  );
  return row ?? null;
}
