export { AI_STORIES, PLATFORM_CONDITIONS, PRACTITIONER_DEPTHS, validateIntakeAnswers } from './answers.js';
export type { AiStory, IntakeAnswers, IntakeQuestion, PlatformCondition, PractitionerDepth } from './answers.js';
export { PROSPECTS_AN_HOUR, decideProspect, decidePublicIntake } from './public-intake.js';
export type { Prospect, ProspectCommand, PublicIntakeSettings } from './public-intake.js';
export { RUBRIC_VERSION, recommend, recommendWith } from './recommend.js';
export { recommendSoFar } from './recommend-so-far.js';
export type { AnswersSoFar, RecommendationSoFar } from './recommend-so-far.js';
export { AGREEMENTS, CAUTION_CODES, LEANS, RUBRIC_QUESTIONS } from './recommendation.js';
export type {
  Agreement,
  Caution,
  CautionCode,
  Lean,
  Recommendation,
  RecommendationReason,
  RubricQuestion,
  Signpost,
} from './recommendation.js';
export { decideLinkExpiry, decideNewLink, linkEnded, LIVE_LINKS_OF_A_READ, prospectLinkExpiry } from './share-link.js';
export { writtenRead } from './written-read.js';
export type { WrittenReadFacts } from './written-read.js';
