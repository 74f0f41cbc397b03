import { startEngagement as decideStart, type Decided } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';
import { engagementFactsOf } from './change-state.js';
import { readinessFactsOf } from './readiness-facts.js';
import { saveEngagementChange } from './save-engagement-change.js';

/** Starts an engagement that is ready; refused with NOT_READY once for every unmet condition. What is late is late at once. */
export async function startEngagement(
  context: UseCaseContext,
  input: { engagementId: string },
): Promise<Decided<string>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const now = context.now();
    const change = decideStart({ ...engagementFactsOf(view), readiness: readinessFactsOf(view) }, now);
    if (!change.ok) return change;
    await saveEngagementChange(tx, view, change.value, { by: context.caller.name, now });
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: view.id };
  });
}
