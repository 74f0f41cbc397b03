import { SHAPES } from '../shared/vocabulary.js';
import type { RecommendedShape } from '../shared/vocabulary.js';
import { AI_STORIES, PLATFORM_CONDITIONS, PRACTITIONER_DEPTHS } from './answers.js';
import type { IntakeAnswers, IntakeQuestion } from './answers.js';
import { recommend } from './recommend.js';
import type { Recommendation, RecommendationReason, RubricQuestion } from './recommendation.js';

/** Answers while they are being given; a question that is left out, or null, is not answered yet. */
export type AnswersSoFar = { readonly [Question in IntakeQuestion]?: IntakeAnswers[Question] | null };

/** What can be said before every question is answered. */
export interface RecommendationSoFar {
  /** The shapes that the answers still to come can lead to; one where nothing that comes changes it any more. */
  possible: RecommendedShape[];
  /** Signals toward a CAIO that are on whatever comes: 0 to 4. */
  caioSignals: number;
  /** Signals toward a CTO that are on whatever comes: 0 to 3. */
  ctoSignals: number;
  /** Those of the four questions that are answered, in order. */
  reasons: RecommendationReason[];
}

const YES_NO = [true, false] as const;

/** What each question that decides can be answered. The stage only adds a caution, so it stays as it is. */
const CHOICES: { readonly [Question in Exclude<IntakeQuestion, 'stage'>]: readonly IntakeAnswers[Question][] } = {
  aiStory: AI_STORIES,
  platform: PLATFORM_CONDITIONS,
  seniorTechnologyOwner: YES_NO,
  samePersonForAiRiskAndPlatform: YES_NO,
  openQuestionsAreAiShaped: YES_NO,
  surfaceBroaderThanAi: YES_NO,
  aiFitsInsideTechnologyEngagement: YES_NO,
  practitionerHasProductionAiDepth: PRACTITIONER_DEPTHS,
};

const ANSWER_OF: Readonly<Record<RubricQuestion, IntakeQuestion>> = {
  AI_STORY: 'aiStory',
  PLATFORM: 'platform',
  SENIOR_TECHNOLOGY_OWNER: 'seniorTechnologyOwner',
  SAME_PERSON: 'samePersonForAiRiskAndPlatform',
};

/**
 * What the answers so far say, by the newest rubric: it goes through every way in which the rest can be answered (384 at
 * most), so it can say nothing that the finished recommendation takes back.
 */
export function recommendSoFar(answers: AnswersSoFar): RecommendationSoFar {
  const all = completions(answers).map(recommend);
  const least = (signals: 'caioSignals' | 'ctoSignals'): number => Math.min(...all.map((each) => each[signals]));
  return {
    possible: ([...SHAPES, 'NEITHER'] as const).filter((shape) => all.some((each) => each.shape === shape)),
    caioSignals: least('caioSignals'),
    ctoSignals: least('ctoSignals'),
    reasons: reasonsOf(all, answers),
  };
}

function reasonsOf([first]: readonly Recommendation[], answers: AnswersSoFar): RecommendationReason[] {
  return first?.reasons.filter(({ question }) => isAnswered(answers[ANSWER_OF[question]])) ?? [];
}

function isAnswered(answer: unknown): boolean {
  return answer !== undefined && answer !== null;
}

function completions(answers: AnswersSoFar): IntakeAnswers[] {
  let all: Record<string, unknown>[] = [{ stage: answers.stage ?? null }];
  for (const [question, choices] of Object.entries(CHOICES) as [keyof typeof CHOICES, readonly unknown[]][]) {
    const given = answers[question];
    const possible = isAnswered(given) ? [given] : choices;
    all = possible.flatMap((answer) => all.map((each) => ({ ...each, [question]: answer })));
  }
  // Each has every question of CHOICES and the stage.
  return all as unknown as IntakeAnswers[];
}
