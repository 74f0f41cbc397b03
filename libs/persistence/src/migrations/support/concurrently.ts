import type { QueryRunner } from 'typeorm';

/**
 * What migrations with `transaction = false` share; each of these may be repeated after a run that broke off. Frozen like
 * the other support: a later need is a new function here, not a changed one.
 */

/**
 * Builds an index while rows are read and written. It waits for the transactions that are open, which may take long and
 * holds nobody up, so it has no limit for that wait.
 *
 * @param on what follows ON in CREATE INDEX: `bicorne.deliverable (workspace_id, engagement_id)`
 */
export async function indexConcurrently(runner: QueryRunner, name: string, on: string): Promise<void> {
  await patiently(runner, async () => {
    // A build that broke off leaves an index that costs every write and serves no read.
    const broken = (await runner.query(
      `select from pg_index i join pg_class c on c.oid = i.indexrelid
       where c.relnamespace = 'bicorne'::regnamespace and c.relname = '${name}' and not i.indisvalid`,
    )) as unknown[];
    if (broken.length > 0) await runner.query(`drop index concurrently bicorne.${name}`);
    await runner.query(`create index concurrently if not exists ${name} on ${on}`);
  });
}

/** Takes an index away while rows are read and written. */
export async function dropIndexConcurrently(runner: QueryRunner, name: string): Promise<void> {
  await patiently(runner, () => runner.query(`drop index concurrently if exists bicorne.${name}`));
}

async function patiently(runner: QueryRunner, work: () => Promise<unknown>): Promise<void> {
  await runner.query('set lock_timeout = 0');
  await runner.query('set statement_timeout = 0');
  try {
    await work();
  } finally {
    await runner.query('reset statement_timeout');
    await runner.query('reset lock_timeout');
  }
}
