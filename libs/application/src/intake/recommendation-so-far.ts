import { recommendSoFar, type AnswersSoFar, type RecommendationSoFar } from '@bicorne/domain';

export interface AnswersSoFarInput extends Omit<AnswersSoFar, 'practitionerHasProductionAiDepth'> {
  /** Null while it is not known. */
  practitionerHasProductionAiDepth?: boolean | null;
}

/** What the answers given so far say. Of the practitioner's depth nothing known is nothing answered. */
export function recommendationSoFar({
  practitionerHasProductionAiDepth: depth,
  ...answers
}: AnswersSoFarInput): RecommendationSoFar {
  const known = typeof depth === 'boolean' ? (depth ? 'YES' : 'NO') : null;
  return recommendSoFar({ ...answers, practitionerHasProductionAiDepth: known });
}
