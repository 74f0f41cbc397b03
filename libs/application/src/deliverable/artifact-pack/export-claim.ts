import { EXPORT_ATTEMPTS, type ExportKind } from '@bicorne/domain';
import { PRINTED_WITHIN_MS, type Stored, type Unprintable } from '@bicorne/documents';
import type { Tx } from '@bicorne/persistence';
import { ArchiveTooLarge } from '../../data/archive-entries.js';

/** Renewed while the archive is made, so that it lapses only when its holder is gone. */
const LEASE_SECONDS = 60;
export const RENEW_EVERY_MS = 15_000;

/** An export that is this process's to make, until its lease is over. */
export interface ExportClaim {
  id: string;
  kind: ExportKind;
  /** Null for an archive of the whole workspace. */
  clientId: string | null;
  /** Of an artifact pack. */
  engagementId: string | null;
  requestedBy: string;
  /** Rises with every claim; what is written comes from the holder of the newest alone. */
  fence: string;
}

/**
 * Claims an export whose moment has come, by the database's clock: one that nobody makes, or whose maker let the lease
 * lapse. One that was lost too often is failed here.
 *
 * @returns undefined where it is finished, not due, in other hands, or not there
 */
export async function claimExport(tx: Tx, exportJobId: string): Promise<ExportClaim | undefined> {
  const due = `workspace_id = $1 and id = $2 and state in ('QUEUED', 'RUNNING') and next_attempt_at <= now()
    and (lease_until is null or lease_until <= now())`;
  const [claim] = await tx.query<ExportClaim>(
    `with claimed as (
       update export_job set state = 'RUNNING', progress = 0, attempts = attempts + 1, fence = fence + 1,
         lease_until = now() + make_interval(secs => $3)
       where ${due} and attempts < $4
       returning id, kind, client_id, engagement_id, requested_by, fence
     )
     select id, kind, client_id as "clientId", engagement_id as "engagementId", requested_by as "requestedBy", fence
     from claimed`,
    [tx.scope.workspaceId, exportJobId, LEASE_SECONDS, EXPORT_ATTEMPTS],
  );
  if (claim) return claim;
  await tx.query(
    `update export_job set state = 'FAILED', finished_at = clock_timestamp(), lease_until = null, error = $4
     where ${due} and attempts >= $3`,
    [tx.scope.workspaceId, exportJobId, EXPORT_ATTEMPTS, FAILED],
  );
  return undefined;
}

/** What people are told; the log has the cause. */
const FAILED = 'The archive could not be made. Ask for it again, or ask who runs Bicorne to look into the log.';

/**
 * Holds on to a claim and says how far it is, from 0 to 1; null leaves that as it is.
 *
 * @returns whether the claim still holds
 */
export async function renewExport(tx: Tx, { id, fence }: ExportClaim, progress: number | null): Promise<boolean> {
  return changed(
    tx,
    `update export_job set lease_until = now() + make_interval(secs => $4), progress = coalesce($5, progress)
     where workspace_id = $1 and id = $2 and fence = $3 and state = 'RUNNING'`,
    [tx.scope.workspaceId, id, fence, LEASE_SECONDS, progress],
  );
}

/** Writes that the archive is there, unless someone else has claimed it since. @returns whether the claim still held */
export async function finishExport(tx: Tx, { id, fence }: ExportClaim, { sha256, size }: Stored): Promise<boolean> {
  return changed(
    tx,
    `update export_job set state = 'DONE', progress = 1, lease_until = null, error = null, sha256 = $4, size = $5,
       finished_at = clock_timestamp()
     where workspace_id = $1 and id = $2 and fence = $3 and state = 'RUNNING'`,
    [tx.scope.workspaceId, id, fence, sha256, size],
  );
}

/**
 * Gives a claim back: at once where the process has to end, which counts as no try; else to be tried again after a
 * pause, or failed where it was tried too often, and at once where a document cannot be printed, for it would not be later.
 */
export async function giveExportBack(
  tx: Tx,
  { id, fence }: ExportClaim,
  why: 'ENDING' | 'ERROR' | Unprintable | ArchiveTooLarge,
): Promise<void> {
  const held = "workspace_id = $1 and id = $2 and fence = $3 and state = 'RUNNING'";
  const parameters = [tx.scope.workspaceId, id, fence];
  if (why === 'ENDING') {
    await tx.query(
      `update export_job set state = 'QUEUED', lease_until = null, progress = 0, attempts = attempts - 1 where ${held}`,
      parameters,
    );
    return;
  }
  const [attempts, error] = why === 'ERROR' ? [EXPORT_ATTEMPTS, FAILED] : [0, inWords(why)];
  await tx.query(
    `update export_job
     set state = case when attempts < $4 then 'QUEUED' else 'FAILED' end, lease_until = null, progress = 0,
       next_attempt_at = now() + make_interval(secs => 10 * attempts * attempts),
       finished_at = case when attempts < $4 then null else clock_timestamp() end,
       error = case when attempts < $4 then null else $5 end
     where ${held}`,
    [...parameters, attempts, error],
  );
}

/** Why there is no archive, and what would help. */
function inWords(cause: Unprintable | ArchiveTooLarge): string {
  if (cause instanceof ArchiveTooLarge) return cause.message;
  const { title, why } = cause;
  const what =
    why === 'TOO_SLOW'
      ? `takes more than ${PRINTED_WITHIN_MS / 1_000} seconds to print`
      : 'takes more memory to print than it may';
  return `The archive could not be made: the document "${title}" ${what}. Submit it shorter, or with smaller tables, and ask for the archive again.`;
}

async function changed(tx: Tx, update: string, parameters: unknown[]): Promise<boolean> {
  const rows = await tx.query(`with changed as (${update} returning 1) select 1 from changed`, parameters);
  return rows.length > 0;
}
