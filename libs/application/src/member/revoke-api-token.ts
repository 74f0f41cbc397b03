import { decided, type Decided } from '@bicorne/domain';
import { revokeApiToken as revoke } from '@bicorne/identity';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { loadApiToken, type ApiTokenView } from './api-token-view.js';

/**
 * Ends a token: the next request with it is refused. A second time changes nothing.
 *
 * @throws NotFound where there is no such token
 */
export async function revokeApiToken(
  context: UseCaseContext,
  input: { apiTokenId: string },
): Promise<Decided<ApiTokenView>> {
  return context.transaction.run(context.caller, async (tx) => {
    await revoke(tx, input.apiTokenId, context.now());
    const apiToken = await loadApiToken(tx, input.apiTokenId);
    if (!apiToken) throw new NotFound();
    return decided(apiToken);
  });
}
