import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, WorkspaceTransaction, type Scope } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Practice, testServices } from '../support/factories.js';
import { foreignKeysOf, tenantTables, type ForeignKey } from './catalogue.js';
import { fillTables } from './fill-tables.js';

// Real: PostgreSQL, the migrations, their policies and keys, the roles of the API and of the worker. PostgreSQL checks keys
// past the policies: here each key of each table is asked whether a row of somebody else is there. Everything is rolled
// back.

let server: TestDatabase;
let superuser: pg.Client;
let tables: string[];
let keys: ForeignKey[];
let ours: Practice;
let theirs: Practice;
let clients: [string, string];
const doors: Partial<Record<'app' | 'worker', DataSource>> = {};

beforeAll(async () => {
  server = await testDatabase();
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  tables = await tenantTables(superuser);
  keys = await foreignKeysOf(superuser);
  for (const role of ['app', 'worker'] as const)
    doors[role] = await openDatabase({ url: server.url, role, poolSize: 2 });
  const services = await testServices();
  ours = await Practice.open(new WorkspaceTransaction(doors.app!), services);
  theirs = await Practice.open(new WorkspaceTransaction(doors.app!), services);
  const [first, second] = await fillTables(ours, doors.worker!);
  clients = [first.clientId, second.clientId];
  await fillTables(theirs, doors.worker!);
}, 120_000);

afterAll(async () => {
  await superuser?.end();
  for (const door of Object.values(doors)) await door.destroy();
  await server?.drop();
});

type Row = Record<string, unknown>;

async function rowsOf(table: string, workspaceId: string): Promise<Row[]> {
  const { rows } = await superuser.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where workspace_id = $1`,
    [workspaceId],
  );
  return rows.map(({ row }) => row);
}

class RolledBack extends Error {}

/** What a statement is told, as the words that PostgreSQL has for it, without the values. It leaves nothing behind. */
async function told(role: 'app' | 'worker', scope: Scope, sql: string, parameters: unknown[]): Promise<string> {
  try {
    await new WorkspaceTransaction(doors[role]!).run(scope, async (tx) => {
      // An update or a delete gives its rows and their number.
      const answer: unknown = await tx.query(sql, parameters);
      // Keys that are checked at the end are checked now.
      await tx.query('set constraints all immediate');
      throw new RolledBack(JSON.stringify(answer));
    });
    return 'done';
  } catch (error) {
    if (error instanceof RolledBack) return `done ${error.message}`;
    const { code, constraint, table } = error as pg.DatabaseError;
    return [code, constraint, table].filter(Boolean).join(' ');
  }
}

const insert = (table: string): string =>
  `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, $1)`;

/** A copy of a row that collides with nothing: with an id of its own. */
function fresh(row: Row): Row {
  return { ...row, ...('id' in row && { id: typeof row['id'] === 'string' ? randomUUID() : 900_000_000 }) };
}

/** The row with what a key refers to taken from another row, and the workspace left as it is. */
function pointed(row: Row, key: ForeignKey, at: Row): Row {
  const change = key.columns.flatMap((column, index) =>
    column === 'workspace_id' ? [] : [[column, at[key.referred[index]!]] as const],
  );
  return { ...row, ...Object.fromEntries(change) };
}

/** A row that is nowhere, of the same form. */
function nowhere(row: Row): Row {
  const changed = Object.entries(row).map(([name, value]) => {
    if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) return [name, randomUUID()] as const;
    return [name, name === 'id' && typeof value === 'number' ? value + 1_000_000 : value] as const;
  });
  return Object.fromEntries(changed);
}

describe('a foreign key', () => {
  it('tells of a row of another workspace what it tells of none', async () => {
    const faults: string[] = [];
    let found = 0;
    for (const key of keys) {
      if (key.columns.length === 1) continue;
      const [own] = await rowsOf(key.table, ours.workspaceId);
      const [foreign] = await rowsOf(key.to, theirs.workspaceId);
      if (!own || !foreign) {
        faults.push(`${key.table}.${key.name}: no row, see fill-tables.ts`);
        continue;
      }
      for (const role of ['app', 'worker'] as const) {
        const scope = { workspaceId: ours.workspaceId };
        const ask = (at: Row) => told(role, scope, insert(key.table), [pointed(fresh(own), key, at)]);
        const [there, none] = [await ask(foreign), await ask(nowhere(foreign))];
        if (there !== none) faults.push(`${key.table}.${key.name} as ${role}: foreign ${there}, unknown ${none}`);
        if (none.startsWith(`23503 ${key.name}`)) found += 1;
      }
    }
    expect(faults).toEqual([]);
    // Where the key itself was what refused: elsewhere a policy, a grant or another key came first, both times.
    expect(found).toBeGreaterThan(keys.length / 2);
    console.info(`${keys.length} foreign keys, ${found} refusals by the key itself`);
  }, 60_000);

  it('lets a client refer to no row of another client', async () => {
    const letIn: string[] = [];
    const collide = new Set<string>();
    for (const key of keys) {
      // Where it refers to the client alone, the policy holds what is written to their own.
      if (!key.columns.includes('client_id') || key.columns.length < 3) continue;
      const [mine, other] = clients;
      const own = (await rowsOf(key.table, ours.workspaceId)).find((row) => row['client_id'] === mine);
      const foreign = (await rowsOf(key.to, ours.workspaceId)).find((row) => (row['client_id'] ?? row['id']) === other);
      if (!own || !foreign) continue;
      const scope = { workspaceId: ours.workspaceId, clientId: mine };
      const ask = (at: Row) =>
        told('app', scope, insert(key.table), [{ ...pointed(fresh(own), key, at), client_id: mine }]);
      const [there, none] = [await ask(foreign), await ask(nowhere(foreign))];
      if (there.startsWith('done')) letIn.push(`${key.table}.${key.name}`);
      if (there !== none) collide.add(`${key.table} ${there}`);
    }
    expect(letIn).toEqual([]);
    // Unique keys are the workspace's: where one has what it refers to in it, a client's SQL that knows the id of another
    // client's row collides with what is below that row. docs/security.md says so.
    expect([...collide].filter((line) => !line.includes(' 23505 '))).toEqual([]);
  }, 60_000);
});

describe('a unique key', () => {
  it('collides with rows of the own workspace, and with none of another', async () => {
    const faults: string[] = [];
    const scope = { workspaceId: ours.workspaceId };
    let collided = 0;
    for (const table of tables) {
      const [own] = await rowsOf(table, ours.workspaceId);
      const [foreign] = await rowsOf(table, theirs.workspaceId);
      const here = await told('app', scope, insert(table), [own]);
      if (here.startsWith('23505')) collided += 1;
      else if (!here.startsWith('42501')) faults.push(`${table}: a copy of an own row is told ${here}`);
      const taken = await told('app', scope, insert(table), [{ ...foreign, workspace_id: ours.workspaceId }]);
      const free = await told('app', scope, insert(table), [{ ...nowhere(foreign!), workspace_id: ours.workspaceId }]);
      if (taken !== free) faults.push(`${table}: a foreign row’s keys are told ${taken}, free ones ${free}`);
    }
    expect(faults).toEqual([]);
    expect(collided).toBeGreaterThan(tables.length / 2);
    console.info(`${tables.length} tables, ${collided} that collide with a row of their own`);
  }, 60_000);
});

describe('each verb on each table', () => {
  /** What the worker does in every workspace: it takes what is due. */
  const ACROSS = ['delivery', 'engagement', 'export_job', 'notice', 'outbox'];
  const VERBS: Record<string, (table: string) => string> = {
    select: (table) => `select 1 from ${table} where workspace_id = $1 and to_jsonb(${table}) = $2`,
    update: (table) =>
      `update ${table} set workspace_id = workspace_id where workspace_id = $1 and to_jsonb(${table}) = $2`,
    delete: (table) => `delete from ${table} where workspace_id = $1 and to_jsonb(${table}) = $2`,
  };

  it.each(['app', 'worker'] as const)(
    'finds for %s nothing of another workspace, as it finds nothing of none',
    async (role) => {
      const faults: string[] = [];
      for (const table of tables) {
        if (role === 'worker' && ACROSS.includes(table)) continue;
        const [foreign] = await rowsOf(table, theirs.workspaceId);
        for (const [verb, sql] of Object.entries(VERBS)) {
          const ask = (id: string) => told(role, { workspaceId: ours.workspaceId }, sql(table), [id, foreign]);
          const [there, none] = [await ask(theirs.workspaceId), await ask(randomUUID())];
          if (there !== none) faults.push(`${verb} ${table}: foreign ${there}, unknown ${none}`);
        }
        const inserted = await told(role, { workspaceId: ours.workspaceId }, insert(table), [fresh(foreign!)]);
        if (!inserted.startsWith('42501')) faults.push(`insert ${table}: ${inserted}`);
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it('finds for a client nothing of another client, which is there for the workspace', async () => {
    const faults: string[] = [];
    const [mine, other] = clients;
    let there = 0;
    for (const table of tables) {
      const rows = await rowsOf(table, ours.workspaceId);
      const foreign = rows.find((row) => (table === 'client' ? row['id'] : row['client_id']) === other);
      if (!foreign) continue;
      for (const [verb, sql] of Object.entries(VERBS)) {
        const ask = (clientId: string | null) =>
          told('app', { workspaceId: ours.workspaceId, clientId }, sql(table), [ours.workspaceId, foreign]);
        const [seen, whole] = [await ask(mine), await ask(null)];
        if (!/^42501|^done (\[\]|\[\[\],0\])$/.test(seen)) faults.push(`${verb} ${table}: ${seen}`);
        if (seen !== whole) there += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(there).toBeGreaterThan(tables.length);
  }, 60_000);
});
