import { auditChanges, type AuditActor, type AuditChange, type AuditNoun, type AuditVerb } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import type { Slice, Window } from '../paging.js';
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

/**
 * A slice of the audit trail, the newest first: of the whole workspace, or with a filter of one engagement or client. Who
 * sees only some engagements is given the entries of those.
 */
export function listAuditTrail(
  context: UseCaseContext,
  { filter, offset, limit }: Window & { filter: AuditFilter },
): Promise<Slice<AuditEntryView>> {
  const where = `where ($1::uuid is null or a.engagement_id = $1) and ($2::uuid is null or a.client_id = $2)
    and ($3::text[] is null or a.noun = any($3)) and ($4::text is null or strpos(lower(a.actor_name), lower($4)) > 0)
    and ($5::timestamptz is null or a.at >= $5) and ($6::timestamptz is null or a.at < $6)
    and ($7::uuid is null or exists (select from engagement e where e.workspace_id = a.workspace_id
      and e.id = a.engagement_id and ${engagementVisible('$7')}))`;
  const parameters = [
    filter.engagementId ?? null,
    filter.clientId ?? null,
    filter.nouns ?? null,
    filter.actor ?? null,
    filter.from ?? null,
    filter.until ?? null,
    narrowedToPractitioner(context.caller),
  ];
  return context.transaction.run(context.caller, async (tx: Tx) => {
    const rows = await tx.query<Row>(
      `select a.id, a.at, a.actor_kind as "actorKind", a.actor_name as "actorName", a.address, a.agent, a.verb, a.noun,
         a.subject_id as "subjectId", a.label, a.client_id as "clientId", a.engagement_id as "engagementId",
         a.before, a.after
       from audit_entry a ${where} order by a.id desc offset $8 limit $9`,
      [...parameters, offset, limit],
    );
    const [count] = await tx.query<{ count: number }>(
      `select count(*)::int as count from audit_entry a ${where}`,
      parameters,
    );
    return {
      rows: rows.map(({ before, after, ...entry }) => ({ ...entry, changes: auditChanges(before, after) })),
      totalCount: count?.count ?? 0,
    };
  });
}
