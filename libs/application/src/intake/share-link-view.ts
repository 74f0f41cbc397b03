import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';

export interface ShareLinkView {
  id: string;
  intakeAssessmentId: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** How often the read was opened by it. */
  opens: number;
  lastOpenedAt: Date | null;
}

const COLUMNS = `l.id, l.intake_assessment_id as "intakeAssessmentId", l.created_by as "createdBy",
  l.created_at as "createdAt", l.expires_at as "expiresAt", l.revoked_at as "revokedAt", l.opens,
  l.last_opened_at as "lastOpenedAt"`;

/** One link, or null. Its address cannot be told any more: only the hash of its secret is kept. */
export async function loadShareLink(tx: Tx, id: string): Promise<ShareLinkView | null> {
  const [row] = await tx.query<ShareLinkView>(`select ${COLUMNS} from share_link l where l.id = $1`, [id]);
  return row ?? null;
}

/** A slice of the links to a written read: those that lead to it first, the newest first, and the ended ones after them. */
export async function listShareLinks(
  tx: Tx,
  { assessmentId, offset, limit }: Window & { assessmentId: string },
): Promise<Slice<ShareLinkView>> {
  const rows = await tx.query<ShareLinkView>(
    `select ${COLUMNS} from share_link l where l.workspace_id = $1 and l.intake_assessment_id = $2
     order by l.revoked_at is null and l.expires_at > now() desc, l.created_at desc, l.id offset $3 limit $4`,
    [tx.scope.workspaceId, assessmentId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    'select count(*)::int as count from share_link where workspace_id = $1 and intake_assessment_id = $2',
    [tx.scope.workspaceId, assessmentId],
  );
  return { rows, totalCount: count?.count ?? 0 };
}
