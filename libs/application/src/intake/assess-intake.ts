import { RUBRIC_VERSION, recommend, validateIntakeAnswers, type Decided } from '@bicorne/domain';
import { IntakeAssessmentEntity } from '@bicorne/persistence';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';

export interface AssessIntakeInput extends Readonly<Record<string, unknown>> {
  clientId: string;
}

/**
 * Keeps the answers of a client with the recommendation that the rubric gives for them. An earlier assessment stays as
 * it is; the newest one counts. Refused once for every answer that is left out or is no answer.
 *
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function assessIntake(
  context: UseCaseContext,
  { clientId, ...input }: AssessIntakeInput,
): Promise<Decided<IntakeAssessmentEntity>> {
  return context.transaction.run(context.caller, async (tx) => {
    const client = await requireClient(tx, context, clientId);
    const answers = validateIntakeAnswers({ ...input, stage: input['stage'] ?? client.stage });
    if (!answers.ok) return answers;
    const row = tx.manager.create(IntakeAssessmentEntity, {
      workspaceId: tx.scope.workspaceId,
      clientId,
      rubricVersion: RUBRIC_VERSION,
      answers: answers.value,
      recommendation: recommend(answers.value),
      createdAt: context.now(),
      createdBy: context.caller.name,
    });
    await tx.manager.insert(IntakeAssessmentEntity, row);
    return { ok: true, value: row };
  });
}
