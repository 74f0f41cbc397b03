import type { texts } from '../texts/index.js';

/** Whether an engagement has come to its end: nothing of it is written any more. */
export function isOver(state: keyof typeof texts.engagementStates): boolean {
  return state === 'COMPLETED' || state === 'ENDED_EARLY';
}
