import {
  draftEngagement as decideDraft,
  firstQuarter,
  HATS,
  planDeliverables,
  refused,
  type AssignmentInput,
  type Decided,
  type Shape,
} from '@bicorne/domain';
import {
  DeliverableEntity,
  EngagementEntity,
  HatAssignmentEntity,
  IntakeAssessmentEntity,
  MemberEntity,
  QuarterEntity,
  WorkspaceEntity,
} from '@bicorne/persistence';
import { In } from 'typeorm';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';
import { quarterRow } from './save-engagement-change.js';

export interface DraftEngagementInput {
  clientId: string;
  shape: Shape;
  startsOn: string;
  timeZone?: string | null;
  intakeAssessmentId?: string | null;
  assignments: AssignmentInput[];
}

/**
 * Drafts an engagement with its hats and the deliverables that the catalogue plans for them. A practitioner drafts only
 * what they wear a hat in (NOT_ALLOWED), for anything else is not theirs to see.
 *
 * @returns the engagement's id
 * @throws NotFound where the client or the intake assessment does not exist or is not the caller's to see
 */
export async function draftEngagement(context: UseCaseContext, input: DraftEngagementInput): Promise<Decided<string>> {
  const workspaceId = context.caller.workspaceId;
  if (input.assignments.length > HATS.length)
    return refused({
      code: 'OUT_OF_RANGE',
      field: 'assignments',
      message: `An engagement has ${HATS.length} hats at the most.`,
    });
  const named = input.assignments.flatMap(({ practitionerId }) => (practitionerId ? [practitionerId] : []));
  const drafter = narrowedToPractitioner(context.caller);
  return context.transaction.run(context.caller, async (tx) => {
    const client = await requireClient(tx, context, input.clientId);
    if (drafter !== null && !named.includes(drafter))
      return refused({
        code: 'NOT_ALLOWED',
        field: 'assignments',
        message: 'A practitioner drafts an engagement in which they wear a hat themselves.',
      });
    if (input.intakeAssessmentId) {
      const known = { workspaceId, clientId: client.id, id: input.intakeAssessmentId };
      if (!(await tx.manager.existsBy(IntakeAssessmentEntity, known))) throw new NotFound();
    }
    const workspace = await tx.manager.findOneByOrFail(WorkspaceEntity, { id: workspaceId });
    const members = await tx.manager.find(MemberEntity, {
      select: { id: true },
      where: { workspaceId, id: In(named) },
    });

    const draft = decideDraft(input, {
      practitionerIds: new Set(members.map((member) => member.id)),
      defaultTimeZone: client.timeZone ?? workspace.timeZone,
    });
    if (!draft.ok) return draft;
    const { assignments, currency, ...drafted } = draft.value;

    const engagement = tx.manager.create(EngagementEntity, {
      workspaceId,
      clientId: client.id,
      intakeAssessmentId: input.intakeAssessmentId ?? null,
      ...drafted,
      currency: currency ?? workspace.currency,
      createdAt: context.now(),
    });
    await tx.manager.insert(EngagementEntity, engagement);
    const owned = { workspaceId, clientId: client.id, engagementId: engagement.id };
    const quarter = firstQuarter(drafted.startsOn);
    await tx.manager.insert(QuarterEntity, quarterRow(owned, quarter, context.now()));
    await tx.manager.insert(
      HatAssignmentEntity,
      assignments.map(({ perDecisionLimit, perQuarterLimit, daysPerWeek, ...assignment }) => ({
        ...owned,
        ...assignment,
        daysPerWeek: String(daysPerWeek),
        perDecisionLimit: perDecisionLimit?.amount ?? null,
        perQuarterLimit: perQuarterLimit?.amount ?? null,
      })),
    );
    const planned = planDeliverables(drafted.shape, context.services.catalogue.entries, drafted.startsOn);
    await tx.manager.insert(
      DeliverableEntity,
      planned.map(({ dueOn, ...deliverable }) => ({
        ...owned,
        ...deliverable,
        state: 'PLANNED' as const,
        dueOn,
        originalDueOn: dueOn,
      })),
    );
    return { ok: true, value: engagement.id };
  });
}
