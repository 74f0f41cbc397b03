import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signInPool } from '@bicorne/identity';
import { migrate, poolConfig } from '@bicorne/persistence';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

// A connection that the database cuts while somebody holds it between two queries, as a restart of the server does.

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database.drop();
});

const POOLS: [string, (url: string) => pg.Pool][] = [
  ['of the requests and jobs', (url) => new pg.Pool(poolConfig({ url, role: 'app', poolSize: 1 }))],
  ['of the sign-in', (url) => signInPool(url, 1)],
];

describe.each(POOLS)('a pool %s', (_, open) => {
  it('has somebody listen from the moment in which a connection is handed out', async () => {
    const pool = open(database.url);
    const listeners = await new Promise<number>((resolve, reject) => {
      pool.connect((error, client, release) => {
        if (error || !client) return reject(error ?? new Error('No connection'));
        resolve(client.listenerCount('error'));
        release();
      });
    });
    await pool.end();
    expect(listeners).toBeGreaterThan(0);
  });

  it('outlives a cut of what is in use, and hands out another', async () => {
    const pool = open(database.url);
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise<void>((resolve) => held.once('end', resolve));
    await cut(rows[0]?.pid ?? 0);
    await ended;
    await expect(held.query('select 1')).rejects.toThrow();
    held.release();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});

it('ends the migration that waits on it with an error, and not the process', async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  // The lock that whoever migrates holds.
  await other.query('select pg_advisory_lock($1)', [0x62_69_63_70]);
  const waiting = expect(migrate(database.url)).rejects.toThrow();
  const asking = async (): Promise<number | undefined> => {
    const { rows } = await other.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and state = 'idle' and query like 'select pg_try_advisory_lock%'`,
    );
    return rows[0]?.pid;
  };
  await until('it waits for its turn, between two questions', async () => (await asking()) !== undefined);
  await cut((await asking()) ?? 0);
  await waiting;
  await other.end();
});

async function cut(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('select pg_terminate_backend($1)', [pid]);
  await client.end();
}
