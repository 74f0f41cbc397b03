import { refusalWhereOver } from '../engagement/over.js';
import type { EngagementState, Refusal } from '../shared/vocabulary.js';

/** Why nothing changes in the log of an engagement that is over; null where it is not. */
export function closedLog(state: EngagementState): Refusal | null {
  return refusalWhereOver(state, { field: 'engagementId', consequence: 'its log is closed' });
}

/** Why nothing is added to a decision that another one replaced; null where none did. */
export function supersededBy(title: string | null): Refusal | null {
  if (title === null) return null;
  return {
    code: 'SUPERSEDED',
    field: 'decisionId',
    message: `The decision “${title}” took its place: that one counts.`,
  };
}
