import { DEPTH_EVIDENCE_KINDS, depthEvidenced, type DepthEvidenceKind, type MemberRole } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';

export interface MemberView {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  depthEvidenced: boolean;
}

type MemberRow = Omit<MemberView, 'depthEvidenced'> & { kinds: DepthEvidenceKind[] };

const COLUMNS = `m.id, m.name, m.email, m.role, array(
  select distinct t.kind from depth_attestation t
  where t.workspace_id = m.workspace_id and t.practitioner_id = m.id limit ${DEPTH_EVIDENCE_KINDS.length}) as kinds`;

/** The members with these ids; one statement however many. */
export async function loadMembers(tx: Tx, ids: readonly string[]): Promise<MemberView[]> {
  const rows = await tx.query<MemberRow>(`select ${COLUMNS} from member m where m.id = any($1::uuid[])`, [ids]);
  return rows.map(viewOf);
}

/** A slice of the members by name; `search` finds a part of the name or of the email address, whatever its case. */
export async function listMembers(
  tx: Tx,
  { search, offset, limit }: Window & { search: string | null },
): Promise<Slice<MemberView>> {
  const where = `m.removed_at is null and ($1::text is null
    or position(lower($1) in lower(m.name)) > 0 or position(lower($1) in lower(m.email)) > 0)`;
  const rows = await tx.query<MemberRow>(
    `select ${COLUMNS} from member m where ${where} order by lower(m.name), m.id offset $2 limit $3`,
    [search, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(`select count(*)::int as count from member m where ${where}`, [
    search,
  ]);
  return { rows: rows.map(viewOf), totalCount: count?.count ?? 0 };
}

function viewOf({ kinds, ...member }: MemberRow): MemberView {
  return { ...member, depthEvidenced: depthEvidenced(kinds.map((kind) => ({ kind }))) };
}
