export { charterInForceAt } from './decision-log.js';
export { depthHistory } from './depth-history.js';
export type { DeliverableHistory, DepthPoint } from './depth-history.js';
export { quarterForecast } from './earned-schedule.js';
export type { HatForecast, ScheduleFacts, ScheduledDeliverable } from './earned-schedule.js';
export { evaluateDrift, nextCheckAt } from './evaluate.js';
export { failureModes } from './failure-modes.js';
export type { ModeEvidence } from './failure-modes.js';
export { earliest } from './moments.js';
export { RULE_AUDIENCE, RULE_CODES, RULE_NAMES } from './rule-codes.js';
export type { RuleAudience, RuleCode } from './rule-codes.js';
export { RULES } from './rules/index.js';
export { LATE_CRITICAL_DAYS } from './rules/late.js';
export { NEGLECT_DAYS, NEGLECT_DAYS_SINGLE_HAT, NEGLECT_OTHER_ACTIVITY } from './rules/neglected-hat.js';
export { signalsOfDecision } from './signals-of-decision.js';
export { runningDays, runningWorkingDays } from './running-days.js';
export { APPROVAL_REASONS, approvalsNeeded, spendingByQuarter } from './spending.js';
export type { ApprovalReason, QuarterSpending, SpendingFacts } from './spending.js';
export { ACTIVITY_KINDS, SUBJECT_KINDS } from './types.js';
export type {
  ActivityKind,
  DriftActivity,
  DriftCharter,
  DriftDecision,
  DriftDeliverable,
  DriftFacts,
  DriftHat,
  DriftOverlap,
  Rule,
  Signal,
  SignalFigure,
  SignalSubject,
} from './types.js';
