import { STAGES, decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal, Stage } from '../shared/vocabulary.js';

export const AI_STORIES = ['STRATEGIC_STORY', 'ONE_OF_SEVERAL'] as const;
/** Whether AI is the company's strategic story, or one of several bets. */
export type AiStory = (typeof AI_STORIES)[number];

export const PLATFORM_CONDITIONS = ['STABLE', 'BOTTLENECK'] as const;
/** Whether the platform carries the next year, or holds it back. */
export type PlatformCondition = (typeof PLATFORM_CONDITIONS)[number];

export const PRACTITIONER_DEPTHS = ['YES', 'NO', 'NOT_YET_KNOWN'] as const;
/** Whether the practitioner who would wear the CAIO hat has run AI in production. */
export type PractitionerDepth = (typeof PRACTITIONER_DEPTHS)[number];

/** What a client answered. Bicorne domain language, Intake: rubric v1. */
export interface IntakeAnswers {
  aiStory: AiStory;
  platform: PlatformCondition;
  seniorTechnologyOwner: boolean;
  samePersonForAiRiskAndPlatform: boolean;
  openQuestionsAreAiShaped: boolean;
  surfaceBroaderThanAi: boolean;
  aiFitsInsideTechnologyEngagement: boolean;
  practitionerHasProductionAiDepth: PractitionerDepth;
  /** Null: not said. */
  stage: Stage | null;
}

export type IntakeQuestion = keyof IntakeAnswers;

/** The questions that are answered by yes or no, and must be. */
const YES_NO_QUESTIONS = [
  'seniorTechnologyOwner',
  'samePersonForAiRiskAndPlatform',
  'openQuestionsAreAiShaped',
  'surfaceBroaderThanAi',
  'aiFitsInsideTechnologyEngagement',
] as const;

/**
 * Reads answers that come from outside. Refuses each question that is left out (REQUIRED) or answered by something that
 * is no answer to it (INVALID), with the question as the field, all of them at once. Other keys are passed over. The
 * depth may also be true or false, and is NOT_YET_KNOWN where it is left out.
 */
export function validateIntakeAnswers(input: Readonly<Record<string, unknown>>): Decided<IntakeAnswers> {
  const refusals: Refusal[] = [];
  const refuse = (field: IntakeQuestion, allowed: string): void => {
    const missing = input[field] === undefined || input[field] === null;
    refusals.push(
      missing
        ? { code: 'REQUIRED', field, message: `Answer ${field}: ${allowed}.` }
        : { code: 'INVALID', field, message: `${field} is answered by ${allowed}.` },
    );
  };

  const { aiStory, platform, stage } = input;
  if (!isOneOf(AI_STORIES, aiStory)) refuse('aiStory', AI_STORIES.join(' or '));
  if (!isOneOf(PLATFORM_CONDITIONS, platform)) refuse('platform', PLATFORM_CONDITIONS.join(' or '));
  for (const question of YES_NO_QUESTIONS) if (typeof input[question] !== 'boolean') refuse(question, 'yes or no');
  const depth = readDepth(input['practitionerHasProductionAiDepth']);
  if (depth === null) refuse('practitionerHasProductionAiDepth', PRACTITIONER_DEPTHS.join(', '));
  const knownStage = stage ?? null;
  if (knownStage !== null && !isOneOf(STAGES, knownStage)) refuse('stage', `one of ${STAGES.join(', ')}, or nothing`);
  if (refusals.length > 0) return refused(...refusals);

  return decided({
    aiStory: aiStory as AiStory,
    platform: platform as PlatformCondition,
    seniorTechnologyOwner: input['seniorTechnologyOwner'] as boolean,
    samePersonForAiRiskAndPlatform: input['samePersonForAiRiskAndPlatform'] as boolean,
    openQuestionsAreAiShaped: input['openQuestionsAreAiShaped'] as boolean,
    surfaceBroaderThanAi: input['surfaceBroaderThanAi'] as boolean,
    aiFitsInsideTechnologyEngagement: input['aiFitsInsideTechnologyEngagement'] as boolean,
    practitionerHasProductionAiDepth: depth as PractitionerDepth,
    stage: knownStage as Stage | null,
  });
}

function readDepth(value: unknown): PractitionerDepth | null {
  if (value === undefined || value === null) return 'NOT_YET_KNOWN';
  if (typeof value === 'boolean') return value ? 'YES' : 'NO';
  return isOneOf(PRACTITIONER_DEPTHS, value) ? value : null;
}

function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return words.includes(value as T);
}
