import { assignHat as decideAssignment, depthEvidenced, type AssignHatCommand, type Decided } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import {
  DepthAttestationEntity,
  EngagementEntity,
  HatAssignmentEntity,
  MemberEntity,
  type Tx,
} from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { tellNewWearers } from '../notice/tell-new-wearers.js';
import { narrowedToPractitioner } from '../visibility.js';
import { changeEngagement } from './change-engagement.js';
import { assignmentsOf } from './readiness-facts.js';

export interface AssignHatInput extends AssignHatCommand {
  engagementId: string;
}

/**
 * Changes who wears a hat, how much, or what they may spend. The published charter stays as it is: its parties are who
 * wore the hats then, so that a new practitioner asks for a new version.
 */
export async function assignHat(context: UseCaseContext, input: AssignHatInput): Promise<Decided<string>> {
  const { caller } = context;
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const { workspaceId } = tx.scope;
    const days = new Map(view.hats.map(({ hat, daysPerWeek }) => [hat, daysPerWeek]));
    const decision = decideAssignment(input, {
      state: view.state,
      shape: view.shape,
      currency: view.currency,
      assignments: assignmentsOf(view).map(({ practitionerName: _name, ...assignment }) => ({
        ...assignment,
        daysPerWeek: days.get(assignment.hat) ?? 0,
      })),
      practitioner: input.practitionerId ? await knownOf(tx, input.practitionerId) : null,
      by: roleOf(caller),
    });
    if (!decision.ok) return decision;
    const { assignments, currency } = decision.value;
    const drafter = narrowedToPractitioner(caller);
    if (drafter !== null && !assignments.some(({ practitionerId }) => practitionerId === drafter))
      return {
        ok: false,
        refusals: [
          {
            code: 'NOT_ALLOWED',
            field: 'practitionerId',
            message: 'A practitioner drafts an engagement in which they wear a hat themselves.',
          },
        ],
      };
    for (const { hat, practitionerId, daysPerWeek, perDecisionLimit, perQuarterLimit } of assignments)
      await tx.manager.update(
        HatAssignmentEntity,
        { workspaceId, engagementId: view.id, hat },
        {
          practitionerId,
          daysPerWeek: String(daysPerWeek),
          perDecisionLimit: perDecisionLimit?.amount ?? null,
          perQuarterLimit: perQuarterLimit?.amount ?? null,
        },
      );
    if (currency !== view.currency)
      await tx.manager.update(EngagementEntity, { workspaceId, id: view.id }, { currency });
    // What follows is the workspace's own business, also where a sponsor agreed to a limit.
    await tx.widenToWorkspace();
    const now = context.now();
    await recheckEngagement(tx, context.services, view.id, now);
    const worn = new Map(view.hats.map(({ hat, practitionerId }) => [hat, practitionerId]));
    const taken = assignments.filter(({ hat, practitionerId }) => practitionerId !== worn.get(hat));
    await tellNewWearers(
      tx,
      context.services,
      view.id,
      taken.map(({ hat }) => hat),
      now,
    );
    return { ok: true, value: view.id };
  });
}

function roleOf({ role }: Caller): 'LEAD' | 'PRACTITIONER' | 'SPONSOR' {
  if (role === 'PRACTITIONER') return 'PRACTITIONER';
  return role === 'OWNER' || role === 'PARTNER' ? 'LEAD' : 'SPONSOR';
}

async function knownOf(tx: Tx, practitionerId: string): Promise<{ depthEvidenced: boolean } | null> {
  const { workspaceId } = tx.scope;
  if (!(await tx.manager.existsBy(MemberEntity, { workspaceId, id: practitionerId }))) return null;
  const attested = await tx.manager.findBy(DepthAttestationEntity, { workspaceId, practitionerId });
  return { depthEvidenced: depthEvidenced(attested) };
}
