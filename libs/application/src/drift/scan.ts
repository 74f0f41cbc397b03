import { evaluateDrift, reconcileAlerts, type Signal } from '@bicorne/domain';
import type { Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
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
 * and given its next moment in one transaction, and what is no longer due by then is passed over.
 *
 * @returns how many engagements were looked at
 */
export async function scanDue({ database, transaction, services }: ScanDeps, now: Date): Promise<number> {
  let looked = 0;
  for (;;) {
    const due = await database.query<{ workspace_id: string; id: string }[]>(
      `select workspace_id, id from engagement where next_check_at <= $1 order by next_check_at limit ${BATCH}`,
      [now],
    );
    let progressed = 0;
    for (const { workspace_id: workspaceId, id } of due) {
      const done = await transaction.run({ workspaceId }, async (tx) => {
        const [mine] = await tx.query(
          'select from engagement where id = $1 and next_check_at <= $2 for update skip locked',
          [id, now],
        );
        return mine ? recheckEngagement(tx, services, id, now) : null;
      });
      if (done) progressed += 1;
    }
    looked += progressed;
    if (due.length < BATCH || progressed === 0) return looked;
  }
}

/** A finding that a scan at some moment would raise. */
export interface ForeseenAlert {
  workspaceSlug: string;
  engagementId: string;
  clientName: string;
  signal: Signal;
}

/** What a scan at that moment would open or raise, in every workspace. Changes nothing. */
export async function* foresee(
  { database, transaction, services }: ScanDeps,
  at: Date,
): AsyncGenerator<ForeseenAlert> {
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
          engagementId: id,
          clientName: state.clientName,
          signal,
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
