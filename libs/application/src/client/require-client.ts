import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';
import { loadClients, type ClientView } from './client-view.js';

/** The client that the caller is about to change. @throws NotFound where it does not exist or is not theirs to see */
export async function requireClient(tx: Tx, { caller }: UseCaseContext, id: string): Promise<ClientView> {
  const [client] = await loadClients(tx, [id], narrowedToPractitioner(caller));
  if (!client) throw new NotFound();
  return client;
}
