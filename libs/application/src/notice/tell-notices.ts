import type { DataSource } from 'typeorm';

const BATCH = 1_000;

/**
 * Delivers what is told in the app: marks it as told and wakes who listens, a batch in one statement and one transaction, so
 * that each is told once whoever else is at it. Rows that somebody else holds are theirs.
 *
 * @param database under the worker role
 * @returns how many were told
 */
export async function tellNotices(database: DataSource): Promise<number> {
  let told = 0;
  for (;;) {
    const [row] = await database.query<{ count: number }[]>(
      `with untold as materialized (
         select workspace_id, id from notice where channel = 'IN_APP' and told_at is null
         order by created_at limit ${BATCH} for update skip locked
       ), told as (
         update notice n set told_at = clock_timestamp() from untold u
         where n.workspace_id = u.workspace_id and n.id = u.id
         returning n.workspace_id, n.recipient_id
       ), woken as (
         select pg_notify('bicorne_notice', workspace_id || ':' || recipient_id)
         from (select distinct workspace_id, recipient_id from told) listener
       )
       select (select count(*)::int from told) as count, (select count(*) from woken) as woken`,
    );
    told += row?.count ?? 0;
    if ((row?.count ?? 0) < BATCH) return told;
  }
}
