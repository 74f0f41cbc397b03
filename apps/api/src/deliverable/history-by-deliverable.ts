import { loadDueDateMoves, loadSubmissions } from '@bicorne/application';
import type { Batch } from '../graphql/request-context.js';
import type { DueDateMove, Submission } from './history.types.js';

/** The submissions of each deliverable. */
export const submissionsOf: Batch<Submission[]> = async (context, ids) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadSubmissions(tx, ids));
  return ids.map((id) =>
    rows.filter((row) => row.deliverableId === id).map(({ by, ...row }) => ({ ...row, by: { name: by } })),
  );
};

/** The moves of the due date of each deliverable. */
export const dueDateMovesOf: Batch<DueDateMove[]> = async (context, ids) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadDueDateMoves(tx, ids));
  return ids.map((id) =>
    rows
      .filter((row) => row.deliverableId === id)
      .map(({ movedBy, acknowledgedBy, ...row }) => ({
        ...row,
        movedBy: { name: movedBy },
        acknowledgedBy: acknowledgedBy === null ? null : { name: acknowledgedBy },
      })),
  );
};
