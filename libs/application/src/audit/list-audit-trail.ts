import { auditChanges, type AuditActor, type AuditChange, type AuditNoun, type AuditVerb } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import type { Stretch, StretchRows } from '../paging.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';

export interface AuditEntryView {
  id: string;
  at: Date;
  actorKind: AuditActor;
  actorName: string;
  address: string | null;
  agent: string | null;
  verb: AuditVerb;
  noun: AuditNoun;
  subjectId: string;
  label: string | null;
  clientId: string | null;
  engagementId: string | null;
  changes: AuditChange[];
}

export interface AuditFilter {
  engagementId?: string | null;
  clientId?: string | null;
  nouns?: readonly AuditNoun[] | null;
  /** Part of the name of who acted. */
  actor?: string | null;
  /** The first moment, included. */
  from?: Date | null;
  /** The last moment, left out. */
  until?: Date | null;
}

interface Row extends Omit<AuditEntryView, 'changes'> {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** As far as the entries of a trail are counted: it grows with every act, and nobody reads so many. */
export const AUDIT_COUNTED = 10_000;

/** What narrows a trail; its parameters are $1 to $8. */
const WHERE = `where a.workspace_id = $1
  and ($2::uuid is null or a.engagement_id = $2) and ($3::uuid is null or a.client_id = $3)
  and ($4::text[] is null or a.noun = any($4)) and ($5::text is null or strpos(lower(a.actor_name), lower($5)) > 0)
  and ($6::timestamptz is null or a.at >= $6) and ($7::timestamptz is null or a.at < $7)
  and ($8::uuid is null or exists (select from engagement e where e.workspace_id = a.workspace_id
    and e.id = a.engagement_id and ${engagementVisible('$8')}))`;

function parametersOf({ caller }: UseCaseContext, filter: AuditFilter): unknown[] {
  return [
    caller.workspaceId,
    filter.engagementId ?? null,
    filter.clientId ?? null,
    filter.nouns ?? null,
    filter.actor ?? null,
    filter.from ?? null,
    filter.until ?? null,
    narrowedToPractitioner(caller),
  ];
}

/**
 * A stretch of the audit trail, the newest first: of the whole workspace, or with a filter of one engagement or client. Who
 * sees only some engagements is given the entries of those.
 */
export async function listAuditTrail(
  context: UseCaseContext,
  { filter, after, before, limit, from }: Stretch & { filter: AuditFilter },
): Promise<StretchRows<AuditEntryView>> {
  const rows = await context.transaction.run(context.caller, (tx: Tx) =>
    tx.query<Row>(
      `select a.id, a.at, a.actor_kind as "actorKind", a.actor_name as "actorName", a.address, a.agent, a.verb, a.noun,
         a.subject_id as "subjectId", a.label, a.client_id as "clientId", a.engagement_id as "engagementId",
         a.before, a.after
       from audit_entry a ${WHERE}
         and ($9::bigint is null or a.id < $9) and ($10::bigint is null or a.id > $10)
       order by a.id ${from === 'START' ? 'desc' : 'asc'} limit $11`,
      [...parametersOf(context, filter), after, before, limit + 1],
    ),
  );
  const more = rows.length > limit;
  const kept = rows.slice(0, limit);
  if (from === 'END') kept.reverse();
  return {
    rows: kept.map(({ before, after, ...entry }) => ({ ...entry, changes: auditChanges(before, after) })),
    more,
  };
}

/** How many entries the filter lets through, counted to AUDIT_COUNTED. */
export async function countAuditTrail(context: UseCaseContext, filter: AuditFilter): Promise<number> {
  const [row] = await context.transaction.run(context.caller, (tx: Tx) =>
    tx.query<{ count: number }>(
      `select count(*)::int as count from (select from audit_entry a ${WHERE} limit ${AUDIT_COUNTED}) as counted`,
      parametersOf(context, filter),
    ),
  );
  return row?.count ?? 0;
}
