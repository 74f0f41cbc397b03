export { approveDecision, awaitsApproval } from './approve.js';
export type { ApproveFacts } from './approve.js';
export { recordDecision } from './decision.js';
export type { DecisionCommand, DecisionDetails, RecordFacts } from './decision.js';
export { signOffDecision } from './sign-off.js';
export type { SignOffFacts } from './sign-off.js';
