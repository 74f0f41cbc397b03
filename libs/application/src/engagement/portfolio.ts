import type { Tx } from '@bicorne/persistence';
import { currentEngagement } from '../client/client-view.js';
import type { Slice, Window } from '../paging.js';
import { clientVisible } from '../visibility.js';

export interface PortfolioRowView {
  clientId: string;
  engagementId: string | null;
}

/**
 * A slice of the portfolio: a row a client with the engagement that stands for it, what needs attention first. Critical
 * alerts weigh most, then late, thin and open ones, then those that run before drafts, mere clients and what is over.
 */
export async function listPortfolio(
  tx: Tx,
  { offset, limit, practitionerId }: Window & { practitionerId: string | null },
): Promise<Slice<PortfolioRowView>> {
  const rows = await tx.query<PortfolioRowView>(
    `select c.id as "clientId", e.id as "engagementId"
     from client c
     left join engagement e on e.workspace_id = c.workspace_id and e.id = ${currentEngagement('$1')}
     left join lateral (select sum(h.late) as late, sum(h.thin) as thin from hat_assignment h
       where h.workspace_id = e.workspace_id and h.engagement_id = e.id) marks on true
     where ${clientVisible('$1')}
     order by coalesce(e.critical_alerts, 0) desc, coalesce(marks.late, 0) desc, coalesce(marks.thin, 0) desc,
       coalesce(e.open_alerts, 0) desc,
       case when e.id is null then 3 when e.state = 'ACTIVE' then 0 when e.state = 'PAUSED' then 1
         when e.state = 'DRAFT' then 2 else 4 end,
       lower(c.name), c.id
     offset $2 limit $3`,
    [practitionerId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    `select count(*)::int as count from client c where ${clientVisible('$1')}`,
    [practitionerId],
  );
  return { rows, totalCount: count?.count ?? 0 };
}
