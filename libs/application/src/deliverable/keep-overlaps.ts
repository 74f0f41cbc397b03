import { shingles } from '@bicorne/domain';
import type { DeliverableEntity, Tx } from '@bicorne/persistence';
import { COUNTING_REVISION } from './counting-revision.js';

/**
 * Keeps what a deliverable has in common with each of the other hat, by the revisions that count. To be called whenever
 * another revision of it counts than before.
 *
 * @param markdown of the revision that counts from now on
 */
export async function keepOverlaps(
  tx: Tx,
  { id, hat, clientId, engagementId }: Pick<DeliverableEntity, 'id' | 'hat' | 'clientId' | 'engagementId'>,
  markdown: string,
): Promise<void> {
  const mine = [...shingles(markdown)];
  const beside = await draftedBeside(tx, { hat, engagementId });
  const theirs = beside.flatMap(({ id: other, markdown: text }) =>
    [...shingles(text)].map((hash) => ({ other, hash })),
  );
  await tx.query(
    'delete from deliverable_overlap where engagement_id = $1 and $2 in (cto_deliverable_id, caio_deliverable_id)',
    [engagementId, id],
  );
  await tx.query(
    `with mine as (select unnest($5::int[]) as hash),
     beside as (select * from unnest($6::uuid[], $7::int[]) as b (id, hash)),
     found as (
       select o.id, count(*)::int as shared,
         (select count(*)::int from deliverable_shingle s where s.workspace_id = o.workspace_id and s.deliverable_id = o.id) as size
       from mine
       join deliverable_shingle theirs on theirs.workspace_id = $1 and theirs.hash = mine.hash
       join deliverable o on o.workspace_id = theirs.workspace_id and o.id = theirs.deliverable_id
         and o.engagement_id = $2 and o.hat <> $8 and o.id <> all ($9::uuid[])
       group by o.workspace_id, o.id
       union all
       select b.id, count(*) filter (where b.hash in (select hash from mine))::int, count(*)::int
       from beside b group by b.id)
     insert into deliverable_overlap
       (workspace_id, engagement_id, client_id, cto_deliverable_id, caio_deliverable_id, shared, cto_shingles, caio_shingles)
     select $1, $2, $3,
       case $8::text when 'CTO' then $4 else id end, case $8::text when 'CTO' then id else $4 end, shared,
       case $8::text when 'CTO' then cardinality($5) else size end, case $8::text when 'CTO' then size else cardinality($5) end
     from found where shared > 0`,
    [
      tx.scope.workspaceId,
      engagementId,
      clientId,
      id,
      mine,
      theirs.map(({ other }) => other),
      theirs.map(({ hash }) => hash),
      hat,
      beside.map(({ id: other }) => other),
    ],
  );
}

/**
 * Those of the other hat that have a draft beside the revision that counts, with the text of that revision: the runs that are
 * kept of them are the draft's, for the depth of others is measured against what was written last.
 */
function draftedBeside(
  tx: Tx,
  { hat, engagementId }: Pick<DeliverableEntity, 'hat' | 'engagementId'>,
): Promise<{ id: string; markdown: string }[]> {
  return tx.query(
    `select d.id, r.markdown from deliverable d
     join revision r on r.workspace_id = d.workspace_id and r.deliverable_id = d.id and r.number = ${COUNTING_REVISION}
     where d.engagement_id = $1 and d.hat <> $2 and r.number <> d.latest_revision`,
    [engagementId, hat],
  );
}
