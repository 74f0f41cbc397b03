import { decideClient, type Decided } from '@bicorne/domain';
import { ClientEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';

export interface CreateClientInput {
  name: string;
  stage?: string | null;
  website?: string | null;
  timeZone?: string | null;
  notes?: string | null;
}

/** Adds a company to the portfolio. Refused by field where the input cannot stand. */
export async function createClient(context: UseCaseContext, input: CreateClientInput): Promise<Decided<ClientEntity>> {
  const client = decideClient(input);
  if (!client.ok) return client;
  return context.transaction.run(context.caller, async (tx) => {
    const row = tx.manager.create(ClientEntity, {
      workspaceId: context.caller.workspaceId,
      ...client.value,
      source: 'MEMBER',
      prospectName: null,
      prospectEmail: null,
      createdAt: context.now(),
    });
    await tx.manager.insert(ClientEntity, row);
    return { ok: true, value: row };
  });
}
