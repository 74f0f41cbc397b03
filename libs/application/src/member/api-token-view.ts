import type { Role } from '@bicorne/domain';
import type { Scope } from '@bicorne/identity';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';

export interface ApiTokenView {
  id: string;
  name: string;
  role: Role;
  clientId: string | null;
  scopes: Scope[];
  prefix: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const COLUMNS = `t.id, t.name, t.role, t.client_id as "clientId", t.scopes, t.prefix, t.created_at as "createdAt",
  t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt"`;

/** One token, or null. */
export async function loadApiToken(tx: Tx, id: string): Promise<ApiTokenView | null> {
  const [row] = await tx.query<ApiTokenView>(`select ${COLUMNS} from api_token t where t.id = $1`, [id]);
  return row ?? null;
}

/** A slice of the tokens, newest first, the revoked ones too. */
export async function listApiTokens(tx: Tx, { offset, limit }: Window): Promise<Slice<ApiTokenView>> {
  const rows = await tx.query<ApiTokenView>(
    `select ${COLUMNS} from api_token t order by t.created_at desc, t.id offset $1 limit $2`,
    [offset, limit],
  );
  const [count] = await tx.query<{ count: number }>('select count(*)::int as count from api_token');
  return { rows, totalCount: count?.count ?? 0 };
}
