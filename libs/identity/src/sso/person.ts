import type pg from 'pg';
import { inScope } from '../in-scope.js';

/** Whom a provider vouches for. */
export interface Vouched {
  workspaceId: string;
  issuer: string;
  subject: string;
  /** Only where the provider says that it has verified it. */
  email: string | null;
}

/**
 * The person of the workspace whom its provider means: by issuer and subject, and the first time by the address, which has
 * to be that of a member or contact of this very workspace. Nobody is added, and no other workspace is looked at.
 *
 * @returns the user's id and their place; null where there is nobody
 */
export async function personOf(
  pool: pg.Pool,
  { workspaceId, issuer, subject, email }: Vouched,
): Promise<{ userId: string; placeId: string } | null> {
  return inScope(pool, { 'app.workspace_id': workspaceId }, async (client) => {
    const known = await client.query<{ userId: string }>(
      `update bicorne.single_sign_on_identity set last_used_at = now()
       where workspace_id = $1 and issuer = $2 and subject = $3 returning user_id as "userId"`,
      [workspaceId, issuer, subject],
    );
    const { rows } = await client.query<{ userId: string; placeId: string }>(
      `select user_id as "userId", id as "placeId" from (
         select user_id, id, email, created_at from bicorne.member where workspace_id = $1 and removed_at is null
         union all
         select user_id, id, email, created_at from bicorne.client_contact where workspace_id = $1 and removed_at is null
       ) p where case when $2::text is not null then user_id = $2 else lower(email) = $3 end
       order by created_at limit 1`,
      [workspaceId, known.rows[0]?.userId ?? null, email?.toLowerCase() ?? null],
    );
    const person = rows[0];
    if (!person || known.rows[0]) return person ?? null;
    const linked = await client.query(
      `insert into bicorne.single_sign_on_identity (workspace_id, issuer, subject, user_id, created_at, last_used_at)
       values ($1, $2, $3, $4, now(), now()) on conflict do nothing`,
      [workspaceId, issuer, subject, person.userId],
    );
    // Another subject of this provider is that person already: an address that was given to somebody else.
    return linked.rowCount === 1 ? person : null;
  });
}
