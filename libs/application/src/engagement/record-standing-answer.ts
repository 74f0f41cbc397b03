import { recordStandingAnswer as decideAnswer, type Decided, type StandingQuestion } from '@bicorne/domain';
import { StandingAnswerEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';

/** Answers one of the two test questions; earlier answers are kept. */
export async function recordStandingAnswer(
  context: UseCaseContext,
  input: { engagementId: string; question: StandingQuestion; answer: string },
): Promise<Decided<string>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const answer = decideAnswer(input, view);
    if (!answer.ok) return answer;
    await tx.manager.insert(StandingAnswerEntity, {
      workspaceId: tx.scope.workspaceId,
      engagementId: view.id,
      clientId: view.clientId,
      ...answer.value,
      answeredAt: context.now(),
      answeredBy: context.caller.name,
    });
    await recheckEngagement(tx, context.services, view.id, context.now());
    return { ok: true, value: view.id };
  });
}
