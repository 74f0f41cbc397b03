import type { assessIntake } from '@bicorne/application';
import type { IntakeAssessment } from './intake.types.js';

type Kept = Extract<Awaited<ReturnType<typeof assessIntake>>, { ok: true }>['value'];

/** An assessment as the schema shows it. */
export function intakeAssessmentOf({
  id,
  clientId,
  answers,
  rubricVersion,
  createdAt,
  recommendation,
}: Kept): IntakeAssessment {
  return { id, clientId, answers, rubricVersion, createdAt, recommendation };
}
