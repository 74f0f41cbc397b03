import { decided, recordDecision as decideRecord, refused, type Decided, type DecisionCommand } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { DecisionEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from '../engagement/change-engagement.js';
import type { EngagementView } from '../engagement/engagement-view.js';
import { NotFound } from '../errors.js';
import { titleOf } from './change-decision.js';
import { loadDecisions } from './list-decisions.js';

export interface RecordDecisionInput extends DecisionCommand {
  engagementId: string;
  supersedesId?: string | null;
  /** The member who took it, where that is neither the caller nor who wears the hat. */
  decidedById?: string | null;
}

/**
 * Puts a decision into the log, with the hat that was on.
 *
 * @returns the decision's id
 * @throws NotFound where the engagement, or the decision that it supersedes, does not exist in it
 */
export async function recordDecision(
  context: UseCaseContext,
  input: RecordDecisionInput,
): Promise<Decided<{ engagementId: string; decisionId: string }>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const { workspaceId } = tx.scope;
    const now = context.now();
    const supersedes = input.supersedesId ? await supersededOf(tx, view.id, input.supersedesId) : null;
    const { shape, state, timeZone, currency } = view;
    const decision = decideRecord(input, { shape, state, timeZone, currency, supersedes }, now);
    if (!decision.ok) return decision;
    const decider = await deciderOf(tx, context.caller, view, input);
    if (!decider.ok) return decider;
    const row = tx.manager.create(DecisionEntity, {
      workspaceId,
      engagementId: view.id,
      clientId: view.clientId,
      ...decision.value,
      spend: decision.value.spend?.amount ?? null,
      supersedesId: input.supersedesId ?? null,
      decidedBy: decider.value.name,
      decidedByMember: decider.value.memberId,
      recordedAt: now,
    });
    await tx.manager.insert(DecisionEntity, row);
    const hats = decision.value.hatWorn === 'JOINT' ? (['CTO', 'CAIO'] as const) : [decision.value.hatWorn];
    for (const hat of hats)
      await tx.query(
        `insert into hat_activity (workspace_id, engagement_id, client_id, hat, kind, at)
         values ($1, $2, $3, $4, 'DECISION', $5)`,
        [workspaceId, view.id, view.clientId, hat, decision.value.decidedAt],
      );
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: { engagementId: view.id, decisionId: row.id } };
  });
}

/**
 * Who took the decision: whom the input names; else the caller who wears the hat; else who wears it, for whom an assistant, a
 * partner or an integration wrote it down. A JOINT one is of both, and stands under the name of whoever wrote it down.
 */
async function deciderOf(
  tx: Tx,
  { memberId, name }: Caller,
  { hats }: EngagementView,
  { decidedById, hatWorn }: RecordDecisionInput,
): Promise<Decided<{ name: string; memberId: string | null }>> {
  const wearerId = hats.find(({ hat }) => hat === hatWorn)?.practitionerId ?? null;
  const takenBy = decidedById ?? (hatWorn === 'JOINT' || memberId === wearerId ? null : wearerId);
  if (takenBy === null || takenBy === memberId) return decided({ name, memberId });
  const [member] = await tx.query<{ name: string }>('select name from member where workspace_id = $1 and id = $2', [
    tx.scope.workspaceId,
    takenBy,
  ]);
  if (member) return decided({ name: `${member.name}, by ${name}`, memberId: takenBy });
  return refused({
    code: 'UNKNOWN_MEMBER',
    field: 'decidedById',
    message: 'Who took it is a member of the workspace: name one, or leave it out for whoever wears the hat.',
  });
}

/** What is known of the decision that another one is to replace. @throws NotFound where the engagement has no such */
export async function supersededOf(
  tx: Tx,
  engagementId: string,
  id: string,
): Promise<{ decidedAt: Date; supersededByTitle: string | null }> {
  const [earlier] = await loadDecisions(tx, [id], null);
  if (earlier?.engagementId !== engagementId) throw new NotFound();
  return { decidedAt: earlier.decidedAt, supersededByTitle: await titleOf(tx, earlier.supersededById) };
}
