import { evaluateDrift, reconcileAlerts, type Signal } from '@bicorne/domain';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { toGlobalId } from '../global-id.js';
import type { Services } from '../services.js';
import { loadDriftState } from './load-drift-facts.js';
import { recheckEngagement } from './recheck-engagement.js';

export interface ScanDeps {
  /** Under the worker role, which may look for due engagements in every workspace. */
  database: DataSource;
  transaction: WorkspaceTransaction;
  services: Services;
}

const BATCH = 100;

/**
 * Looks at every engagement whose moment has come. Two scans at once are harmless: each engagement is locked, looked at
 * and given its next moment in one transaction, and what is no longer due by then is passed over. One that cannot be
 * looked at does not keep the others waiting.
 *
 * @returns how many engagements were looked at
 * @throws AggregateError after all others, with what went wrong for each engagement that could not be looked at
 */
export async function scanDue({ database, transaction, services }: ScanDeps, now: Date): Promise<number> {
  const failures = new Map<string, unknown>();
  let looked = 0;
  for (;;) {
    const due = await database.query<{ workspace_id: string; id: string }[]>(
      `select workspace_id, id from engagement where next_check_at <= $1 and id <> all($2::uuid[])
       order by next_check_at limit ${BATCH}`,
      [now, [...failures.keys()]],
    );
    let progressed = 0;
    for (const { workspace_id: workspaceId, id } of due) {
      try {
        if (await transaction.run({ workspaceId }, (tx) => recheckWhereDue(tx, services, id, now))) progressed += 1;
      } catch (error) {
        failures.set(id, error);
      }
    }
    looked += progressed;
    if (due.length < BATCH || (progressed === 0 && due.every(({ id }) => !failures.has(id)))) break;
  }
  if (failures.size > 0)
    throw new AggregateError(failures.values(), `Not looked at: ${[...failures.keys()].join(', ')}`);
  return looked;
}

/** False where another scan has the engagement, or had it. */
async function recheckWhereDue(tx: Tx, services: Services, id: string, now: Date): Promise<boolean> {
  const [mine] = await tx.query('select from engagement where id = $1 and next_check_at <= $2 for update skip locked', [
    id,
    now,
  ]);
  return mine !== undefined && (await recheckEngagement(tx, services, id, now)) !== null;
}

/** A finding that a scan at some moment would raise, with the ids of the published schema. */
export interface ForeseenAlert {
  workspaceSlug: string;
  engagementId: string;
  clientName: string;
  signal: Signal;
}

/** What a scan at that moment would open or raise, in every workspace. Changes nothing. */
export async function* foresee({ database, transaction, services }: ScanDeps, at: Date): AsyncGenerator<ForeseenAlert> {
  // Every active engagement has drift rules that depend on time, so the index of what is due tells nothing here.
  const slugs = new Map<string, string>();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const batch = await database.query<{ workspace_id: string; id: string }[]>(
      `select workspace_id, id from engagement where state = 'ACTIVE' and id > $1 order by id limit ${BATCH}`,
      [after],
    );
    for (const { workspace_id: workspaceId, id } of batch) {
      const state = await transaction.run({ workspaceId }, async (tx) => {
        if (!slugs.has(workspaceId)) slugs.set(workspaceId, await slugOf(tx, workspaceId));
        return loadDriftState(tx, id, services.catalogue, at);
      });
      if (!state) continue;
      const changes = reconcileAlerts(state.facts, state.known, evaluateDrift(state.facts, at), at);
      const raised = [...changes.toOpen, ...changes.toRaise, ...changes.toReopen];
      for (const { signal } of raised)
        yield {
          workspaceSlug: slugs.get(workspaceId) ?? '',
          engagementId: toGlobalId('Engagement', id),
          clientName: state.clientName,
          signal: { ...signal, subject: published(signal.subject, id) },
        };
    }
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = last.id;
  }
}

async function slugOf(tx: Tx, workspaceId: string): Promise<string> {
  const [row] = await tx.query<{ slug: string }>('select slug from workspace where id = $1', [workspaceId]);
  return row?.slug ?? '';
}

/** A hat is its own id; everything else is known outside by its published one. */
function published({ kind, id }: Signal['subject'], engagementId: string): Signal['subject'] {
  switch (kind) {
    case 'HAT':
      return { kind, id };
    case 'ENGAGEMENT':
      return { kind, id: toGlobalId('Engagement', engagementId) };
    case 'DELIVERABLE':
      return { kind, id: toGlobalId('Deliverable', id) };
    case 'DECISION':
      return { kind, id: toGlobalId('Decision', id) };
    default:
      return kind satisfies never;
  }
}
