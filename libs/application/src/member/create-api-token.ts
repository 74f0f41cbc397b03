import { decided, readText, refused, type Decided, type Refusal, type Role } from '@bicorne/domain';
import { issueApiToken, type Scope } from '@bicorne/identity';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { loadApiToken, type ApiTokenView } from './api-token-view.js';

export interface CreateApiTokenInput {
  name: string;
  role: Role;
  clientId?: string | null;
  scopes: Scope[];
  expiresAt?: Date | null;
}

const NAME_LIMIT = 200;

/**
 * Makes a token for an integration. Its text is in the answer this once and is not kept. A partner cannot make one that
 * is mightier than they are.
 *
 * @throws NotFound where the client does not exist
 */
export async function createApiToken(
  context: UseCaseContext,
  input: CreateApiTokenInput,
): Promise<Decided<{ apiToken: ApiTokenView; token: string }>> {
  const now = context.now();
  const { role, scopes } = input;
  const clientId = input.clientId ?? null;
  const expiresAt = input.expiresAt ?? null;
  const name = readText(input.name, { field: 'name', what: 'the name', max: NAME_LIMIT });
  const refusals: Refusal[] = name.ok ? [] : [...name.refusals];
  const ofClient = role === 'SPONSOR' || role === 'VIEWER';
  if (ofClient && clientId === null)
    refusals.push({ code: 'REQUIRED', field: 'clientId', message: `A token of the role ${role} needs a client.` });
  if (!ofClient && clientId !== null)
    refusals.push({ code: 'INVALID', field: 'clientId', message: `A token of the role ${role} takes no client.` });
  if (role === 'OWNER' && context.caller.role !== 'OWNER')
    refusals.push({ code: 'NOT_ALLOWED', field: 'role', message: 'Only an owner makes a token of the role OWNER.' });
  if (scopes.length === 0)
    refusals.push({ code: 'REQUIRED', field: 'scopes', message: 'A token has at least one scope: READ or WRITE.' });
  if (expiresAt !== null && expiresAt <= now)
    refusals.push({ code: 'IN_THE_PAST', field: 'expiresAt', message: 'The expiry lies in the future.' });
  if (!name.ok || refusals.length > 0) return refused(...refusals);
  return context.transaction.run(context.caller, async (tx) => {
    if (clientId !== null) {
      const [client] = await tx.query('select from client where id = $1', [clientId]);
      if (!client) throw new NotFound();
    }
    const issued = await issueApiToken(
      tx,
      { name: name.value, role, clientId, scopes: [...new Set(scopes)], expiresAt },
      now,
    );
    const apiToken = await loadApiToken(tx, issued.id);
    if (!apiToken) throw new Error('The token was not kept.');
    return decided({ apiToken, token: issued.token });
  });
}
