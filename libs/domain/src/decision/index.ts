export { recordDecision } from './decision.js';
export type { DecisionCommand, DecisionDetails } from './decision.js';
