import {
  AREA_LIMIT,
  charterInForce,
  charterThatCounts,
  readMoney,
  readText,
  whichHat,
  type Decided,
  type Money,
  type WhichHatAnswer,
} from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { quarterSpendOf } from '../engagement/engagement-status.js';
import { loadEngagement, type EngagementView } from '../engagement/engagement-view.js';
import { assignmentsOf, charterVersionOf } from '../engagement/readiness-facts.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';

/**
 * Whose decision it is, before it is taken. Read from the charter in force; before one is, from the newest published.
 *
 * @throws NotFound where the engagement does not exist or the caller may not see it
 */
export async function askWhichHat(
  context: UseCaseContext,
  input: { engagementId: string; area: string; amount?: Money | null },
): Promise<Decided<WhichHatAnswer>> {
  const area = readText(input.area, { field: 'area', what: 'the area', max: AREA_LIMIT });
  if (!area.ok) return area;
  const view = await context.transaction.run(context.caller, (tx) =>
    loadEngagement(tx, input.engagementId, narrowedToPractitioner(context.caller)),
  );
  if (!view) throw new NotFound();
  const amount = input.amount ? readMoney(input.amount, 'amount') : null;
  if (amount && !amount.ok) return amount;
  return {
    ok: true,
    value: whichHat({
      rights: rightsThatCount(view),
      assignments: assignmentsOf(view),
      area: area.value,
      amount: amount?.value ?? null,
      quarterSpend: Object.fromEntries(view.hats.map((hat) => [hat.hat, quarterSpendOf(hat, view, context.now())])),
    }),
  };
}

function rightsThatCount(view: EngagementView): EngagementView['charters'][number]['rights'] {
  const versions = view.charters.map(charterVersionOf);
  const version = charterThatCounts(versions, charterInForce(versions))?.version;
  return view.charters.find((charter) => charter.version === version)?.rights ?? [];
}
