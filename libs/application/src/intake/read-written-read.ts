import { dayOf, writtenRead, type IntakeAnswers, type Recommendation } from '@bicorne/domain';
import type { Services } from '../services.js';

/** What the written read is made from. */
export interface WrittenReadParts {
  client: { name: string };
  workspace: { name: string; timeZone: string };
  assessment: {
    answers: IntakeAnswers;
    recommendation: Recommendation;
    rubricVersion: number;
    createdAt: Date;
  };
}

/** The document that the client walks away with, in Markdown. */
export function readWrittenRead({ catalogue }: Services, { client, workspace, assessment }: WrittenReadParts): string {
  return writtenRead({
    clientName: client.name,
    consultancy: workspace.name,
    preparedOn: dayOf(assessment.createdAt, workspace.timeZone),
    answers: assessment.answers,
    recommendation: assessment.recommendation,
    deliverables: catalogue.entries,
    rubricVersion: assessment.rubricVersion,
  });
}
