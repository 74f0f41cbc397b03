import type { Hat, PortfolioMark, PortfolioOrder } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { currentEngagement } from '../client/client-view.js';
import type { Slice, Window } from '../paging.js';
import { clientVisible } from '../visibility.js';

export interface PortfolioRowView {
  clientId: string;
  engagementId: string | null;
}

/** Which rows; what is left out lets everything through. */
export interface PortfolioFilter {
  /** A part of the client's name, or of the name of who wears a hat there, whatever its case. */
  search?: string | null;
  /** Rows with this hat; late and thin are then counted under it alone. */
  hat?: Hat | null;
  mark?: PortfolioMark | null;
}

export interface PortfolioQuestion {
  filter: PortfolioFilter;
  /** Narrows to what this member sees; null for no narrowing. */
  practitionerId: string | null;
}

/** A row a client with the engagement that stands for it; the parameters are who asks, the search and the hat. */
const STANDING = `select c.id as client_id, lower(c.name) as name, e.id as engagement_id, e.state, e.ends_on,
    coalesce(e.critical_alerts, 0) as critical, coalesce(e.open_alerts, 0) as open,
    coalesce(h.late, 0) as late, coalesce(h.thin, 0) as thin
  from client c
  left join engagement e on e.workspace_id = c.workspace_id and e.id = ${currentEngagement('$1')}
  left join lateral (select count(*) as hats, sum(a.late) as late, sum(a.thin) as thin,
      bool_or(position(lower($2) in lower(p.name)) > 0) as worn_by_found
    from hat_assignment a left join member p on p.workspace_id = a.workspace_id and p.id = a.practitioner_id
    where a.workspace_id = e.workspace_id and a.engagement_id = e.id and ($3::text is null or a.hat = $3)) h on true
  where ${clientVisible('$1')} and ($3::text is null or h.hats > 0)
    and ($2::text is null or position(lower($2) in lower(c.name)) > 0 or h.worn_by_found)`;

const MARKED: Record<PortfolioMark, string> = {
  CRITICAL: 's.critical > 0',
  LATE: 's.late > 0',
  THIN: 's.thin > 0',
  ALERTED: 's.open > 0',
  ON_TRACK: "s.state = 'ACTIVE' and s.open = 0 and s.late = 0 and s.thin = 0",
  PAUSED: "s.state = 'PAUSED'",
  DRAFT: "s.state = 'DRAFT'",
  NO_ENGAGEMENT: 's.state is null',
  OVER: "s.state in ('COMPLETED', 'ENDED_EARLY')",
};

/** Critical alerts weigh most, then late, thin and open ones, then those that run before drafts, mere clients and what is over. */
const ATTENTION = `s.critical desc, s.late desc, s.thin desc, s.open desc,
  case when s.state is null then 3 when s.state = 'ACTIVE' then 0 when s.state = 'PAUSED' then 1
    when s.state = 'DRAFT' then 2 else 4 end`;

const ORDERED: Record<PortfolioOrder, string> = {
  ATTENTION: `${ATTENTION}, s.name`,
  NAME: 's.name',
  DAYS_LEFT: "case when s.state = 'ACTIVE' then s.ends_on end nulls last, s.name",
};

/** A slice of the portfolio: a row a client with the engagement that stands for it, what needs attention first. */
export async function listPortfolio(
  tx: Tx,
  { filter, practitionerId, order, offset, limit }: PortfolioQuestion & Window & { order: PortfolioOrder },
): Promise<Slice<PortfolioRowView>> {
  const parameters = [practitionerId, filter.search ?? null, filter.hat ?? null];
  const where = filter.mark ? `where ${MARKED[filter.mark]}` : '';
  const rows = await tx.query<PortfolioRowView>(
    `with s as (${STANDING}) select s.client_id as "clientId", s.engagement_id as "engagementId" from s ${where}
     order by ${ORDERED[order]}, s.client_id offset $4 limit $5`,
    [...parameters, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    `with s as (${STANDING}) select count(*)::int as count from s ${where}`,
    parameters,
  );
  return { rows, totalCount: count?.count ?? 0 };
}

/** How many rows there are by each mark, of those that the rest of the filter lets through; one statement. */
export async function countPortfolio(
  tx: Tx,
  { filter, practitionerId }: PortfolioQuestion,
): Promise<{ mark: PortfolioMark; count: number }[]> {
  const marks = Object.entries(MARKED) as [PortfolioMark, string][];
  const [counts] = await tx.query<Record<PortfolioMark, number>>(
    `with s as (${STANDING})
     select ${marks.map(([mark, holds]) => `count(*) filter (where ${holds})::int as "${mark}"`).join(', ')} from s`,
    [practitionerId, filter.search ?? null, filter.hat ?? null],
  );
  return marks.map(([mark]) => ({ mark, count: counts?.[mark] ?? 0 }));
}
