import { WorkspaceEntity, type Tx } from '@bicorne/persistence';
import { In } from 'typeorm';

/** Those of these workspaces that the transaction is in: its own, or none. */
export async function loadWorkspaces(tx: Tx, ids: readonly string[]): Promise<WorkspaceEntity[]> {
  return tx.manager.findBy(WorkspaceEntity, { id: In([...ids]) });
}
