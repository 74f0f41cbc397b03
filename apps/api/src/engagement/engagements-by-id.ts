import {
  assignmentsOf,
  awaitsAcknowledgementBy,
  currentQuarterOf,
  engagementSeenBy,
  engagementStatus,
  isAcknowledgedBy,
  loadEngagements,
  narrowedToPractitioner,
  NotFound,
  quarterSpendOf,
  type UseCaseContext,
  type EngagementView,
} from '@bicorne/application';
import type { Decided } from '@bicorne/domain';
import type { Charter } from '../charter/charter.types.js';
import { deliverableOf } from '../deliverable/deliverables-by-id.js';
import type { Batch, RequestContext } from '../graphql/request-context.js';
import { payloadWith, type Payload } from '../graphql/user-error.js';
import type { Engagement } from './engagement.types.js';

/** Engagements with all that their status shows, found in one statement. */
export const engagementsById: Batch<Engagement> = async (context, ids) => {
  const views = await context.transaction.run(context.caller, (tx) =>
    loadEngagements(tx, ids, narrowedToPractitioner(context.caller)),
  );
  const found = new Map(views.map((view) => [view.id, engagementOf(view, context)]));
  return ids.map((id) => found.get(id) ?? null);
};

/** The engagement as it is at this moment, past the loaders: for the answer of a mutation. @throws NotFound */
export async function engagementNow(context: RequestContext, id: string): Promise<Engagement> {
  const [view] = await context.transaction.run(context.caller, (tx) =>
    loadEngagements(tx, [id], narrowedToPractitioner(context.caller)),
  );
  if (!view) throw new NotFound();
  return engagementOf(view, context);
}

/** The payload of a change of an engagement: the engagement as it is after it, or why it was refused. */
export function engagementPayload(
  context: RequestContext,
  decision: Promise<Decided<string>>,
): Promise<{ engagement: Engagement | null } & Payload> {
  return payloadWith(decision, async (id) => ({ engagement: await engagementNow(context, id) }), { engagement: null });
}

/** An engagement as the schema shows it to the caller. */
function engagementOf(whole: EngagementView, context: UseCaseContext): Engagement {
  const view = engagementSeenBy(whole, context.caller);
  const status = engagementStatus(view);
  const charters = chartersOf(view, status.versionInForce, context);
  const assignments = assignmentsOf(view);
  return {
    id: view.id,
    clientId: view.clientId,
    shape: view.shape,
    state: view.state,
    startsOn: view.startsOn,
    endsOn: view.endsOn,
    quarters: view.quarters,
    currentQuarter: currentQuarterOf(view, context.now()),
    pauses: view.pauses,
    closedAt: view.closedAt,
    closedReason: view.closedReason,
    timeZone: view.timeZone,
    readiness: status.readiness,
    aiRiskOwner: view.aiRiskOwnerName === null ? null : { name: view.aiRiskOwnerName },
    hats: view.hats.map((hat, index) => ({
      hat: hat.hat,
      engagementId: view.id,
      practitionerId: hat.practitionerId,
      daysPerWeek: hat.daysPerWeek,
      perDecisionLimit: assignments[index]?.perDecisionLimit ?? null,
      perQuarterLimit: assignments[index]?.perQuarterLimit ?? null,
      quarterSpend: quarterSpendOf(hat, view, context.now()),
      depth: hat.depth,
      progress: hat.progress,
      late: hat.late > 0,
      lateCount: hat.late,
      thin: hat.thin > 0,
      thinCount: hat.thin,
      deliverables: hat.deliverables.map((deliverable) => deliverableOf(deliverable, context)),
    })),
    failureModes: status.failureModes,
    standingAnswers: view.standingAnswers.map(({ answeredBy, ...answer }) => ({
      ...answer,
      answeredBy: { name: answeredBy },
    })),
    charter: charters[0] ?? null,
    charters,
    openAlerts: { total: view.openAlerts, critical: view.criticalAlerts },
    worstSignal: status.worstSignal,
  };
}

function chartersOf(view: EngagementView, versionInForce: number | null, { caller }: UseCaseContext): Charter[] {
  return view.charters.map((charter) => ({
    ...charter,
    inForce: charter.version === versionInForce,
    acknowledgedByViewer: isAcknowledgedBy(charter, caller),
    awaitsViewer: awaitsAcknowledgementBy(charter, view.charters[0]?.version ?? charter.version, caller),
    practitioners: charter.practitioners.map(({ hat, id, name }) => ({
      hat,
      practitioner: { name },
      acknowledged: charter.acknowledgements.some(({ memberId }) => memberId === id),
    })),
    acknowledgements: charter.acknowledgements.map(({ name, at }) => ({ by: { name }, at })),
  }));
}
