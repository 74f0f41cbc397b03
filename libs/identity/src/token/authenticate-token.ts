import type { Role } from '@bicorne/domain';
import type pg from 'pg';
import type { Caller, Scope } from '../caller.js';
import { inScope } from '../in-scope.js';
import { readSecret } from './secret.js';

interface TokenRow {
  id: string;
  name: string;
  role: Role;
  clientId: string | null;
  scopes: Scope[];
  useIsStale: boolean;
}

/** A token's last use is written at most this often. */
const LAST_USE_EVERY = '1 minute';

/**
 * Whose token this is. Revocation and expiry are read each time, by the database's clock, so they hold from the next
 * request on.
 *
 * @returns null for a text that is no token, and for an unknown, revoked or expired one
 */
export async function authenticateToken(pool: pg.Pool, token: string): Promise<Caller | null> {
  const secret = readSecret(token);
  if (!secret) return null;
  const row = await inScope(pool, { 'app.workspace_id': secret.workspaceId }, async (client) => {
    const { rows } = await client.query<TokenRow>({
      name: 'authenticate-token',
      text: `select id, name, role, client_id as "clientId", scopes,
               last_used_at is null or last_used_at < now() - interval '${LAST_USE_EVERY}' as "useIsStale"
             from bicorne.api_token
             where workspace_id = $1 and hash = $2 and revoked_at is null and (expires_at is null or expires_at > now())`,
      values: [secret.workspaceId, secret.hash],
    });
    const found = rows[0];
    if (found?.useIsStale)
      await client.query('update bicorne.api_token set last_used_at = now() where workspace_id = $1 and id = $2', [
        secret.workspaceId,
        found.id,
      ]);
    return found;
  });
  if (!row) return null;
  return {
    kind: 'token',
    workspaceId: secret.workspaceId,
    role: row.role,
    name: row.name,
    memberId: null,
    clientContactId: null,
    clientId: row.clientId,
    userId: null,
    tokenId: row.id,
    scopes: row.scopes,
  };
}
