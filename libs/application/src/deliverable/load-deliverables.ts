import type { Assessment, EvidenceKind } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';
import { ANSWERED_AT, PAUSES_SINCE_SENT_BACK, type DeliverableView } from '../engagement/engagement-view.js';
import { engagementVisible } from '../visibility.js';
import type { FileView } from './upload-file.js';

/** The deliverables with these ids that the caller may see; one statement however many. */
export async function loadDeliverables(
  tx: Tx,
  ids: readonly string[],
  practitionerId: string | null,
): Promise<DeliverableView[]> {
  return tx.query<DeliverableView>(
    `select d.id, d.engagement_id as "engagementId", d.client_id as "clientId", d.key, d.title, d.hat, d.weight, d.state,
       d.due_on as "dueOn", d.original_due_on as "originalDueOn",
       (select m.to_day from due_date_move m where m.workspace_id = d.workspace_id and m.deliverable_id = d.id
          and m.acknowledged_at is null and m.withdrawn_at is null) as "pendingDueOn",
       d.depth, d.verdict, to_json(d.submitted_at)#>>'{}' as "submittedAt",
       to_json(d.sent_back_at)#>>'{}' as "sentBackAt", ${PAUSES_SINCE_SENT_BACK} as pauses,
       e.time_zone as "timeZone", e.state as "engagementState", d.latest_revision as "latestRevision", d.quarter,
       d.template_id as "templateId", to_json(${ANSWERED_AT})#>>'{}' as "answeredAt", d.state_note as "stateNote"
     from deliverable d join engagement e on e.workspace_id = d.workspace_id and e.id = d.engagement_id
     where d.id = any($1::uuid[]) and ${engagementVisible('$2')}`,
    [ids, practitionerId],
  );
}

export interface RevisionView {
  id: string;
  deliverableId: string;
  number: number;
  markdown: string;
  assessment: Assessment;
  savedAt: Date;
  savedBy: string;
  evidence: EvidenceView[];
  /** The uploaded file that the text was taken from. */
  file: FileView | null;
}

export interface EvidenceView {
  id: string;
  section: string;
  kind: EvidenceKind;
  url: string | null;
  statement: string | null;
  file: FileView | null;
}

/** A `FileView` of the row `f`, packed. */
export const FILE_OBJECT = `json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
  'sha256', f.sha256)`;

const REVISION = `r.id, r.deliverable_id as "deliverableId", r.number, r.markdown, r.assessment,
  r.saved_at as "savedAt", r.saved_by as "savedBy",
  coalesce((select json_agg(json_build_object('id', v.id, 'section', v.section, 'kind', v.kind, 'url', v.url,
      'statement', v.statement, 'file', (select ${FILE_OBJECT} from file f
        where f.workspace_id = v.workspace_id and f.id = v.file_id)) order by v.section, v.id)
    from evidence v where v.workspace_id = r.workspace_id and v.revision_id = r.id), '[]'::json) as evidence,
  (select ${FILE_OBJECT} from file f where f.workspace_id = r.workspace_id and f.id = r.file_id) as file`;

/**
 * The revision of each of these deliverables that the reader is shown: to the consultancy the newest one, to the client
 * the one that was last submitted, for drafts are not theirs yet. A deliverable without one is left out.
 */
export async function loadLatestRevisions(tx: Tx, deliverableIds: readonly string[]): Promise<RevisionView[]> {
  const shown = tx.scope.clientId ? 'd.submitted_revision' : 'd.latest_revision';
  return tx.query<RevisionView>(
    `select ${REVISION} from revision r
     join deliverable d on d.workspace_id = r.workspace_id and d.id = r.deliverable_id and ${shown} = r.number
     where d.id = any($1::uuid[])`,
    [deliverableIds],
  );
}

/** One revision, whatever was saved after it; null where it does not exist here. */
export async function loadRevision(tx: Tx, id: string): Promise<RevisionView | null> {
  const [row] = await tx.query<RevisionView>(`select ${REVISION} from revision r where r.id = $1`, [id]);
  return row ?? null;
}

/** A slice of the revisions of one deliverable, the newest first. */
export async function listRevisions(
  tx: Tx,
  { deliverableId, offset, limit }: Window & { deliverableId: string },
): Promise<Slice<RevisionView>> {
  const rows = await tx.query<RevisionView>(
    `select ${REVISION} from revision r where r.deliverable_id = $1 order by r.number desc offset $2 limit $3`,
    [deliverableId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    'select count(*)::int as count from revision where deliverable_id = $1',
    [deliverableId],
  );
  return { rows, totalCount: count?.count ?? 0 };
}
