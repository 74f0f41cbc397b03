import { decideEngagement, type Decided, type EngagementCommand, type EngagementFacts } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';
import type { EngagementView } from './engagement-view.js';
import { saveEngagementChange } from './save-engagement-change.js';

/** What a change of state looks at, out of the engagement's view. */
export function engagementFactsOf(view: EngagementView): EngagementFacts {
  const { state, startsOn, endsOn, timeZone, pausedOn, quarters } = view;
  const deliverables = view.hats.flatMap((hat) => hat.deliverables);
  return { state, startsOn, endsOn, timeZone, pausedOn, quarters, deliverables };
}

/** The engagement rests: it raises no drift until it resumes. */
export function pauseEngagement(
  context: UseCaseContext,
  { engagementId, reason }: { engagementId: string; reason?: string | null },
): Promise<Decided<string>> {
  return changeState(context, engagementId, { kind: 'PAUSE', reason });
}

/** It goes on, and what is owed moves by the days of the pause. */
export function resumeEngagement(
  context: UseCaseContext,
  { engagementId }: { engagementId: string },
): Promise<Decided<string>> {
  return changeState(context, engagementId, { kind: 'RESUME' });
}

/** Nothing is owed any more: OPEN_DELIVERABLES otherwise. */
export function completeEngagement(
  context: UseCaseContext,
  { engagementId }: { engagementId: string },
): Promise<Decided<string>> {
  return changeState(context, engagementId, { kind: 'COMPLETE' });
}

/** It ends with what is owed, for a reason. */
export function endEngagementEarly(
  context: UseCaseContext,
  { engagementId, reason }: { engagementId: string; reason: string },
): Promise<Decided<string>> {
  return changeState(context, engagementId, { kind: 'END_EARLY', reason });
}

async function changeState(
  context: UseCaseContext,
  engagementId: string,
  command: EngagementCommand,
): Promise<Decided<string>> {
  return changeEngagement(context, engagementId, async (tx, view) => {
    const now = context.now();
    const change = decideEngagement(command, engagementFactsOf(view), now);
    if (!change.ok) return change;
    await saveEngagementChange(tx, view, change.value, { by: context.caller.name, now });
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: view.id };
  });
}
