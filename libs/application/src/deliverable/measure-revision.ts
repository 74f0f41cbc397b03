import { assess, evidenceSources, shingles, type Assessment, type Evidence, type Template } from '@bicorne/domain';
import type { DeliverableEntity, Tx } from '@bicorne/persistence';
import { claimedElsewhere } from './revision-evidence.js';

export interface Measured {
  assessment: Assessment;
  /** What stands as evidence in it, by identity. */
  sources: string[];
}

/** The depth of a text as it would be if it were saved now: text and evidence that stand elsewhere count for nothing. */
export async function measureRevision(
  tx: Tx,
  deliverable: Pick<DeliverableEntity, 'id' | 'engagementId'>,
  template: Template,
  markdown: string,
  evidence: readonly Evidence[],
): Promise<Measured> {
  const sources = evidenceSources(template, markdown, evidence);
  const elsewhere = await sharedWithOthers(tx, deliverable, markdown);
  const claimed = await claimedElsewhere(tx, deliverable, sources);
  return { assessment: assess(template, markdown, { evidence, elsewhere, claimed }), sources };
}

/** Those runs of the text that stand in another deliverable of the workspace too. */
async function sharedWithOthers(tx: Tx, { id }: Pick<DeliverableEntity, 'id'>, markdown: string): Promise<Set<number>> {
  const rows = await tx.query<{ hash: number }>(
    'select distinct hash from deliverable_shingle where hash = any($1::int[]) and deliverable_id <> $2',
    [[...shingles(markdown)], id],
  );
  return new Set(rows.map((row) => row.hash));
}

/** Keeps the runs of the newest revision, and what they have in common with each deliverable of the other hat. */
export async function keepShingles(
  tx: Tx,
  { id, clientId, engagementId }: Pick<DeliverableEntity, 'id' | 'clientId' | 'engagementId'>,
  markdown: string,
): Promise<void> {
  await tx.query('delete from deliverable_shingle where deliverable_id = $1', [id]);
  await tx.query(
    `insert into deliverable_shingle (workspace_id, hash, deliverable_id, client_id)
     select $1, hash, $2, $3 from unnest($4::int[]) as hash`,
    [tx.scope.workspaceId, id, clientId, [...shingles(markdown)]],
  );
  await tx.query(
    'delete from deliverable_overlap where engagement_id = $1 and $2 in (cto_deliverable_id, caio_deliverable_id)',
    [engagementId, id],
  );
  await tx.query(
    `with pair as (
       select d.workspace_id, d.engagement_id, d.client_id,
         case d.hat when 'CTO' then d.id else o.id end as cto_id,
         case d.hat when 'CTO' then o.id else d.id end as caio_id,
         count(*)::int as shared
       from deliverable d
       join deliverable_shingle mine on mine.workspace_id = d.workspace_id and mine.deliverable_id = d.id
       join deliverable_shingle theirs on theirs.workspace_id = d.workspace_id and theirs.hash = mine.hash
         and theirs.deliverable_id <> d.id
       join deliverable o on o.workspace_id = d.workspace_id and o.id = theirs.deliverable_id
         and o.engagement_id = d.engagement_id and o.hat <> d.hat
       where d.id = $1
       group by d.workspace_id, d.engagement_id, d.client_id, d.hat, d.id, o.id)
     insert into deliverable_overlap
       (workspace_id, engagement_id, client_id, cto_deliverable_id, caio_deliverable_id, shared, cto_shingles, caio_shingles)
     select workspace_id, engagement_id, client_id, cto_id, caio_id, shared,
       (select count(*) from deliverable_shingle s where s.workspace_id = pair.workspace_id and s.deliverable_id = cto_id),
       (select count(*) from deliverable_shingle s where s.workspace_id = pair.workspace_id and s.deliverable_id = caio_id)
     from pair`,
    [id],
  );
}
