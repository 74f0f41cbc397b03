import {
  AREA_LIMIT,
  readMoney,
  readOptionalText,
  readText,
  signalsOfDecision,
  type Decided,
  type Hat,
  type Money,
  type Signal,
} from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { loadDriftState } from '../drift/load-drift-facts.js';
import { loadEngagement } from '../engagement/engagement-view.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';
import { supersededOf } from './record-decision.js';

export interface CheckDecisionInput {
  engagementId: string;
  area: string;
  hatWorn: Hat | 'JOINT';
  spend?: Money | null;
  vendor?: string | null;
  supersedesId?: string | null;
}

/** A name is cut where a vendor's would be refused. */
const VENDOR_LIMIT = 200;

/**
 * What the rules would find if the decision were recorded now by the caller, before it is. Records nothing.
 *
 * @throws NotFound where the engagement does not exist or is not the caller's to see, or has no decision that it names
 */
export async function checkDecision(context: UseCaseContext, input: CheckDecisionInput): Promise<Decided<Signal[]>> {
  const { caller, services } = context;
  const now = context.now();
  const area = readText(input.area, { field: 'area', what: 'the area', max: AREA_LIMIT });
  if (!area.ok) return area;
  const vendor = readOptionalText(input.vendor, { field: 'vendor', what: 'the vendor', max: VENDOR_LIMIT });
  if (!vendor.ok) return vendor;
  const spend = input.spend ? readMoney(input.spend, 'spend') : null;
  if (spend && !spend.ok) return spend;
  const state = await context.transaction.run(caller, async (tx) => {
    const view = await loadEngagement(tx, input.engagementId, narrowedToPractitioner(caller));
    if (view && input.supersedesId) await supersededOf(tx, view.id, input.supersedesId);
    return view && loadDriftState(tx, view.id, services.catalogue, now);
  });
  if (!state) throw new NotFound();
  const wearer = state.facts.hats.find(({ hat }) => hat === input.hatWorn);
  const decidedBy =
    wearer?.practitionerId && wearer.practitionerId !== caller.memberId
      ? { key: wearer.practitionerId, name: wearer.practitionerName ?? caller.name }
      : { key: caller.memberId ?? `name:${caller.name}`, name: caller.name };
  return {
    ok: true,
    value: signalsOfDecision(
      state.facts,
      {
        area: area.value,
        hatWorn: input.hatWorn,
        title: 'This decision',
        at: now,
        decidedBy,
        supersedesId: input.supersedesId ?? null,
        signOffs: [],
        approvedAt: null,
        spend: spend?.value ?? null,
        vendor: vendor.value,
      },
      now,
    ),
  };
}
