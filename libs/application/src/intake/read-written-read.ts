import { dayOf, writtenRead, type IntakeAnswers, type Recommendation } from '@bicorne/domain';
import { ClientEntity, WorkspaceEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';

/** What the written read is made from, besides the names of client and consultancy. */
export interface AssessmentToRead {
  clientId: string;
  answers: IntakeAnswers;
  recommendation: Recommendation;
  rubricVersion: number;
  createdAt: Date;
}

/** The document that the client walks away with, in Markdown. @throws NotFound where the client is not the caller's to see */
export async function readWrittenRead(context: UseCaseContext, assessment: AssessmentToRead): Promise<string> {
  const { client, workspace } = await context.transaction.run(context.caller, async (tx) => ({
    client: await tx.manager.findOneBy(ClientEntity, { workspaceId: tx.scope.workspaceId, id: assessment.clientId }),
    workspace: await tx.manager.findOneByOrFail(WorkspaceEntity, { id: tx.scope.workspaceId }),
  }));
  if (!client) throw new NotFound();
  return writtenRead({
    clientName: client.name,
    consultancy: workspace.name,
    preparedOn: dayOf(assessment.createdAt, workspace.timeZone),
    answers: assessment.answers,
    recommendation: assessment.recommendation,
    deliverables: context.services.catalogue.entries,
    rubricVersion: assessment.rubricVersion,
  });
}
