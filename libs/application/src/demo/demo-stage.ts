import { evaluateDrift, nextCheckAt, reconcileAlerts, type Decided } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { loadDriftState, type DriftState } from '../drift/load-drift-facts.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import type { Services } from '../services.js';
import type { DemoCast } from './demo-cast.js';
import type { DemoClock } from './demo-clock.js';

/** What every part of the seed works with. */
export interface DemoStage {
  workspaceId: string;
  projectRoot: string;
  transaction: WorkspaceTransaction;
  services: Services;
  cast: DemoCast;
  clock: DemoClock;
}

/** Something that happened at a moment of the past. */
export interface DemoEvent {
  at: Date;
  /** Of a running engagement, whose alerts are brought up to the moment first; absent before there is one. */
  engagementId?: () => string | undefined;
  happen: (stage: DemoStage, at: Date) => Promise<void>;
}

/** The ids of what was kept of a client so far. */
export interface DemoIds {
  clientId?: string;
  intakeAssessmentId?: string;
  engagementId?: string;
  charterId?: string;
}

/** An id that an earlier event has kept. */
export function kept(ids: DemoIds, name: keyof DemoIds): string {
  const id = ids[name];
  if (id === undefined)
    throw new Error(`The demo's ${name} is asked for before it is kept: its days are out of order.`);
  return id;
}

/** A use case's context in which somebody acts at a moment of the past. */
export function acting({ transaction, services }: DemoStage, caller: Caller, at: Date): UseCaseContext {
  return { caller, transaction, services, now: () => at };
}

/** The value of a decision that the demo's data must not be refused. */
export async function must<T>(what: string, decision: Promise<Decided<T>>): Promise<T> {
  const decided = await decision;
  if (decided.ok) return decided.value;
  throw new Error(`The demo's ${what} is refused: ${decided.refusals.map(({ message }) => message).join(' ')}`);
}

/**
 * Looks at an engagement at every moment before `until` at which a scan would have looked, so that its alerts open,
 * rise and resolve when they would have. Looks that would only change a figure, such as one more day late, are left out:
 * the next one that counts brings the figures along.
 */
export async function catchUp(stage: DemoStage, engagementId: string, until: Date): Promise<void> {
  const { transaction, services, workspaceId } = stage;
  await transaction.run({ workspaceId }, async (tx) => {
    const [row] = await tx.query<{ next: Date | null }>('select next_check_at as next from engagement where id = $1', [
      engagementId,
    ]);
    let next = row?.next ?? null;
    if (next === null || next >= until) return;
    let state = await loadDriftState(tx, engagementId, services.catalogue, next);
    while (state !== null && next !== null && next < until) {
      if (isNews(state, next)) {
        await recheckEngagement(tx, services, engagementId, next);
        state = await loadDriftState(tx, engagementId, services.catalogue, next);
      }
      next = state && nextCheckAt(state.facts, next);
    }
  });
}

/** Whether a look at that moment would open, raise or resolve an alert. */
function isNews({ facts, known }: DriftState, at: Date): boolean {
  const { toOpen, toRaise, toReopen, toResolve } = reconcileAlerts(facts, known, evaluateDrift(facts, at), at);
  return toOpen.length + toRaise.length + toReopen.length + toResolve.length > 0;
}
