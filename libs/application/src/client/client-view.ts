import type { ClientSource, Stage } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';
import { clientVisible, engagementVisible } from '../visibility.js';

export interface ClientView {
  id: string;
  name: string;
  stage: Stage | null;
  website: string | null;
  timeZone: string | null;
  notes: string | null;
  source: ClientSource;
  /** Who answered at the public address; null for a client that a member entered. */
  prospectName: string | null;
  prospectEmail: string | null;
  createdAt: Date;
  /** Of the engagements that the caller sees, the one that runs, else a draft, else one that is over; null for none. */
  currentEngagementId: string | null;
}

/**
 * SQL of the engagement that stands for a row `c` of client: one that runs before a draft, a draft before one that is
 * over, the newest first, and only one that the caller sees; `parameter` is the place of the practitioner's id.
 */
export function currentEngagement(parameter: string): string {
  return `(select e.id from engagement e
  where e.workspace_id = c.workspace_id and e.client_id = c.id and ${engagementVisible(parameter)}
  order by case when e.state in ('ACTIVE', 'PAUSED') then 0 when e.state = 'DRAFT' then 1 else 2 end,
    e.created_at desc, e.id limit 1)`;
}

/** The columns of a client; the practitioner's id is the second parameter. */
const COLUMNS = `c.id, c.name, c.stage, c.website, c.time_zone as "timeZone", c.notes, c.source,
  c.prospect_name as "prospectName", c.prospect_email as "prospectEmail", c.created_at as "createdAt",
  ${currentEngagement('$2')} as "currentEngagementId"`;

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
