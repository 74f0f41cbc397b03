import { decided, decideWorkspaceSettings, type Decided, type WorkspaceSettingsCommand } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { loadWorkspace, type WorkspaceView } from './workspace-view.js';

/**
 * Changes the settings of the caller's workspace; what is left out stays. Refused by field.
 *
 * What the rules make of another calendar is found by the next scan, which looks at every running engagement, and not here:
 * a practice may have thousands.
 */
export async function updateWorkspace(
  context: UseCaseContext,
  command: WorkspaceSettingsCommand,
): Promise<Decided<WorkspaceView>> {
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    await tx.query('select from workspace where id = $1 for update', [workspaceId]);
    const current = await loadWorkspace(tx);
    const settings = decideWorkspaceSettings(command, current);
    if (!settings.ok) return settings;
    const { name, timeZone, workingDays, holidays, escalateToSponsor } = settings.value;
    await tx.query(
      `update workspace set name = $2, time_zone = $3, working_days = $4, holidays = $5, escalate_to_sponsor = $6
       where id = $1`,
      [workspaceId, name, timeZone, workingDays, holidays, escalateToSponsor],
    );
    await tx.query(
      `update engagement set next_check_at = least(next_check_at, $2) where workspace_id = $1 and state = 'ACTIVE'`,
      [workspaceId, context.now()],
    );
    return decided({ ...current, ...settings.value });
  });
}
