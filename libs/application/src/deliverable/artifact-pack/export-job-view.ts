import type { ExportState } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../../paging.js';
import { engagementVisible } from '../../visibility.js';

/** An archive that is being made, or was. */
export interface ExportJobView {
  id: string;
  engagementId: string;
  state: ExportState;
  /** From 0 to 1. */
  progress: number;
  /** For people; set where it failed. */
  error: string | null;
  /** Set where it is done. */
  sha256: string | null;
  /** In bytes. */
  size: number | null;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

const COLUMNS = `x.id, x.engagement_id as "engagementId", x.state, x.progress, x.error, x.sha256, x.size,
  x.requested_by as "requestedBy", x.created_at as "createdAt", x.finished_at as "finishedAt"`;
const FROM = 'export_job x join engagement e on e.workspace_id = x.workspace_id and e.id = x.engagement_id';

/** Those of these exports that the caller may see. */
export async function loadExportJobs(
  tx: Tx,
  ids: readonly string[],
  practitionerId: string | null,
): Promise<ExportJobView[]> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from ${FROM} where x.id = any($1::uuid[]) and ${engagementVisible('$2')}`,
    [ids, practitionerId],
  );
  return rows.map(viewOf);
}

/** A slice of the exports of one engagement, the newest first. */
export async function listExportJobs(
  tx: Tx,
  { engagementId, offset, limit }: Window & { engagementId: string },
): Promise<Slice<ExportJobView>> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from export_job x where x.engagement_id = $1
     order by x.created_at desc, x.id offset $2 limit $3`,
    [engagementId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    'select count(*)::int as count from export_job where engagement_id = $1',
    [engagementId],
  );
  return { rows: rows.map(viewOf), totalCount: count?.count ?? 0 };
}

type Row = Omit<ExportJobView, 'size'> & { size: string | null };

function viewOf(row: Row): ExportJobView {
  return { ...row, size: row.size === null ? null : Number(row.size) };
}
