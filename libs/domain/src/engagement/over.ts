import type { EngagementState, Refusal } from '../shared/vocabulary.js';

/** Whether the engagement has come to its end: completed, or ended early. */
export function isOver(state: EngagementState): boolean {
  return state === 'COMPLETED' || state === 'ENDED_EARLY';
}

/**
 * Why nothing of an engagement that is over changes any more; null where it is not over. Refusal code: WRONG_STATE.
 * Bicorne domain language, Engagement: End.
 *
 * @param field of the input, by which the engagement was found
 * @param consequence what follows for this very thing: "its log is closed"
 */
export function refusalWhereOver(
  state: EngagementState,
  { field, consequence }: { field: string; consequence: string },
): Refusal | null {
  return isOver(state) ? { code: 'WRONG_STATE', field, message: `The engagement is over: ${consequence}.` } : null;
}
