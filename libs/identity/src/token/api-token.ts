import type { Role } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { Scope } from '../caller.js';
import { newSecret } from './secret.js';

export interface IssuedToken {
  id: string;
  /** Shown once: only its hash is kept. */
  token: string;
}

export interface NewToken {
  name: string;
  role: Role;
  /** Required for SPONSOR and VIEWER, null for the roles of the consultancy. */
  clientId: string | null;
  scopes: readonly Scope[];
  expiresAt: Date | null;
}

/** Keeps a new token in the transaction's workspace. */
export async function issueApiToken(tx: Pick<Tx, 'query' | 'scope'>, token: NewToken, now: Date): Promise<IssuedToken> {
  const { workspaceId } = tx.scope;
  const secret = newSecret(workspaceId);
  const [row] = await tx.query<{ id: string }>(
    `insert into bicorne.api_token
       (workspace_id, name, prefix, hash, role, client_id, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      workspaceId,
      token.name,
      secret.prefix,
      secret.hash,
      token.role,
      token.clientId,
      token.scopes,
      now,
      token.expiresAt,
    ],
  );
  if (!row) throw new Error('The token was not kept.');
  return { id: row.id, token: secret.token };
}

/**
 * Ends a token; from the next request on it is as if it did not exist. A second time changes nothing.
 *
 * @returns whether the workspace has such a token
 */
export async function revokeApiToken(tx: Pick<Tx, 'query'>, id: string, now: Date): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `with revoked as (
       update bicorne.api_token set revoked_at = coalesce(revoked_at, $2) where id = $1 returning id
     ) select id from revoked`,
    [id, now],
  );
  return rows.length > 0;
}

export interface OperatorToken {
  workspaceSlug: string;
  role: Role;
  /** The name of a client of the workspace, for a token that sees only that client. */
  clientName?: string;
  name?: string;
  scopes?: readonly Scope[];
}

/** What is wrong with an operator's order for a token, in one sentence. */
export class TokenRefused extends Error {}

/**
 * Makes a token by the names an operator knows, for `bicorne token create`.
 *
 * @param database opened under any role by a user who may take the roles `bicorne_owner` and `bicorne_app`
 * @throws TokenRefused where the workspace or the client does not exist, or role and client do not go together
 */
export async function createApiToken(
  database: DataSource,
  order: OperatorToken,
  now = new Date(),
): Promise<IssuedToken> {
  const ofClient = order.role === 'SPONSOR' || order.role === 'VIEWER';
  if (ofClient && order.clientName === undefined)
    throw new TokenRefused(`A token of the role ${order.role} needs a client.`);
  if (!ofClient && order.clientName !== undefined)
    throw new TokenRefused(`A token of the role ${order.role} sees the workspace and takes no client.`);
  return database.transaction(async (manager) => {
    const workspaceId = await workspaceOf(manager, order.workspaceSlug);
    await manager.query('set local role bicorne_app');
    await manager.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
    const clientId = order.clientName === undefined ? null : await clientOf(manager, order.clientName);
    return issueApiToken(
      { scope: { workspaceId }, query: (sql, parameters) => manager.query(sql, parameters) },
      {
        name: order.name ?? `${order.role.toLowerCase()} token made by the operator`,
        role: order.role,
        clientId,
        scopes: order.scopes ?? ['READ', 'WRITE'],
        expiresAt: null,
      },
      now,
    );
  });
}

async function workspaceOf(manager: EntityManager, slug: string): Promise<string> {
  await manager.query('set local role bicorne_owner');
  const rows: { id: string }[] = await manager.query('select id from bicorne.workspace where slug = $1', [slug]);
  if (!rows[0]) throw new TokenRefused(`There is no workspace with the slug ${JSON.stringify(slug)}.`);
  return rows[0].id;
}

async function clientOf(manager: EntityManager, name: string): Promise<string> {
  const rows: { id: string }[] = await manager.query(
    'select id from bicorne.client where lower(name) = lower($1) order by created_at limit 2',
    [name],
  );
  if (rows.length > 1) throw new TokenRefused(`More than one client has the name ${JSON.stringify(name)}.`);
  if (!rows[0]) throw new TokenRefused(`There is no client with the name ${JSON.stringify(name)}.`);
  return rows[0].id;
}
