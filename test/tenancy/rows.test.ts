import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, WorkspaceTransaction, type Scope } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Practice, testServices, type StartedEngagement } from '../support/factories.js';
import { fillTables } from './fill-tables.js';
import { tenancyFaults, tenantTables } from './catalogue.js';

// Real: PostgreSQL, the migrations, their policies, the roles of the API and of the worker. That a row exists is asked as
// superuser, whom no policy holds.

/** Tables without a client: a client contact sees their rows of the workspace, such as who the practitioners are. */
const SHARED = ['deliverable_template', 'depth_attestation', 'idempotency_key', 'member', 'outbox'];
/** Tables of which a client contact sees nothing. */
const HIDDEN = [
  'api_token',
  'deliverable_draft',
  'invitation',
  'single_sign_on',
  'single_sign_on_identity',
  'webhook_endpoint',
];
/** Tables of which the worker sees rows of every workspace, to find what is due. */
const POLLED = ['delivery', 'engagement', 'export_job', 'notice', 'outbox'];

let server: TestDatabase;
let app: DataSource;
let worker: DataSource;
let superuser: pg.Client;
let ours: Practice;
let theirs: Practice;
let clients: [StartedEngagement, StartedEngagement];
let tables: string[];

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 2 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 2 });
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  tables = await tenantTables(superuser);
  const services = await testServices();
  ours = await Practice.open(new WorkspaceTransaction(app), services);
  theirs = await Practice.open(new WorkspaceTransaction(app), services);
  clients = await fillTables(ours, worker);
  await fillTables(theirs, worker);
}, 120_000);

afterAll(async () => {
  await superuser?.end();
  await worker?.destroy();
  await app?.destroy();
  await server?.drop();
});

type Row = Record<string, unknown> & { workspace_id: string; client_id?: string };

function seen(table: string, scope: Scope, database = app): Promise<Row[]> {
  return new WorkspaceTransaction(database).run(scope, (tx) => tx.query<Row>(`select * from ${table}`));
}

async function existing(table: string, workspaceId: string): Promise<Row[]> {
  const { rows } = await superuser.query<Row>(`select * from ${table} where workspace_id = $1`, [workspaceId]);
  return rows;
}

/** PostgreSQL's code of what went wrong: 42501 where a policy or a missing grant refuses. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

/** Runs a check for each table; what fails names the table. A table of a later migration is checked without a line here. */
async function ofEach(
  names: readonly string[],
  check: (table: string) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of names) found[table] = await check(table);
  return found;
}

function all(names: readonly string[], value: unknown): Record<string, unknown> {
  return Object.fromEntries(names.map((table) => [table, value]));
}

describe('the catalogue', () => {
  it('has nothing against any table that has a workspace', async () => {
    expect(await tenancyFaults(superuser)).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });

  it('would have, against one that is made without care', async () => {
    await superuser.query('begin');
    await superuser.query(`
      create table careless (
        workspace_id uuid references workspace (id), id uuid primary key, client_id uuid, name text unique,
        constraint careless_client foreign key (client_id, workspace_id) references client (workspace_id, id)
      )`);
    const faults = await tenancyFaults(superuser);
    await superuser.query('rollback');
    expect(faults.filter(({ table }) => table === 'careless').map(({ fault }) => fault)).toEqual([
      'no policy holds bicorne_app to the workspace',
      'no policy holds bicorne_worker to the workspace',
      'row security is not enabled',
      'row security is not forced',
      'the foreign key careless_client does not start with workspace_id',
      'the unique key careless_name_key does not start with workspace_id',
      'the unique key careless_pkey does not start with workspace_id',
      'workspace_id may be null',
    ]);
    expect(new Set(faults.map(({ table }) => table))).toEqual(new Set(['careless']));
  });

  it('knows no table of ours outside a workspace but the workspaces themselves and the list of migrations', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace = 'bicorne'::regnamespace order by 1`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !tables.includes(name))).toEqual(['migration', 'workspace']);
  });

  it('gives the roles of the API and of the worker no way round the policies', async () => {
    const { rows } = await superuser.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole,
         (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'bicorne'::regnamespace) as owns,
         pg_has_role(r.oid, 'bicorne_owner', 'member') as "isOwner"
       from pg_roles r where rolname in ('bicorne_app', 'bicorne_worker') order by 1`,
    );
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, owns: 0, isOwner: false };
    expect(rows).toEqual([
      { rolname: 'bicorne_app', ...nothing },
      { rolname: 'bicorne_worker', ...nothing },
    ]);
  });
});

describe('another workspace', () => {
  it.each(['app', 'worker'] as const)(
    'is hidden in every table from the role %s in a scope of its own',
    async (role) => {
      const hides = tables.filter((table) => role === 'app' || !POLLED.includes(table));
      const database = role === 'app' ? app : worker;
      const strangers = await ofEach(hides, async (table) => {
        const rows = await seen(table, ours, database);
        if (rows.length === 0) return 'no row of its own: fill the table in test/tenancy/fill-tables.ts';
        return rows.filter(({ workspace_id }) => workspace_id !== ours.workspaceId).length;
      });
      expect(strangers).toEqual(all(hides, 0));
    },
  );

  it('exists all the while', async () => {
    const exists = await ofEach(tables, async (table) => (await existing(table, theirs.workspaceId)).length > 0);
    expect(exists).toEqual(all(tables, true));
  });

  it('is not to be found by its id', async () => {
    const [row] = await ours.query('select from workspace where id = $1', [theirs.workspaceId]);
    expect(row).toBeUndefined();
  });

  it('cannot be written to', async () => {
    const refusals = await ofEach(tables, async (table) => {
      const [row] = await existing(table, theirs.workspaceId);
      const insert = `insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1)`;
      return ours.query(insert, [row]).then(() => 'written', codeOf);
    });
    expect(refusals).toEqual(all(tables, '42501'));
  });

  it('cannot be changed or deleted: nothing is found to change', async () => {
    const before = await ofEach(tables, (table) => existing(table, theirs.workspaceId));
    for (const table of tables)
      for (const verb of [`update ${table} set workspace_id = workspace_id`, `delete from ${table}`]) {
        const attempt = ours.query(`${verb} where workspace_id = $1`, [theirs.workspaceId]);
        // Tables of which rows are kept for ever refuse the verb itself.
        await attempt.catch((error: unknown) => expect(codeOf(error)).toBe('42501'));
      }
    expect(await ofEach(tables, (table) => existing(table, theirs.workspaceId))).toEqual(before);
  });

  it('cannot take over a row: no update moves one there', async () => {
    const move = ours.query('update client set workspace_id = $1', [theirs.workspaceId]);
    await expect(move).rejects.toMatchObject({ code: '42501' });
  });
});

describe('without a scope', () => {
  it('the role of the API sees no row of any table', async () => {
    const counts = await ofEach(
      [...tables, 'workspace'],
      async (table) => (await app.query<Row[]>(`select * from ${table}`)).length,
    );
    expect(counts).toEqual(all([...tables, 'workspace'], 0));
  });

  it('the role of the worker sees what it polls and nothing else', async () => {
    const sees = await ofEach(tables, async (table) => {
      const rows = await worker.query<Row[]>(`select * from ${table}`);
      return new Set(rows.map(({ workspace_id }) => workspace_id)).size;
    });
    expect(sees).toEqual({ ...all(tables, 0), ...all(POLLED, 2) });
  });

  it('is what a connection is left with after a transaction', async () => {
    await Promise.all([ours, theirs, ours].map((practice) => practice.query('select from client')));
    const settings = await app.query<unknown[]>(
      "select nullif(current_setting('app.workspace_id', true), '') as w, nullif(current_setting('app.client_id', true), '') as c",
    );
    expect(settings).toEqual([{ w: null, c: null }]);
  });
});

describe('a client contact', () => {
  const scope = (): Scope => ({ workspaceId: ours.workspaceId, clientId: clients[0].clientId });
  const narrowed = (): string[] => tables.filter((table) => ![...SHARED, ...HIDDEN, 'client'].includes(table));

  it('sees rows of their own client in every table that has clients', async () => {
    const of = await ofEach(narrowed(), async (table) => [
      ...new Set((await seen(table, scope())).map(({ client_id }) => client_id)),
    ]);
    expect(of).toEqual(all(narrowed(), [clients[0].clientId]));
  });

  it('does not see the other client’s, which are there', async () => {
    const of = await ofEach(narrowed(), async (table) =>
      (await existing(table, ours.workspaceId)).some(({ client_id }) => client_id === clients[1].clientId),
    );
    expect(of).toEqual(all(narrowed(), true));
  });

  it('sees themselves as the only client', async () => {
    expect((await seen('client', scope())).map(({ id }) => id)).toEqual([clients[0].clientId]);
    expect(await existing('client', ours.workspaceId)).toHaveLength(2);
  });

  it('sees nothing of what is the consultancy’s alone, which is there', async () => {
    expect(await ofEach(HIDDEN, async (table) => (await seen(table, scope())).length)).toEqual(all(HIDDEN, 0));
    const exists = await ofEach(HIDDEN, async (table) => (await existing(table, ours.workspaceId)).length > 0);
    expect(exists).toEqual(all(HIDDEN, true));
  });

  it('cannot write rows of the other client', async () => {
    const refusals = await ofEach(narrowed(), async (table) => {
      const rows = await existing(table, ours.workspaceId);
      const row = rows.find(({ client_id }) => client_id === clients[1].clientId);
      const insert = `insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1)`;
      return new WorkspaceTransaction(app).run(scope(), (tx) => tx.query(insert, [row])).then(() => 'written', codeOf);
    });
    expect(refusals).toEqual(all(narrowed(), '42501'));
  });
});
