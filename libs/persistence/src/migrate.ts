import pg from 'pg';
import { DATABASE_ROLES, openDatabase, SCHEMA } from './database.js';

/** Roles belong to the whole server: two databases that are migrated at once would race for them. */
const ROLES_LOCK = 0x62_69_63_6f;

/**
 * Brings a database up to date: the three roles, the schemas, then every
 * migration that has not run. Safe to call at every start and from two
 * processes at once.
 *
 * @returns the names of the migrations that ran
 * @throws what the server says, when the URL's user may not create roles or schemas
 */
export async function migrate(url: string, log: (line: string) => void = () => {}): Promise<string[]> {
  await prepareRoles(url);
  const dataSource = await openDatabase({ url, role: 'owner', poolSize: 2, applicationName: 'bicorne-migrate' });
  try {
    const ran = await dataSource.runMigrations({ transaction: 'all' });
    for (const migration of ran) log(`Migrated ${migration.name}`);
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

async function prepareRoles(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ROLES_LOCK]);
    for (const role of DATABASE_ROLES) {
      const name = `bicorne_${role}`;
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
      if (!rowCount) await client.query(`create role ${name} nologin nobypassrls`);
      const { rows } = await client.query<{ member: boolean }>("select pg_has_role($1, 'member') as member", [name]);
      const superuser = await client.query<{ super: boolean }>(
        'select rolsuper as super from pg_roles where rolname = current_user',
      );
      if (!superuser.rows[0]?.super && !(rows[0]?.member ?? false)) {
        await client.query(`grant ${name} to current_user`);
      }
    }
    for (const schema of [SCHEMA, 'auth']) {
      await client.query(`create schema if not exists ${schema} authorization bicorne_owner`);
      await client.query(`grant usage on schema ${schema} to bicorne_app, bicorne_worker`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
