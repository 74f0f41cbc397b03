import { decided, decideSingleSignOn, refused, type Decided, type SingleSignOnCommand } from '@bicorne/domain';
import { callbackUrl, discover } from '@bicorne/identity';
import { seal } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { UseCaseContext } from '../context.js';
import { clientSecretPlace, openClientSecret } from './client-secret.js';

/** The single sign-on of a workspace; its client secret is not told. */
export interface SingleSignOnView {
  issuer: string;
  clientId: string;
  enabled: boolean;
  updatedAt: Date;
  /** What has to be entered at the provider. */
  callbackUrl: string;
  /** What people name to sign in by it: the slug of the workspace. */
  workspaceSlug: string;
}

/** The single sign-on of the caller's workspace; null where none is set up. */
export async function singleSignOn({
  transaction,
  caller,
  services,
}: UseCaseContext): Promise<SingleSignOnView | null> {
  return transaction.run(caller, async (tx) => {
    const [row] = await tx.query<Omit<SingleSignOnView, 'callbackUrl'>>(
      `select s.issuer, s.oidc_client_id as "clientId", s.enabled, s.updated_at as "updatedAt", w.slug as "workspaceSlug"
       from single_sign_on s join workspace w on w.id = s.workspace_id where s.workspace_id = $1`,
      [caller.workspaceId],
    );
    return row ? { ...row, callbackUrl: callbackUrl(services.baseUrl) } : null;
  });
}

/**
 * Sets the single sign-on of the workspace up, or changes it. The provider is asked what it says of itself first. Refused
 * by field where the input cannot stand, where no secret was ever given (REQUIRED), and where the provider does not answer
 * as one (PROVIDER_AWAY).
 */
export async function saveSingleSignOn(
  context: UseCaseContext,
  input: SingleSignOnCommand,
): Promise<Decided<SingleSignOnView>> {
  const { transaction, caller, services, now } = context;
  const command = decideSingleSignOn(input);
  if (!command.ok) return command;
  const { issuer, clientId, clientSecret, enabled } = command.value;
  const kept = await keptProvider(context);
  // A new provider must not be sent another's secret.
  const secret = clientSecret ?? (kept?.issuer === issuer ? kept.secret : null);
  if (secret === null)
    return refused({
      code: 'REQUIRED',
      field: 'clientSecret',
      message: 'Give the client secret that belongs to this issuer; the one kept, if any, was for another.',
    });
  const refusal = await refusalOf({ issuer, clientId, clientSecret: secret }, services.fetchOutside);
  if (refusal !== null) return refused({ code: 'PROVIDER_AWAY', field: 'issuer', message: refusal });
  const id = kept?.id ?? randomUUID();
  await transaction.run(caller, async (tx) => {
    await tx.query(
      `insert into single_sign_on
         (workspace_id, id, issuer, oidc_client_id, client_secret_sealed, enabled, created_at, updated_at)
       values ($1, $7, $2, $3, $4, $5, $6, $6)
       on conflict (workspace_id) do update set id = excluded.id, issuer = excluded.issuer, oidc_client_id = excluded.oidc_client_id,
         client_secret_sealed = excluded.client_secret_sealed, enabled = excluded.enabled, updated_at = excluded.updated_at`,
      [
        caller.workspaceId,
        issuer,
        clientId,
        seal(services, secret, clientSecretPlace(caller.workspaceId, id)),
        enabled,
        now(),
        id,
      ],
    );
  });
  const view = await singleSignOn(context);
  if (!view) throw new Error('The single sign-on was not kept.');
  return decided(view);
}

/** The provider that is kept; its secret is null where it cannot be opened. */
async function keptProvider({
  transaction,
  caller,
  services,
}: UseCaseContext): Promise<{ id: string; issuer: string; secret: string | null } | null> {
  const { workspaceId } = caller;
  const [row] = await transaction.run(caller, (tx) =>
    tx.query<{ id: string; issuer: string; sealed: Buffer }>(
      'select id, issuer, client_secret_sealed as sealed from single_sign_on where workspace_id = $1',
      [workspaceId],
    ),
  );
  if (!row) return null;
  const { id, issuer, sealed } = row;
  return { id, issuer, secret: openClientSecret(services)({ workspaceId, id }, sealed) ?? null };
}

async function refusalOf(
  provider: Parameters<typeof discover>[0],
  fetch: Parameters<typeof discover>[1],
): Promise<string | null> {
  try {
    await discover(provider, fetch);
    return null;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `${provider.issuer} does not answer as an OpenID provider: ${reason}`;
  }
}
