import pg from 'pg';
import { QUEUE_SCHEMA } from './backend.js';

/** Two starts at once would race for the grants. */
const GRANTS_LOCK = 0x62_69_63_71;

/**
 * Brings BullMQ's own schema in PostgreSQL up to date. Must be done before a worker starts: on a missing
 * schema it would spin. Safe to repeat and from two processes at once. Nothing to do where the queue stands
 * on Redis, and harmless there.
 *
 * @param url whose user may create schemas
 * @param grantTo roles that may add and run jobs; they must exist
 */
export async function migrateQueue(url: string, grantTo: readonly string[] = ['bicorne_worker']): Promise<void> {
  const { runMigrations } = await import('bullmq');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Else a connection that ends between two statements would end the process, and not this call alone.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [GRANTS_LOCK]);
    for (const role of grantTo) {
      const name = client.escapeIdentifier(role);
      // BullMQ makes a sequence for each queue when the first job comes.
      await client.query(`grant usage, create on schema ${QUEUE_SCHEMA} to ${name}`);
      await client.query(`grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${name}`);
      await client.query(`grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to ${name}`);
      await client.query(`grant execute on all routines in schema ${QUEUE_SCHEMA} to ${name}`);
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}
