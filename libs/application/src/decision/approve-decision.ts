import { approveDecision as decideApproval, type Decided } from '@bicorne/domain';
import { DecisionApprovalEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { changeDecision } from './change-decision.js';
import { loadDecisionStandings } from './decision-standing.js';

/** A sponsor approves what a decision spends over a limit, with a reason. */
export async function approveDecision(
  context: UseCaseContext,
  input: { decisionId: string; reason: string },
): Promise<Decided<{ decisionId: string }>> {
  return changeDecision(context, input.decisionId, async (tx, { decision, view, supersededByTitle }) => {
    const now = context.now();
    const [standing] = await loadDecisionStandings(tx, [decision.id], now);
    const approved = decideApproval(input, {
      state: view.state,
      supersededByTitle,
      needed: standing?.approvalNeeded ?? false,
      approved: decision.approval !== null,
    });
    if (!approved.ok) return approved;
    await tx.manager.insert(DecisionApprovalEntity, {
      workspaceId: tx.scope.workspaceId,
      decisionId: decision.id,
      clientId: view.clientId,
      reason: approved.value.reason,
      approvedBy: context.caller.name,
      approvedAt: now,
    });
    return { ok: true, value: undefined };
  });
}
