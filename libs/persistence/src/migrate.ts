import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource, MigrationInterface } from 'typeorm';
import { DATABASE_ROLES, openDatabase, SCHEMA, survivesItsEnd, type DatabaseRole } from './database.js';
import { MIGRATIONS } from './migrations/index.js';

/** Roles belong to the whole server: two databases that are migrated at once would race for them. */
const ROLES_LOCK = 0x62_69_63_6f;
/** One migrates a database, others wait and find it done. */
const MIGRATING_LOCK = 0x62_69_63_70;

/**
 * What every migration runs under. Who asks for a lock on a table stands in front of all requests that come after, so a
 * migration asks for less than half a second and then steps back; PostgreSQL looks for deadlocks after one.
 */
export const MIGRATION_SETTINGS = { lock_timeout: '300ms', statement_timeout: '10min' } as const;

/** `lock_not_available` and `deadlock_detected`: nothing was changed, and the next try may find the table free. */
const IN_THE_WAY: readonly unknown[] = ['55P03', '40P01'];
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;

export type MigrationClass = new () => MigrationInterface;

export interface MigrateOptions {
  /** Those of one version, in order; this one's if left out. */
  migrations?: readonly MigrationClass[];
  /** For how long one migration tries to get its locks, in milliseconds; two minutes if left out. */
  patienceMs?: number;
}

/** Long transactions stood in the way of a migration until its patience was at an end. Nothing of it is left. */
export class MigrationInTheWay extends Error {}

/** A migration is named that has not run. */
export class UnknownMigration extends Error {}

/**
 * Brings a database up to date while others use it: the three roles, the schemas, then every migration that has not run,
 * each in a transaction of its own or, where it says so, in none. Safe to call at every start and from two processes at
 * once. Where one fails, those before it stand, and the next call goes on with it.
 *
 * @returns the names of the migrations that ran
 * @throws MigrationInTheWay where a table was never free; else what the server says, as when the URL's user may not
 *   create roles or schemas
 */
export async function migrate(
  url: string,
  log: (line: string) => void = () => {},
  options: MigrateOptions = {},
): Promise<string[]> {
  await prepareRoles(url);
  return alone(url, options, async (dataSource) => {
    const ran: string[] = [];
    const before = new Set(await executed(dataSource));
    const note = async (): Promise<boolean> => {
      const fresh = (await executed(dataSource)).filter((name) => !before.has(name) && !ran.includes(name));
      for (const name of fresh) log(`Migrated ${name}`);
      ran.push(...fresh);
      return fresh.length > 0;
    };
    await untilFree(dataSource, options, log, note, () => dataSource.runMigrations({ transaction: 'each' }));
    await note();
    return ran;
  });
}

/**
 * Takes migrations back, the newest first, until `last` is the newest that is left. What only they keep is lost: their
 * tables and columns. The version that knows none of them must be the one that serves by then.
 *
 * @param last name of a migration that has run, or null for an empty database
 * @returns the names of those taken back
 * @throws UnknownMigration where `last` has not run; otherwise as `migrate`
 */
export async function takeBack(
  url: string,
  last: string | null,
  log: (line: string) => void = () => {},
  options: MigrateOptions = {},
): Promise<string[]> {
  return alone(url, options, async (dataSource) => {
    const there = await executed(dataSource);
    if (last !== null && !there.includes(last))
      throw new UnknownMigration(`${last} has not run here. The newest that has is ${there.at(-1) ?? 'none'}.`);
    const back = there.slice(last === null ? 0 : there.indexOf(last) + 1).reverse();
    for (const name of back) {
      const one = dataSource.migrations.find((migration) => migration.constructor.name === name);
      const transaction = one?.transaction === false ? 'none' : 'each';
      await untilFree(
        dataSource,
        options,
        log,
        () => Promise.resolve(false),
        () => dataSource.undoLastMigration({ transaction }),
      );
      log(`Took back ${name}`);
    }
    return back;
  });
}

/** Names in the order in which they ran. */
async function executed(dataSource: DataSource): Promise<string[]> {
  const [there] = await dataSource.query<{ there: boolean }[]>(`select to_regclass($1) is not null as there`, [
    `${SCHEMA}.migration`,
  ]);
  if (!there?.there) return [];
  const rows = await dataSource.query<{ name: string }[]>(`select name from ${SCHEMA}.migration order by id`);
  return rows.map(({ name }) => name);
}

/** Tries again what found a table taken, after longer and longer pauses. @param progress whether something was done */
async function untilFree(
  dataSource: DataSource,
  { patienceMs = 120_000 }: MigrateOptions,
  log: (line: string) => void,
  progress: () => Promise<boolean>,
  step: () => Promise<unknown>,
): Promise<void> {
  let began = Date.now();
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    try {
      await step();
      return;
    } catch (error) {
      if (!IN_THE_WAY.includes((error as { code?: unknown }).code)) throw error;
      if (await progress()) began = Date.now();
      if (Date.now() - began > patienceMs)
        throw new MigrationInTheWay(
          `A migration did not get its locks within ${patienceMs / 1000} s. ${await oldestTransaction(dataSource)}`,
          { cause: error },
        );
      log('A table is taken; trying again');
      await pause(wait);
    }
  }
}

async function oldestTransaction(dataSource: DataSource): Promise<string> {
  const [oldest] = await dataSource.query<{ pid: number; name: string; seconds: number }[]>(
    `select pid, application_name as name, extract(epoch from now() - xact_start)::integer as seconds
     from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
     order by xact_start limit 1`,
  );
  if (!oldest) return 'No transaction is open any more: try again.';
  const { pid, name, seconds } = oldest;
  return `The oldest transaction is open for ${seconds} s: process ${pid} of the server, "${name}". End it and try again.`;
}

/** Opens the database as its owner, when nobody else migrates it. */
async function alone<T>(
  url: string,
  { migrations = MIGRATIONS }: MigrateOptions,
  work: (dataSource: DataSource) => Promise<T>,
) {
  const turn = await connect(url);
  try {
    // Asked for again and again: who waits within a statement keeps indexes from being built beside the requests.
    while (
      !(await turn.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [MIGRATING_LOCK])).rows[0]?.got
    )
      await pause(FIRST_PAUSE_MS);
    const role: DatabaseRole = 'owner';
    const applicationName = 'bicorne-migrate';
    const settings = MIGRATION_SETTINGS;
    const dataSource = await openDatabase({ url, role, poolSize: 2, applicationName, settings, migrations });
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await turn.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  survivesItsEnd(client);
  await client.connect();
  return client;
}

async function prepareRoles(url: string): Promise<void> {
  const client = await connect(url);
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
