import { signOffDecision as decideSignOff, type Decided, type Hat } from '@bicorne/domain';
import { DecisionSignOffEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { changeDecision } from './change-decision.js';

/**
 * A hat agrees to a JOINT decision, with a reason of its own. Its wearer signs; a token of the consultancy, which stands for
 * no single person, signs for the wearer (docs/adr/0005).
 */
export async function signOffDecision(
  context: UseCaseContext,
  input: { decisionId: string; hat: Hat; reason: string },
): Promise<Decided<{ decisionId: string }>> {
  const { caller } = context;
  return changeDecision(context, input.decisionId, async (tx, { decision, view, supersededByTitle }) => {
    const { state, hats } = view;
    const { hatWorn, signOffs } = decision;
    const facts = { state, hatWorn, signOffs, supersededByTitle, assignments: hats };
    const signed = decideSignOff(input, facts, caller.memberId);
    if (!signed.ok) return signed;
    const { hat, reason, practitionerId } = signed.value;
    const wearer = hats.find((worn) => worn.hat === hat)?.practitionerName ?? caller.name;
    await tx.manager.insert(DecisionSignOffEntity, {
      workspaceId: tx.scope.workspaceId,
      decisionId: decision.id,
      clientId: view.clientId,
      hat,
      reason,
      signedBy: caller.memberId === null ? `${wearer}, by ${caller.name}` : caller.name,
      signedByMember: practitionerId,
      signedAt: context.now(),
    });
    return { ok: true, value: undefined };
  });
}
