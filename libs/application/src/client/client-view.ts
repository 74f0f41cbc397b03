import type { Stage } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';
import { clientVisible } from '../visibility.js';

export interface ClientView {
  id: string;
  name: string;
  stage: Stage | null;
  website: string | null;
  timeZone: string | null;
  notes: string | null;
  createdAt: Date;
  /** The newest engagement that is not over, else the newest; null where there is none. */
  currentEngagementId: string | null;
}

/** The engagement that stands for a client: one that runs before one that is over, the newest first. */
export const CURRENT_ENGAGEMENT = `(select e.id from engagement e
  where e.workspace_id = c.workspace_id and e.client_id = c.id
  order by (e.state in ('COMPLETED', 'ENDED_EARLY')), e.created_at desc, e.id limit 1)`;

const COLUMNS = `c.id, c.name, c.stage, c.website, c.time_zone as "timeZone", c.notes, c.created_at as "createdAt",
  ${CURRENT_ENGAGEMENT} as "currentEngagementId"`;

/** The clients with these ids that the caller may see; one statement however many. */
export async function loadClients(
  tx: Tx,
  ids: readonly string[],
  practitionerId: string | null,
): Promise<ClientView[]> {
  return tx.query<ClientView>(
    `select ${COLUMNS} from client c where c.id = any($1::uuid[]) and ${clientVisible('$2')}`,
    [ids, practitionerId],
  );
}

/** A slice of the clients by name; `search` finds a part of the name, whatever its case. */
export async function listClientsBy(
  tx: Tx,
  { search, offset, limit, practitionerId }: Window & { search: string | null; practitionerId: string | null },
): Promise<Slice<ClientView>> {
  const where = `($1::text is null or position(lower($1) in lower(c.name)) > 0) and ${clientVisible('$2')}`;
  const rows = await tx.query<ClientView>(
    `select ${COLUMNS} from client c where ${where} order by lower(c.name), c.id offset $3 limit $4`,
    [search, practitionerId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(`select count(*)::int as count from client c where ${where}`, [
    search,
    practitionerId,
  ]);
  return { rows, totalCount: count?.count ?? 0 };
}
