import { ClientContactEntity, IntakeAssessmentEntity, type Tx } from '@bicorne/persistence';
import { In, IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import type { Slice, Window } from '../paging.js';
import { narrowedToPractitioner } from '../visibility.js';
import { listClientsBy, type ClientView } from './client-view.js';

/** A part of the clients that the caller sees, by name. */
export function listClients(
  context: UseCaseContext,
  input: Window & { search: string | null },
): Promise<Slice<ClientView>> {
  const practitionerId = narrowedToPractitioner(context.caller);
  return context.transaction.run(context.caller, (tx) => listClientsBy(tx, { ...input, practitionerId }));
}

/** The newest assessment of each of these clients; a client without one is left out. */
export async function loadNewestAssessments(tx: Tx, clientIds: readonly string[]): Promise<IntakeAssessmentEntity[]> {
  return tx.manager
    .createQueryBuilder(IntakeAssessmentEntity, 'i')
    .distinctOn(['i.clientId'])
    .where('i.clientId = any(:clientIds)', { clientIds })
    .orderBy('i.clientId')
    .addOrderBy('i.createdAt', 'DESC')
    .getMany();
}

/** The contacts of these clients, by name. */
export async function loadContacts(tx: Tx, clientIds: readonly string[]): Promise<ClientContactEntity[]> {
  return tx.manager.find(ClientContactEntity, {
    where: { workspaceId: tx.scope.workspaceId, clientId: In([...clientIds]), removedAt: IsNull() },
    order: { name: 'ASC', id: 'ASC' },
  });
}
