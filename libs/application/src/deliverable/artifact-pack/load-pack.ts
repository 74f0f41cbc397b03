import {
  choosePack,
  type DeliverableState,
  type EvidenceKind,
  type Hat,
  type PackPlace,
  type Shape,
  type Verdict,
} from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

/** What the pack of an engagement is made from: one moment's state, whoever asks. */
export interface Pack {
  engagement: { id: string; shape: Shape; startsOn: string; timeZone: string; createdAt: string };
  client: { id: string; name: string };
  consultancy: string;
  places: PackPlace<PackDeliverable>[];
}

export interface PackDeliverable {
  id: string;
  key: string;
  title: string;
  hat: Hat;
  quarter: number;
  state: DeliverableState;
  submittedRevision: number | null;
  submittedAt: string | null;
  acceptedAt: string | null;
  /** The submitted revision; null where none was ever submitted. */
  revision: PackRevision | null;
}

export interface PackRevision {
  id: string;
  number: number;
  markdown: string;
  depth: number;
  verdict: Verdict;
  savedAt: string;
  evidence: PackEvidence[];
}

export interface PackEvidence {
  section: string;
  kind: EvidenceKind;
  url: string | null;
  statement: string | null;
  file: { name: string; mediaType: string; size: number; sha256: string } | null;
}

interface PackRow extends Omit<Pack, 'places'> {
  deliverables: PackDeliverable[];
}

/**
 * Everything that an engagement's pack is made from, in one statement: what changes meanwhile is in it whole or not at
 * all. Moments are ISO texts in UTC, so that a session's time zone does not show.
 *
 * @returns undefined where the engagement is gone
 */
export async function loadPack(tx: Tx, engagementId: string): Promise<Pack | undefined> {
  const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const [row] = await tx.query<PackRow>(
    `select
       json_build_object('id', e.id, 'shape', e.shape, 'startsOn', e.starts_on, 'timeZone', e.time_zone,
         'createdAt', ${moment('e.created_at')}) as engagement,
       json_build_object('id', c.id, 'name', c.name) as client,
       w.name as consultancy,
       coalesce((
         select json_agg(json_build_object('id', d.id, 'key', d.key, 'title', d.title, 'hat', d.hat, 'quarter', d.quarter,
           'state', d.state, 'submittedRevision', d.submitted_revision, 'submittedAt', ${moment('d.submitted_at')},
           'acceptedAt', ${moment('d.accepted_at')}, 'revision', (
             select json_build_object('id', r.id, 'number', r.number, 'markdown', r.markdown, 'depth', r.depth,
               'verdict', r.verdict, 'savedAt', ${moment('r.saved_at')}, 'evidence', coalesce((
                 select json_agg(json_build_object('section', v.section, 'kind', v.kind, 'url', v.url,
                   'statement', v.statement, 'file', case when f.id is not null then json_build_object('name', f.name,
                     'mediaType', f.media_type, 'size', f.size, 'sha256', f.sha256) end) order by v.section, v.id)
                 from evidence v left join file f on f.workspace_id = v.workspace_id and f.id = v.file_id
                 where v.workspace_id = r.workspace_id and v.revision_id = r.id), '[]'::json))
             from revision r where r.workspace_id = d.workspace_id and r.deliverable_id = d.id
               and r.number = d.submitted_revision)) order by d.key, d.quarter)
         from deliverable d where d.workspace_id = e.workspace_id and d.engagement_id = e.id and d.hat = 'CAIO'
       ), '[]'::json) as deliverables
     from engagement e
     join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
     join workspace w on w.id = e.workspace_id
     where e.workspace_id = $1 and e.id = $2`,
    [tx.scope.workspaceId, engagementId],
  );
  if (!row) return undefined;
  const { deliverables, ...rest } = row;
  return { ...rest, places: choosePack(deliverables) };
}
