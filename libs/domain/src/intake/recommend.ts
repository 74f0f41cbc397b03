import type { IntakeAnswers } from './answers.js';
import type { Recommendation } from './recommendation.js';
import { recommendByRubricV1 } from './rubric-v1.js';

const RUBRICS: ReadonlyMap<number, (answers: IntakeAnswers) => Recommendation> = new Map([[1, recommendByRubricV1]]);

/** The version with which new assessments are computed. */
export const RUBRIC_VERSION = 1;

/** What the answers recommend, by the newest rubric. */
export function recommend(answers: IntakeAnswers): Recommendation {
  return recommendWith(RUBRIC_VERSION, answers);
}

/** What the answers recommended under an earlier version, word for word. Throws RangeError for an unknown version. */
export function recommendWith(version: number, answers: IntakeAnswers): Recommendation {
  const rubric = RUBRICS.get(version);
  if (!rubric) throw new RangeError(`There is no rubric of version ${version}`);
  return rubric(answers);
}
