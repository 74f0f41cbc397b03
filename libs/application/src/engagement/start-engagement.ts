import { startEngagement as decideStart, type Decided } from '@bicorne/domain';
import { EngagementEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';
import { readinessFactsOf } from './readiness-facts.js';

/** Starts an engagement that is ready; refused with NOT_READY once for every unmet condition. What is late is late at once. */
export async function startEngagement(
  context: UseCaseContext,
  input: { engagementId: string },
): Promise<Decided<string>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const now = context.now();
    const change = decideStart(
      {
        state: view.state,
        startsOn: view.startsOn,
        endsOn: view.endsOn,
        timeZone: view.timeZone,
        pausedOn: null,
        deliverables: view.hats.flatMap((hat) => hat.deliverables),
        readiness: readinessFactsOf(view),
      },
      now,
    );
    if (!change.ok) return change;
    await tx.manager.update(
      EngagementEntity,
      { workspaceId: tx.scope.workspaceId, id: view.id },
      { state: change.value.state, startedAt: change.value.startedAt ?? now },
    );
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: view.id };
  });
}
