import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** URL of a superuser, for migrations and for looking beneath the policies. */
  url: string;
  drop(): Promise<void>;
}

/**
 * A fresh database with every migration, made from the template of the global setup. Real PostgreSQL, real policies; a
 * test that needs rows makes its own.
 *
 * @param template URL of another database to copy, which nobody is connected to
 */
export async function testDatabase(template = process.env['BICORNE_TEST_DATABASE_URL']): Promise<TestDatabase> {
  if (!template) throw new Error('No test server: run this through the jest configuration in test/.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const source = new URL(template).pathname.slice(1);
  // Making a database from a template takes a lock on it: two at once wait for each other.
  await administer(template, [
    `select pg_advisory_lock(7042)`,
    `create database ${name} template ${source}`,
    `select pg_advisory_unlock(7042)`,
  ]);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => administer(template, [`drop database if exists ${name} with (force)`]),
  };
}

/** A fresh database without any migration, with the schemas in which they make their tables. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const template = process.env['BICORNE_TEST_DATABASE_URL'];
  if (!template) throw new Error('No test server: run this through the jest configuration in test/.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(template, [`create database ${name} template template0`]);
  const url = new URL(template);
  url.pathname = `/${name}`;
  await run(url, [
    ...['bicorne', 'auth'].map((schema) => `create schema ${schema} authorization bicorne_owner`),
    'grant usage on schema bicorne, auth to bicorne_app, bicorne_worker',
  ]);
  return {
    url: url.toString(),
    drop: () => administer(template, [`drop database if exists ${name} with (force)`]),
  };
}

async function administer(template: string, statements: string[]): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  await run(url, statements);
}

async function run(url: URL, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
