export { MAX_DAYS_PER_WEEK, MIN_DAYS_PER_WEEK, draftEngagement } from './draft.js';
export type { AssignmentInput, DraftEngagementCommand, DraftEngagementFacts, DraftedEngagement } from './draft.js';
export {
  STANDING_QUESTION_TEXT,
  hatsOf,
  otherHat,
  shapeLabel,
  standingQuestionOf,
  standingQuestionsOf,
} from './hats.js';
export { assignHat } from './assign-hat.js';
export type { AssignHatCommand, AssignHatFacts } from './assign-hat.js';
export { decideEngagement, startEngagement } from './lifecycle.js';
export { refusalWhereOver } from './over.js';
export { planDeliverables } from './plan-deliverables.js';
export { QUARTER_DAYS, dueOn, endsOn, firstQuarter, lastQuarter, quarterAfter, quarterOn } from './quarter.js';
export type { Quarter } from './quarter.js';
export { readiness } from './readiness.js';
export { nameAiRiskOwner, recordStandingAnswer } from './standing-answers.js';
export type { AiRiskOwner, StandingAnswerCommand } from './standing-answers.js';
export { READINESS_CODES } from './types.js';
export type {
  CatalogueEntry,
  EngagementChange,
  EngagementCommand,
  EngagementDeliverable,
  EngagementFacts,
  HatAssignment,
  PlannedDeliverable,
  Readiness,
  ReadinessCode,
  ReadinessCondition,
  ReadinessFacts,
  Renewal,
} from './types.js';
export { attentionOf, PORTFOLIO_MARKS, PORTFOLIO_ORDERS, worstFirst } from './attention.js';
export type { AttentionFacts, PortfolioMark, PortfolioOrder } from './attention.js';
