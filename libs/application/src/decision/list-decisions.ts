import type { CalendarDay, Hat } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';

export interface DecisionView {
  id: string;
  engagementId: string;
  area: string;
  hatWorn: Hat | 'JOINT';
  title: string;
  decision: string;
  rationale: string;
  options: string[];
  decidedAt: Date;
  decidedBy: string;
  spend: string | null;
  currency: string;
  vendor: string | null;
  revisitOn: CalendarDay | null;
}

const COLUMNS = `x.id, x.engagement_id as "engagementId", x.area, x.hat_worn as "hatWorn", x.title, x.decision, x.rationale,
  x.options, x.decided_at as "decidedAt", x.decided_by as "decidedBy", x.spend::text as spend, e.currency, x.vendor,
  x.revisit_on as "revisitOn"`;
const FROM = 'decision x join engagement e on e.workspace_id = x.workspace_id and e.id = x.engagement_id';

/** A slice of the decision log of an engagement, the newest first. */
export async function listDecisions(
  tx: Tx,
  { engagementId, offset, limit }: Window & { engagementId: string },
): Promise<Slice<DecisionView>> {
  const rows = await tx.query<DecisionView>(
    `select ${COLUMNS} from ${FROM} where x.engagement_id = $1 order by x.decided_at desc, x.id offset $2 limit $3`,
    [engagementId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    'select count(*)::int as count from decision where engagement_id = $1',
    [engagementId],
  );
  return { rows, totalCount: count?.count ?? 0 };
}

/** One decision; null where it does not exist here. */
export async function loadDecision(tx: Tx, id: string): Promise<DecisionView | null> {
  const [row] = await tx.query<DecisionView>(`select ${COLUMNS} from ${FROM} where x.id = $1`, [id]);
  return row ?? null;
}
