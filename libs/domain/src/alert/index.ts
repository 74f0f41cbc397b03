export { MAX_SNOOZE_DAYS, answerAlert } from './answer.js';
export type { AlertChange, AlertCommand } from './answer.js';
export { ESCALATION_DAYS, ESCALATION_LEVELS, escalationsDue, nextEscalationAt } from './escalation.js';
export type { EscalationFacts, EscalationLevel, EscalationPolicy } from './escalation.js';
export { recipientsAgain, recipientsOf, recipientsOfLevel } from './recipients.js';
export type { EngagementPerson, Told, ToldOf } from './recipients.js';
export { nextWakeAt, reconcileAlerts } from './reconcile.js';
export type { AlertChanges, AlertOpening, AlertUpdate } from './reconcile.js';
export { alertSubject, recurrence } from './text.js';
export type { AlertSubjectFacts } from './text.js';
export { alertKey } from './types.js';
export type { AlertFacts, AlertIdentity } from './types.js';
export {
  MAX_ATTEMPTS,
  MAX_RETRY_AFTER,
  MOST_LOST_ATTEMPTS,
  RETRY_JITTER,
  RETRY_SCHEDULE,
  nextAttemptAt,
} from './retry.js';
