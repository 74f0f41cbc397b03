import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { runBicorne } from '../../support/run.js';

/** What the demo workspace's rows are sealed with: who opens a copy of them has the same. */
export const DEMO_SECRET = 'Vt3kWq8ZnR5yHs1LmC7dPx4GbJ9fTe2U';

const NAME = 'demo_template';
const LOCK = 7_043;

/**
 * A fresh database with the demo workspace in it. Making that takes many seconds, so that the first file that asks makes
 * it, by the command, and all get copies.
 */
export async function demoDatabase(): Promise<TestDatabase> {
  const template = new URL(process.env['BICORNE_TEST_DATABASE_URL'] ?? '');
  template.pathname = '/postgres';
  const client = new pg.Client({ connectionString: template.toString() });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) {
      const made = await testDatabase();
      const settings = { DATABASE_URL: made.url, BICORNE_SECRET: DEMO_SECRET };
      const seed = runBicorne(['seed'], settings);
      if ((await seed.exited) !== 0) throw new Error(`bicorne seed: ${seed.output}`);
      await client.query(`alter database ${new URL(made.url).pathname.slice(1)} rename to ${NAME}`);
    }
  } finally {
    await client.end();
  }
  template.pathname = `/${NAME}`;
  return testDatabase(template.toString());
}
