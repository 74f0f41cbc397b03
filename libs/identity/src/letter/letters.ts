import type { LetterKind } from '@bicorne/domain';
import type pg from 'pg';
import type { Statements } from '../users.js';

/**
 * An email that helps somebody to sign in. Asking for one is the same for every address, known or not: a row, which holds
 * no secret. The worker finds out whether there is anybody, makes the link, and sends it.
 */
export interface Letter {
  id: string;
  kind: LetterKind;
  email: string;
  invitationWorkspace: string | null;
  invitationId: string | null;
  /** Those before this one. */
  attempts: number;
}

/** Asks for a letter before anybody has signed in. */
export async function askForLetter(
  pool: pg.Pool,
  kind: Exclude<LetterKind, 'INVITATION'>,
  email: string,
): Promise<void> {
  await pool.query('insert into auth.letter (kind, email) values ($1, $2)', [kind, email]);
}

/** Asks for the letter of an invitation, in the transaction that made it. */
export async function askForInvitation(
  statements: Statements,
  { workspaceId, invitationId, email }: { workspaceId: string; invitationId: string; email: string },
): Promise<void> {
  await statements.query(
    `insert into auth.letter (kind, email, invitation_workspace, invitation_id) values ('INVITATION', $1, $2, $3)`,
    [email, workspaceId, invitationId],
  );
}
