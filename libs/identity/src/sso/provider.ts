import type * as oidc from 'openid-client';
import type pg from 'pg';
import { inScope } from '../in-scope.js';

/** The OpenID provider of a workspace. */
export interface Provider {
  workspaceId: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface SingleSignOnOptions {
  pool: pg.Pool;
  /** Sends what goes to the providers, whose addresses owners of workspaces enter. */
  fetch: oidc.CustomFetch;
  /** The client secret of a workspace; undefined where it cannot be opened. */
  openSecret: (row: { workspaceId: string; id: string }, sealed: Buffer) => string | undefined;
}

const TIMEOUT_SECONDS = 10;

/** The provider of the workspace with this slug; null for one that is not there or has none. */
export async function providerOfSlug(options: SingleSignOnOptions, slug: string): Promise<Provider | null> {
  const { rows } = await options.pool.query<{ id: string | null }>(
    'select bicorne.single_sign_on_workspace($1) as id',
    [slug],
  );
  const id = rows[0]?.id ?? null;
  return id === null ? null : providerOf(options, id);
}

/** The provider of a workspace; null where it has none now. */
export async function providerOf(
  { pool, openSecret }: SingleSignOnOptions,
  workspaceId: string,
): Promise<Provider | null> {
  const row = await inScope(pool, { 'app.workspace_id': workspaceId }, async (client) => {
    const { rows } = await client.query<{ id: string; issuer: string; clientId: string; sealed: Buffer }>(
      `select id, issuer, oidc_client_id as "clientId", client_secret_sealed as sealed
       from bicorne.single_sign_on where workspace_id = $1 and enabled`,
      [workspaceId],
    );
    return rows[0];
  });
  const clientSecret = row && openSecret({ workspaceId, id: row.id }, row.sealed);
  return row && clientSecret !== undefined
    ? { workspaceId, issuer: row.issuer, clientId: row.clientId, clientSecret }
    : null;
}

/**
 * Reads what the provider says of itself. Signatures of its tokens are checked as well, though they come from itself.
 *
 * @throws what openid-client or the sending finds wrong
 */
export async function discover(
  { issuer, clientId, clientSecret }: Pick<Provider, 'issuer' | 'clientId' | 'clientSecret'>,
  fetch: oidc.CustomFetch,
): Promise<oidc.Configuration> {
  const client = await import('openid-client');
  const server = new URL(issuer);
  const execute = [client.enableNonRepudiationChecks];
  // Whether plain HTTP may be used is for the sending to say, which allows it where the operator lists the address.
  // oxlint-disable-next-line typescript/no-deprecated -- openid-client has no other way to plain HTTP, and marks it as deprecated only so that it stands out
  if (server.protocol === 'http:') execute.push(client.allowInsecureRequests);
  return client.discovery(server, clientId, undefined, client.ClientSecretBasic(clientSecret), {
    execute,
    timeout: TIMEOUT_SECONDS,
    [client.customFetch]: fetch,
  });
}
