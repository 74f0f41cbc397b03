import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, EngagementState, Refusal } from '../shared/vocabulary.js';
import { closedLog, supersededBy } from './standing.js';

const REASON_LIMIT = 2_000;

export interface ApproveFacts {
  state: EngagementState;
  /** Title of the decision that took its place; null where it is in force. */
  supersededByTitle: string | null;
  /** Whether what it spends passes a limit. */
  needed: boolean;
  approved: boolean;
}

/**
 * A sponsor approves what a decision spends over a limit, with a reason. Refused where nothing is to be approved
 * (NOT_NEEDED), a second time (ALREADY_APPROVED), and where the decision or its engagement is over. Bicorne domain
 * language, Charter and decisions.
 */
export function approveDecision(command: { reason: string }, facts: ApproveFacts): Decided<{ reason: string }> {
  const refusal = refusalOf(facts);
  if (refusal) return refused(refusal);
  const reason = readText(command.reason, { field: 'reason', what: 'the reason', max: REASON_LIMIT });
  return reason.ok ? decided({ reason: reason.value }) : reason;
}

/** Whether a decision waits for a sponsor: whether one could approve it. */
export function awaitsApproval(facts: ApproveFacts): boolean {
  return refusalOf(facts) === null;
}

function refusalOf({ state, supersededByTitle, needed, approved }: ApproveFacts): Refusal | null {
  const over = closedLog(state) ?? supersededBy(supersededByTitle);
  if (over) return over;
  if (approved) return { code: 'ALREADY_APPROVED', field: 'decisionId', message: 'A sponsor has approved it already.' };
  if (!needed)
    return {
      code: 'NOT_NEEDED',
      field: 'decisionId',
      message: 'The decision is inside the limits: it asks for no approval.',
    };
  return null;
}
