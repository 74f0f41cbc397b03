import type { Decided } from '@bicorne/domain';
import { DecisionEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from '../engagement/change-engagement.js';
import type { EngagementView } from '../engagement/engagement-view.js';
import { NotFound } from '../errors.js';
import { loadDecisions, type DecisionView } from './list-decisions.js';

/** A decision, its engagement, and the title of what took its place. */
export interface LoggedDecision {
  decision: DecisionView;
  supersededByTitle: string | null;
  view: EngagementView;
}

/**
 * One change of one logged decision: locks its engagement, gives what is known of it to `work`, and looks at the engagement
 * again where that was not refused.
 *
 * @returns the decision's id
 * @throws NotFound where it does not exist, or the caller may not see its engagement
 */
export async function changeDecision(
  context: UseCaseContext,
  decisionId: string,
  work: (tx: Tx, logged: LoggedDecision) => Promise<Decided<void>>,
): Promise<Decided<{ decisionId: string }>> {
  const engagementOfDecision = async (tx: Tx): Promise<string> => {
    const decision = await tx.manager.findOneBy(DecisionEntity, { workspaceId: tx.scope.workspaceId, id: decisionId });
    if (!decision) throw new NotFound();
    return decision.engagementId;
  };
  return changeEngagement(context, engagementOfDecision, async (tx, view) => {
    const [decision] = await loadDecisions(tx, [decisionId], null);
    if (!decision) throw new NotFound();
    const changed = await work(tx, { decision, view, supersededByTitle: await titleOf(tx, decision.supersededById) });
    if (!changed.ok) return changed;
    // What follows is the workspace's own business, also where a sponsor brought it about.
    await tx.widenToWorkspace();
    await recheckEngagement(tx, context.services, view.id, context.now());
    return { ok: true, value: { decisionId } };
  });
}

/** The title of a decision; null for none. */
export async function titleOf(tx: Tx, decisionId: string | null): Promise<string | null> {
  if (decisionId === null) return null;
  const decision = await tx.manager.findOneBy(DecisionEntity, { workspaceId: tx.scope.workspaceId, id: decisionId });
  return decision?.title ?? null;
}
