import { invitationStateOf, type InvitationState } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

export interface InvitationView {
  id: string;
  email: string;
  invitedBy: string;
  createdAt: Date;
  /** When the email last went out; null while it waits. */
  sentAt: Date | null;
  expiresAt: Date;
  acceptedAt: Date | null;
  state: InvitationState;
}

interface InvitationRow extends Omit<InvitationView, 'state'> {
  personId: string;
  revokedAt: Date | null;
}

const COLUMNS = `i.id, i.email, i.invited_by as "invitedBy", i.created_at as "createdAt", i.sent_at as "sentAt",
  i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt",
  coalesce(i.member_id, i.client_contact_id) as "personId"`;

/** The newest invitation of each of these members and contacts; who was never invited by email is left out. */
export async function loadInvitations(
  tx: Tx,
  personIds: readonly string[],
  now: Date,
): Promise<(InvitationView & { personId: string })[]> {
  const rows = await tx.query<InvitationRow>(
    `select distinct on (coalesce(i.member_id, i.client_contact_id)) ${COLUMNS}
     from invitation i where i.member_id = any ($1::uuid[]) or i.client_contact_id = any ($1::uuid[])
     order by coalesce(i.member_id, i.client_contact_id), i.created_at desc`,
    [personIds],
  );
  return rows.map((row) => ({ ...viewOf(row, now), personId: row.personId }));
}

/** One invitation; null where there is none of that id. */
export async function loadInvitation(tx: Tx, id: string, now: Date): Promise<InvitationView | null> {
  const [row] = await tx.query<InvitationRow>(`select ${COLUMNS} from invitation i where i.id = $1`, [id]);
  return row ? viewOf(row, now) : null;
}

function viewOf(row: InvitationRow, now: Date): InvitationView {
  const { id, email, invitedBy, createdAt, sentAt, expiresAt, acceptedAt } = row;
  return { id, email, invitedBy, createdAt, sentAt, expiresAt, acceptedAt, state: invitationStateOf(row, now) };
}
