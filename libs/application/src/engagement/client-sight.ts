import { hatDepth, type DeliverableState } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import type { DeliverableView, EngagementView } from './engagement-view.js';

/** The states in which a deliverable stands before the client; before them its figures are those of a draft. */
const BEFORE_THE_CLIENT: readonly DeliverableState[] = ['SUBMITTED', 'CHANGES_REQUESTED', 'ACCEPTED'];

/** A deliverable as the caller may see it: to the client side a draft has no depth and no verdict. */
export function deliverableSeenBy(view: DeliverableView, caller: Caller): DeliverableView {
  if (caller.clientId === null || BEFORE_THE_CLIENT.includes(view.state)) return view;
  return { ...view, depth: null, verdict: null };
}

/** An engagement as the caller may see it: to the client side no signals, no alerts, and no figures of drafts. */
export function engagementSeenBy(view: EngagementView, caller: Caller): EngagementView {
  if (caller.clientId === null) return view;
  return {
    ...view,
    openSignals: [],
    openAlerts: 0,
    criticalAlerts: 0,
    hats: view.hats.map((hat) => {
      const deliverables = hat.deliverables.map((deliverable) => deliverableSeenBy(deliverable, caller));
      return { ...hat, deliverables, depth: hatDepth(deliverables) };
    }),
  };
}
