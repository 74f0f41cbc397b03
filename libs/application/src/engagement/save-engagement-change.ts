import type { CatalogueEntry, EngagementChange, Quarter } from '@bicorne/domain';
import { DeliverableEntity, EngagementEntity, PauseEntity, QuarterEntity, type Tx } from '@bicorne/persistence';
import type { EngagementView } from './engagement-view.js';

/** Whose rows: what every table of an engagement carries. */
interface Owned {
  workspaceId: string;
  clientId: string;
  engagementId: string;
}

/** A quarter as its row. */
export function quarterRow(owned: Owned, { number, from, to }: Quarter, createdAt: Date): QuarterEntity {
  return { ...owned, number, fromDay: from, toDay: to, createdAt };
}

/** Who brought a change about and when, and the ids of the workspace's own templates that a renewal plans. */
export interface ChangeOrigin {
  by: string;
  now: Date;
  templateIds?: ReadonlyMap<CatalogueEntry['key'], string>;
}

/** Writes what the domain decided about an engagement: its state, pauses, quarters and due dates. */
export async function saveEngagementChange(
  tx: Tx,
  view: Pick<EngagementView, 'id' | 'clientId' | 'state'>,
  change: EngagementChange,
  origin: ChangeOrigin,
): Promise<void> {
  const owned: Owned = { workspaceId: tx.scope.workspaceId, clientId: view.clientId, engagementId: view.id };
  const { state, startedAt, pausedOn, closedAt, closedReason, endsOn } = change;
  await tx.manager.update(
    EngagementEntity,
    { workspaceId: owned.workspaceId, id: view.id },
    { state, startedAt, pausedOn, closedAt, closedReason, endsOn },
  );
  if (change.pausedOn) await beginPause(tx, owned, change.pausedOn, change.pauseReason ?? null, origin);
  else if (view.state === 'PAUSED') await endPause(tx, owned, origin);
  if ((change.movedByDays ?? 0) > 0) await moveDays(tx, owned, change);
  if (change.addedQuarter) await addQuarter(tx, owned, change.addedQuarter, change.planned ?? [], origin);
}

async function beginPause(
  tx: Tx,
  owned: Owned,
  fromDay: string,
  reason: string | null,
  { by, now }: ChangeOrigin,
): Promise<void> {
  await tx.manager.insert(PauseEntity, { ...owned, fromDay, pausedAt: now, reason, pausedBy: by });
}

/** By resuming, or by the end of the engagement. */
async function endPause(tx: Tx, owned: Owned, { by, now }: ChangeOrigin): Promise<void> {
  await tx.query(
    `update pause p set resumed_at = $2, resumed_by = $3,
       to_day = greatest(p.from_day, ($2::timestamptz at time zone e.time_zone)::date)
     from engagement e
     where e.workspace_id = p.workspace_id and e.id = p.engagement_id
       and p.engagement_id = $1 and p.resumed_at is null`,
    [owned.engagementId, now, by],
  );
}

async function moveDays(tx: Tx, owned: Owned, change: EngagementChange): Promise<void> {
  const { workspaceId, engagementId } = owned;
  for (const { number, from, to } of change.movedQuarters ?? [])
    await tx.manager.update(QuarterEntity, { workspaceId, engagementId, number }, { fromDay: from, toDay: to });
  for (const { id, dueOn, originalDueOn } of change.movedDeliverables ?? [])
    await tx.manager.update(DeliverableEntity, { workspaceId, id, engagementId }, { dueOn, originalDueOn });
  const waiting = (change.movedDeliverables ?? []).filter(({ pendingDueOn }) => pendingDueOn !== null);
  // What was asked for moves along, with the day from which it was asked.
  await tx.query(
    `update due_date_move m set from_day = m.from_day + $2::int, to_day = m.to_day + $2::int
     where m.deliverable_id = any($1::uuid[]) and m.acknowledged_at is null and m.withdrawn_at is null`,
    [waiting.map(({ id }) => id), change.movedByDays ?? 0],
  );
  // A snooze that ended during the pause would wake its alert the moment it resumes, and all such alerts at once.
  await tx.query(
    `update drift_alert a
     set snoozed_until = (a.snoozed_until at time zone e.time_zone + make_interval(days => $2::int)) at time zone e.time_zone
     from engagement e
     where e.workspace_id = a.workspace_id and e.id = a.engagement_id and e.id = $1
       and a.state = 'SNOOZED' and a.snoozed_until is not null`,
    [engagementId, change.movedByDays ?? 0],
  );
}

async function addQuarter(
  tx: Tx,
  owned: Owned,
  quarter: Quarter,
  planned: NonNullable<EngagementChange['planned']>,
  { now, templateIds }: ChangeOrigin,
): Promise<void> {
  await tx.manager.insert(QuarterEntity, quarterRow(owned, quarter, now));
  await tx.manager.insert(
    DeliverableEntity,
    planned.map(({ dueOn, ...deliverable }) => ({
      ...owned,
      ...deliverable,
      state: 'PLANNED' as const,
      dueOn,
      originalDueOn: dueOn,
      quarter: quarter.number,
      templateId: templateIds?.get(deliverable.key) ?? null,
    })),
  );
}
