import { LINK_SECONDS } from '@bicorne/domain';
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { inScope } from '../in-scope.js';
import { findPlaces } from '../places.js';
import { signInPool } from '../sign-in-pool.js';
import type { SignInSettings } from '../sign-in.js';
import { newLinkSecret } from '../token/secret.js';
import type { Letter } from './letters.js';

/** What a letter says, and the secret that its link carries. */
export type Written =
  | { kind: 'RESET' | 'MAGIC_LINK'; token: string; minutes: number }
  /** They asked for a link by which they do not sign in. */
  | { kind: 'PASSWORD_INSTEAD' }
  | { kind: 'INVITATION'; token: string; days: number; invitedBy: string; workspaceName: string };

export interface LetterDesk {
  /** A letter that is due; null where there is none of that id any more. */
  open(id: string): Promise<Letter | null>;
  /** Makes the link of a letter; null where nobody is to be written to, of which whoever asked learns nothing. */
  write(letter: Letter): Promise<Written | null>;
  /** It is done with. */
  close(letter: Letter): Promise<void>;
  /** Not now. */
  putOff(letter: Letter, seconds: number): Promise<void>;
  end(): Promise<void>;
}

export interface LetterDeskOptions extends SignInSettings {
  databaseUrl: string;
}

const CONNECTIONS = 2;
const DAY_SECONDS = 24 * 3_600;

/** Opens the desk at which the worker writes letters. Links are made as they are written: no row and no job holds one. */
export function openLetterDesk({ databaseUrl, ...settings }: LetterDeskOptions): LetterDesk {
  const pool = signInPool(databaseUrl, CONNECTIONS);
  const link = new AsyncLocalStorage<{ token?: string }>();
  const open = async () => {
    const { signInOf } = await import('../sign-in.js');
    return signInOf(pool, settings, {
      onLink: (token) => {
        const made = link.getStore();
        if (made) made.token = token;
      },
    });
  };
  let opened: ReturnType<typeof open> | undefined;
  const signIn = () => (opened ??= open());
  const tokenFrom = async (make: () => Promise<unknown>): Promise<string> => {
    const made: { token?: string } = {};
    await link.run(made, make);
    if (made.token === undefined) throw new Error('No link was made.');
    return made.token;
  };

  const writeToPerson = async (kind: 'RESET' | 'MAGIC_LINK', email: string): Promise<Written | null> => {
    const person = await personOf(pool, email);
    const places = person ? await findPlaces(pool, person.id, null) : [];
    if (!person || places.length === 0) return null;
    const minutes = LINK_SECONDS[kind] / 60;
    const { api } = await signIn();
    if (kind === 'RESET')
      return { kind, minutes, token: await tokenFrom(() => api.requestPasswordReset({ body: { email } })) };
    // A link by email is for people of clients: it would go round the second factor, and members have a password.
    const suits = places.every(({ clientContactId }) => clientContactId !== null) && !person.twoFactorEnabled;
    if (!suits) return { kind: 'PASSWORD_INSTEAD' };
    const headers = new Headers();
    return { kind, minutes, token: await tokenFrom(() => api.signInMagicLink({ body: { email }, headers })) };
  };

  return {
    open: async (id) => {
      const { rows } = await pool.query<Letter>(
        `select id, kind, email, invitation_workspace as "invitationWorkspace", invitation_id as "invitationId", attempts::integer
         from auth.letter where id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    write: (letter) =>
      letter.kind === 'INVITATION' ? writeInvitation(pool, letter) : writeToPerson(letter.kind, letter.email),
    close: async ({ id }) => {
      await pool.query('delete from auth.letter where id = $1', [id]);
    },
    putOff: async ({ id }, seconds) => {
      await pool.query(
        `update auth.letter set attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 second' where id = $1`,
        [id, seconds],
      );
    },
    end: () => pool.end(),
  };
}

async function personOf(pool: pg.Pool, email: string): Promise<{ id: string; twoFactorEnabled: boolean } | null> {
  const { rows } = await pool.query<{ id: string; twoFactorEnabled: boolean }>(
    `select id, coalesce("twoFactorEnabled", false) as "twoFactorEnabled" from auth."user" where email = $1`,
    [email],
  );
  return rows[0] ?? null;
}

/** The invitation's link: a new one each time it is written, of which the SHA-256 is kept. */
async function writeInvitation(pool: pg.Pool, { invitationWorkspace, invitationId }: Letter): Promise<Written | null> {
  if (invitationWorkspace === null || invitationId === null) return null;
  const { secret, hash } = newLinkSecret(invitationWorkspace);
  return inScope(pool, { 'app.workspace_id': invitationWorkspace }, async (client) => {
    const { rows } = await client.query<{ invitedBy: string; workspaceName: string; seconds: number }>(
      `update bicorne.invitation i set hash = $3, sent_at = now()
       from bicorne.workspace w
       where i.workspace_id = $1 and i.id = $2 and w.id = i.workspace_id
         and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
       returning i.invited_by as "invitedBy", w.name as "workspaceName",
         extract(epoch from i.expires_at - now())::integer as seconds`,
      [invitationWorkspace, invitationId, hash],
    );
    const [row] = rows;
    if (!row) return null;
    const { invitedBy, workspaceName, seconds } = row;
    const days = Math.max(1, Math.round(seconds / DAY_SECONDS));
    return { kind: 'INVITATION', token: secret, days, invitedBy, workspaceName };
  });
}
