import type { EarlierWork } from '@bicorne/domain';
import type { DeliverableEntity, Tx } from '@bicorne/persistence';

/** What the revisions that a deliverable has came to: how deep the deepest is, and which of these sources any of them had. */
export async function earlierWork(
  tx: Tx,
  { id }: Pick<DeliverableEntity, 'id'>,
  sources: readonly string[],
): Promise<EarlierWork> {
  const [row] = await tx.query<EarlierWork>(
    `select coalesce((select max(r.depth) from revision r where r.deliverable_id = $1), 0) as depth,
       array(select distinct wanted.source from unnest($2::text[]) as wanted (source)
         join revision r on r.deliverable_id = $1 and wanted.source = any (r.sources)) as sources`,
    [id, sources],
  );
  return row ?? { depth: 0, sources: [] };
}
