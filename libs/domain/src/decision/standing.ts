import type { EngagementState, Refusal } from '../shared/vocabulary.js';

/** Why nothing changes in the log of an engagement that is over; null where it is not. */
export function closedLog(state: EngagementState): Refusal | null {
  if (state !== 'COMPLETED' && state !== 'ENDED_EARLY') return null;
  return { code: 'WRONG_STATE', field: 'engagementId', message: 'The engagement is over: its log is closed.' };
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
