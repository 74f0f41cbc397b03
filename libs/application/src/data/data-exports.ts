import { decided, refused, type Decided, type ExportKind, type ExportState } from '@bicorne/domain';
import { enqueue } from '@bicorne/jobs';
import type { Tx } from '@bicorne/persistence';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';
import type { Slice, Window } from '../paging.js';

/** An archive of all that is kept of a client or of the workspace. */
export interface DataExportView {
  id: string;
  kind: Exclude<ExportKind, 'ARTIFACT_PACK'>;
  clientId: string | null;
  state: ExportState;
  /** From 0 to 1. */
  progress: number;
  /** For people; set where it failed. */
  error: string | null;
  sha256: string | null;
  /** In bytes. */
  size: number | null;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

/**
 * Asks for an archive of everything that is kept of a client, or where it is null of the whole workspace; the worker makes
 * it. Where one waits already, it is that one. The workspace is for owners (OWNER_ONLY).
 *
 * @returns the id of the export
 * @throws NotFound where the client does not exist or is not the caller's to see
 */
export async function exportData(
  context: UseCaseContext,
  { clientId }: { clientId: string | null },
): Promise<Decided<string>> {
  if (clientId === null && context.caller.role !== 'OWNER')
    return refused({ code: 'OWNER_ONLY', message: 'The whole workspace is exported by an owner. Name a client.' });
  return context.transaction.run(context.caller, async (tx) => {
    if (clientId !== null) await requireClient(tx, context, clientId);
    const kind: ExportKind = clientId === null ? 'WORKSPACE' : 'CLIENT';
    const { workspaceId } = tx.scope;
    const [waiting] = await tx.query<{ id: string }>(
      `select id from export_job where workspace_id = $1 and kind = $2 and client_id is not distinct from $3
         and state = 'QUEUED' and attempts = 0`,
      [workspaceId, kind, clientId],
    );
    if (waiting) return decided(waiting.id);
    const [made] = await tx.query<{ id: string }>(
      `insert into export_job (workspace_id, kind, client_id, state, next_attempt_at, requested_by, created_at)
       values ($1, $2, $3, 'QUEUED', now(), $4, $5) returning id`,
      [workspaceId, kind, clientId, context.caller.name, context.now()],
    );
    if (!made) throw new Error('The export was not kept.');
    await enqueue(tx, 'export.artifact-pack', { workspaceId, exportJobId: made.id });
    return decided(made.id);
  });
}

const COLUMNS = `x.id, x.kind, x.client_id as "clientId", x.state, x.progress, x.error, x.sha256, x.size::float as size,
  x.requested_by as "requestedBy", x.created_at as "createdAt", x.finished_at as "finishedAt"`;

/** A partner sees those of clients, an owner those of the workspace too. */
const seenBy = ({ caller }: UseCaseContext): ExportKind[] =>
  caller.role === 'OWNER' ? ['CLIENT', 'WORKSPACE'] : caller.role === 'PARTNER' ? ['CLIENT'] : [];

/** Those of these exports that the caller may have. */
export async function loadDataExports(
  tx: Tx,
  context: UseCaseContext,
  ids: readonly string[],
): Promise<DataExportView[]> {
  return tx.query<DataExportView>(
    `select ${COLUMNS} from export_job x where x.workspace_id = $1 and x.id = any ($2::uuid[]) and x.kind = any ($3)`,
    [tx.scope.workspaceId, ids, seenBy(context)],
  );
}

/** A slice of the exports that the caller may have, the newest first. */
export async function listDataExports(
  context: UseCaseContext,
  { offset, limit }: Window,
): Promise<Slice<DataExportView>> {
  return context.transaction.run(context.caller, async (tx) => {
    const where = 'x.workspace_id = $1 and x.kind = any ($2)';
    const parameters = [tx.scope.workspaceId, seenBy(context)];
    const rows = await tx.query<DataExportView>(
      `select ${COLUMNS} from export_job x where ${where} order by x.created_at desc, x.id offset $3 limit $4`,
      [...parameters, offset, limit],
    );
    const [count] = await tx.query<{ count: number }>(
      `select count(*)::int as count from export_job x where ${where}`,
      parameters,
    );
    return { rows, totalCount: count?.count ?? 0 };
  });
}
