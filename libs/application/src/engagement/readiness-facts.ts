import type { CharterVersion, Hat, Money, ReadinessFacts } from '@bicorne/domain';
import type { CharterView, EngagementView } from './engagement-view.js';

/** An amount of the engagement as money; null stays null. */
export function moneyOf(amount: string | null, currency: string): Money | null {
  return amount === null ? null : { amount, currency };
}

/** A published version as the domain judges it. */
export function charterVersionOf(charter: CharterView): CharterVersion {
  return {
    version: charter.version,
    rights: charter.rights,
    practitionerIds: [...new Set(charter.practitioners.map(({ id }) => id))],
    acknowledgements: charter.acknowledgements.map((acknowledgement) =>
      acknowledgement.memberId === null
        ? { personId: acknowledgement.clientContactId ?? acknowledgement.userKey, as: 'SPONSOR' as const }
        : { personId: acknowledgement.memberId, as: 'PRACTITIONER' as const },
    ),
  };
}

/** Who wears a hat now, each once. */
export function practitionerIdsOf(view: EngagementView): string[] {
  return [...new Set(view.hats.map((hat) => hat.practitionerId).filter((id) => id !== null))];
}

/** The hats as the domain reads them. */
export function assignmentsOf(view: EngagementView): {
  hat: Hat;
  practitionerId: string | null;
  practitionerName: string | null;
  perDecisionLimit: Money | null;
  perQuarterLimit: Money | null;
}[] {
  return view.hats.map((hat) => ({
    hat: hat.hat,
    practitionerId: hat.practitionerId,
    practitionerName: hat.practitionerName,
    perDecisionLimit: moneyOf(hat.perDecisionLimit, view.currency),
    perQuarterLimit: moneyOf(hat.perQuarterLimit, view.currency),
  }));
}

/** What readiness looks at, out of the engagement's view. */
export function readinessFactsOf(view: EngagementView): ReadinessFacts {
  const newest = view.charters[0];
  return {
    shape: view.shape,
    assignments: assignmentsOf(view),
    depthAttestations: view.depthAttestations,
    charter: newest ? charterVersionOf(newest) : null,
    aiRiskOwners: view.aiRiskOwnerName === null ? [] : [view.aiRiskOwnerName],
    deliverables: view.hats.flatMap((hat) => hat.deliverables),
  };
}
