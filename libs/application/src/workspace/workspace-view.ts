import type { WorkspaceSettings } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

export interface WorkspaceView extends WorkspaceSettings {
  id: string;
  slug: string;
  currency: string;
  /** Whether it is the one that the seed makes. */
  demo: boolean;
}

/** A workspace `w` as JSON: node-postgres reads no list of days. */
export const WORKSPACE_JSON = `json_build_object('id', w.id, 'name', w.name, 'slug', w.slug, 'timeZone', w.time_zone,
  'currency', w.currency, 'workingDays', w.working_days, 'holidays', w.holidays,
  'escalateToSponsor', w.escalate_to_sponsor,
  'demo', w.demo)`;

/** The workspace that the transaction is in. */
export async function loadWorkspace(tx: Tx): Promise<WorkspaceView> {
  const [row] = await tx.query<{ view: WorkspaceView }>(
    `select ${WORKSPACE_JSON} as view from workspace w where w.id = $1`,
    [tx.scope.workspaceId],
  );
  if (!row) throw new Error('The workspace of the caller is gone.');
  return row.view;
}

/** Its name alone. */
export async function workspaceName(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ name: string }>('select name from workspace where id = $1', [tx.scope.workspaceId]);
  return row?.name ?? '';
}
