import { sameArea, type CalendarDay, type Hat } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';
import { engagementVisible } from '../visibility.js';
import { decisionsAwaitingApproval } from './decision-standing.js';

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
  recordedAt: Date;
  supersedesId: string | null;
  /** The decision that took its place; null where it is in force. */
  supersededById: string | null;
  /** In order of time; instants are ISO texts as the database packs them. */
  signOffs: { hat: Hat; by: string; reason: string; at: string }[];
  approval: { by: string; reason: string; at: string } | null;
}

/** What to list of a decision log. What is left out narrows nothing. */
export interface DecisionFilter {
  /** Words, each of which stands somewhere in what the decision says. */
  search?: string | null;
  /** However it is written. */
  area?: string | null;
  hatWorn?: Hat | 'JOINT' | null;
  /** Without what was superseded. */
  inForceOnly?: boolean | null;
  /** To be looked at again by this day. */
  revisitUntil?: CalendarDay | null;
  /** Only what passes a limit and can be approved by a sponsor now. */
  awaitsApproval?: boolean | null;
}

/** The decision that took the place of `x`. */
const SUPERSEDING = `(select l.id from decision l where l.workspace_id = x.workspace_id
  and l.engagement_id = x.engagement_id and l.supersedes_id = x.id order by l.recorded_at limit 1)`;
const COLUMNS = `x.id, x.engagement_id as "engagementId", x.area, x.hat_worn as "hatWorn", x.title, x.decision, x.rationale,
  x.options, x.decided_at as "decidedAt", x.decided_by as "decidedBy", x.spend::text as spend, e.currency, x.vendor,
  x.revisit_on as "revisitOn", x.recorded_at as "recordedAt", x.supersedes_id as "supersedesId",
  ${SUPERSEDING} as "supersededById",
  coalesce((select json_agg(json_build_object('hat', s.hat, 'by', s.signed_by, 'reason', s.reason, 'at', s.signed_at)
      order by s.signed_at, s.hat desc)
    from decision_sign_off s where s.workspace_id = x.workspace_id and s.decision_id = x.id), '[]'::json) as "signOffs",
  (select json_build_object('by', a.approved_by, 'reason', a.reason, 'at', a.approved_at)
    from decision_approval a where a.workspace_id = x.workspace_id and a.decision_id = x.id) as approval`;
const FROM = 'decision x join engagement e on e.workspace_id = x.workspace_id and e.id = x.engagement_id';
const IN_FORCE = `not exists (select from decision l where l.workspace_id = x.workspace_id
  and l.engagement_id = x.engagement_id and l.supersedes_id = x.id)`;
/** What a search looks in; the key of a default area as the words that it is made of, too. */
const TEXT = `concat_ws(' ', x.title, x.decision, x.rationale, x.vendor, array_to_string(x.options, ' '), x.area,
  replace(x.area, '-', ' '))`;

/** More words narrow no further than anybody would type. */
const SEARCH_WORDS = 12;

/**
 * A slice of the decision log of an engagement, the newest first. A search reads the log of that one engagement, which its
 * index finds: no text index serves under row policies (docs/adr/0019-a-search-reads-one-log.md).
 */
export async function listDecisions(
  tx: Tx,
  { engagementId, filter, offset, limit }: Window & { engagementId: string; filter?: DecisionFilter | null },
  now: Date,
): Promise<Slice<DecisionView>> {
  const where = `x.engagement_id = $1
    and ($2::text[] is null or x.area = any($2)) and ($3::text is null or x.hat_worn = $3)
    and (not $4 or ${IN_FORCE}) and ($5::date is null or x.revisit_on <= $5)
    and ${TEXT} ilike all($6::text[]) and ($7::uuid[] is null or x.id = any($7))`;
  const parameters = [
    engagementId,
    filter?.area ? await areasLike(tx, engagementId, filter.area) : null,
    filter?.hatWorn ?? null,
    filter?.inForceOnly ?? false,
    filter?.revisitUntil ?? null,
    patternsOf(filter?.search ?? ''),
    filter?.awaitsApproval ? await decisionsAwaitingApproval(tx, engagementId, now) : null,
  ];
  const rows = await tx.query<DecisionView>(
    `select ${COLUMNS} from ${FROM} where ${where} order by x.decided_at desc, x.id offset $8 limit $9`,
    [...parameters, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    `select count(*)::int as count from decision x where ${where}`,
    parameters,
  );
  return { rows, totalCount: count?.count ?? 0 };
}

/** The decisions in force of running engagements that are to be looked at again, the soonest first. */
export async function listDecisionsToRevisit(
  tx: Tx,
  { until, practitionerId, offset, limit }: Window & { until: CalendarDay | null; practitionerId: string | null },
): Promise<Slice<DecisionView>> {
  const where = `x.revisit_on is not null and ($1::date is null or x.revisit_on <= $1)
    and e.state in ('DRAFT', 'ACTIVE', 'PAUSED') and ${IN_FORCE} and ${engagementVisible('$2')}`;
  const rows = await tx.query<DecisionView>(
    `select ${COLUMNS} from ${FROM} where ${where} order by x.revisit_on, x.decided_at, x.id offset $3 limit $4`,
    [until, practitionerId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(`select count(*)::int as count from ${FROM} where ${where}`, [
    until,
    practitionerId,
  ]);
  return { rows, totalCount: count?.count ?? 0 };
}

/** Decisions by their ids, in no order, of engagements that the caller sees. */
export async function loadDecisions(
  tx: Tx,
  ids: readonly string[],
  practitionerId: string | null,
): Promise<DecisionView[]> {
  return tx.query<DecisionView>(
    `select ${COLUMNS} from ${FROM} where x.id = any($1::uuid[]) and ${engagementVisible('$2')}`,
    [ids, practitionerId],
  );
}

/** The areas of the log that are that one, however they were written. */
async function areasLike(tx: Tx, engagementId: string, area: string): Promise<string[]> {
  const rows = await tx.query<{ area: string }>('select distinct area from decision where engagement_id = $1', [
    engagementId,
  ]);
  return rows.map((row) => row.area).filter((known) => sameArea(known, area));
}

function patternsOf(search: string): string[] {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  return words.slice(0, SEARCH_WORDS).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
