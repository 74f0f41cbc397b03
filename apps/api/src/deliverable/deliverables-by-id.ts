import {
  deliverableSeenBy,
  isDeliverableLate,
  loadDeliverables,
  loadLatestRevisions,
  narrowedToPractitioner,
  type DeliverableView,
  type RevisionView,
  type UseCaseContext,
} from '@bicorne/application';
import type { Batch } from '../graphql/request-context.js';
import type { Deliverable, Revision } from './deliverable.types.js';

/** A deliverable as the schema shows it to the caller. */
export function deliverableOf(view: DeliverableView, { caller, now }: UseCaseContext): Deliverable {
  const {
    sentBackAt: _sentBackAt,
    pauses: _pauses,
    timeZone: _timeZone,
    engagementState: _engagementState,
    latestRevision: _number,
    ...shown
  } = deliverableSeenBy(view, caller);
  return { ...shown, late: isDeliverableLate(view, now()) };
}

/** Deliverables that a request asks for one by one, found in one statement. */
export const deliverablesById: Batch<Deliverable> = async (context, ids) => {
  const views = await context.transaction.run(context.caller, (tx) =>
    loadDeliverables(tx, ids, narrowedToPractitioner(context.caller)),
  );
  const found = new Map(views.map((view) => [view.id, deliverableOf(view, context)]));
  return ids.map((id) => found.get(id) ?? null);
};

/** The newest revision of each deliverable. */
export const latestRevisions: Batch<Revision> = async (context, deliverableIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadLatestRevisions(tx, deliverableIds));
  const found = new Map(rows.map((row) => [row.deliverableId, revisionOf(row)]));
  return deliverableIds.map((id) => found.get(id) ?? null);
};

/** A revision as the schema shows it. */
export function revisionOf({ savedBy, deliverableId: _deliverable, ...revision }: RevisionView): Revision {
  return { ...revision, savedBy: { name: savedBy } };
}
