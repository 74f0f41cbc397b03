import { toGlobalId } from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Practice, testServices } from '../support/factories.js';
import { makeEnded, makeTokens, signInAll, type Asker, type Sessions } from './askers.js';
import { LeakFinder } from './asking.js';
import { canaryOf, plantCanaries } from './canaries.js';
import { tenantTables } from './catalogue.js';
import { fillTables } from './fill-tables.js';

/** A row's ids: as PostgreSQL has it, and whose it is. */
export interface RowId {
  id: string;
  clientId: string | null;
}

/** One workspace with two clients, rows in every table, and somebody of each kind. */
export interface Place {
  practice: Practice;
  workspaceId: string;
  /** The sponsor and the viewer are of the first. */
  clientIds: [string, string];
  /** The rows of each type of id, those of the first client first. */
  rows: ReadonlyMap<string, readonly RowId[]>;
  sessions: Sessions;
  /** Each role with each choice of scopes. */
  tokens: Asker[];
  /** Sign-ins that do not hold any more. */
  ended: Asker[];
}

export interface World {
  api: TestApi;
  superuser: pg.Client;
  tables: string[];
  /** The columns of each table. */
  columns: ReadonlyMap<string, ReadonlySet<string>>;
  ours: Place;
  theirs: Place;
  /** The columns of theirs that have canaries, and long words of theirs with the client whose they are. */
  canaries: { planted: string[]; words: Map<string, string | null> };
  close(): Promise<void>;
}

/** Types of ids whose tables have another name. */
const TABLE_OF: Record<string, string> = { Template: 'deliverable_template' };

export function tableOf(type: string): string {
  return TABLE_OF[type] ?? type.replace(/(?<=.)([A-Z])/g, '_$1').toLowerCase();
}

/** Two workspaces on the real API; the second one's texts have canaries. */
export async function makeWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await testDatabase();
  const superuser = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  const tables = await tenantTables(superuser);
  const app = await openDatabase({ url: database.url, role: 'app', poolSize: 2 });
  const worker = await openDatabase({ url: database.url, role: 'worker', poolSize: 2 });
  const api = await startApi(database.url, env);
  const ours = await makePlace({ api, app, worker, superuser, tables });
  const theirs = await makePlace({ api, app, worker, superuser, tables });
  const canaries = await plantCanaries(superuser, tables, theirs.workspaceId);
  const columns = await columnsOf(superuser, tables);
  const close = () => closeAll(api, app, worker, superuser, database);
  return { api, superuser, tables, columns, ours, theirs, canaries, close };
}

async function columnsOf(superuser: pg.Client, tables: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await superuser.query<{ table: string; columns: string[] }>(
    `select attrelid::regclass::text as table, array_agg(attname::text) as columns from pg_attribute
     where attrelid::regclass::text = any ($1) and attnum > 0 and not attisdropped group by 1`,
    [tables],
  );
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}

async function closeAll(
  api: TestApi,
  app: DataSource,
  worker: DataSource,
  superuser: pg.Client,
  database: TestDatabase,
): Promise<void> {
  await api.close();
  await app.destroy();
  await worker.destroy();
  await superuser.end();
  await database.drop();
}

interface Ground extends Pick<World, 'api' | 'superuser' | 'tables'> {
  app: DataSource;
  worker: DataSource;
}

async function makePlace({ api, app, worker, superuser, tables }: Ground): Promise<Place> {
  const practice = await Practice.open(new WorkspaceTransaction(app), await testServices());
  const [first, second] = await fillTables(practice, worker);
  const { workspaceId } = practice;
  const clientIds: [string, string] = [first.clientId, second.clientId];
  const sessions = await signInAll(api, superuser, practice, clientIds);
  const tokens = await makeTokens(practice, first.clientId);
  // Rows of files without bytes would be found and then not read.
  await superuser.query('delete from file where workspace_id = $1', [workspaceId]);
  for (const { id } of [first, second]) await upload(api, sessions.OWNER, toGlobalId('Engagement', id));
  await superuser.query(
    `insert into evidence (workspace_id, client_id, revision_id, section, kind, file_id)
     select r.workspace_id, r.client_id, r.id, 'Models in use', 'FILE', f.id
     from revision r join file f using (workspace_id, client_id) where r.workspace_id = $1`,
    [workspaceId],
  );
  return {
    practice,
    workspaceId,
    clientIds,
    sessions,
    tokens,
    ended: await makeEnded(api, superuser, practice, sessions.OWNER),
    rows: await rowsOf(superuser, tables, workspaceId, first.clientId),
  };
}

async function upload(api: TestApi, { headers }: Asker, engagementId: string): Promise<void> {
  const form = new FormData();
  form.set('engagementId', engagementId);
  form.set(
    'file',
    new Blob(['# Read\n\nOn 5 March 2026 Ada chose PostgreSQL.\n'], { type: 'text/markdown' }),
    'read.md',
  );
  const { ok, status } = await fetch(`${api.url}/files`, { method: 'POST', headers, body: form });
  if (!ok) throw new Error(`The upload was answered ${status}.`);
}

async function rowsOf(
  superuser: pg.Client,
  tables: readonly string[],
  workspaceId: string,
  firstClient: string,
): Promise<ReadonlyMap<string, readonly RowId[]>> {
  const rows = new Map<string, readonly RowId[]>();
  const { rows: columns } = await superuser.query<{ table: string; hasClient: boolean }>(
    `select a.attrelid::regclass::text as table, exists (select from pg_attribute c
       where c.attrelid = a.attrelid and c.attname = 'client_id' and not c.attisdropped) as "hasClient"
     from pg_attribute a where a.attname = 'id' and a.atttypid = 'uuid'::regtype
       and a.attrelid::regclass::text = any ($1)`,
    [tables],
  );
  for (const { table, hasClient } of columns) {
    const client = table === 'client' ? 'id' : hasClient ? 'client_id' : 'null::uuid';
    const found = await superuser.query<RowId>(
      `select id, ${client} as "clientId" from ${table} t where workspace_id = $1
       order by (${client}) is not distinct from $2::uuid desc, (${client}) is null desc,
         ${await referencesTo(superuser, table)} desc, id limit 200`,
      [workspaceId, firstClient],
    );
    rows.set(table, found.rows);
  }
  rows.set('workspace', [{ id: workspaceId, clientId: null }]);
  rows.set('place', [...(rows.get('member') ?? []), ...(rows.get('client_contact') ?? [])]);
  rows.set('session', await spareSessions(superuser, workspaceId));
  return rows;
}

/** A session more of each person, for one that is ended asks no more. */
async function spareSessions(superuser: pg.Client, workspaceId: string): Promise<RowId[]> {
  const { rows } = await superuser.query<RowId>(
    `insert into auth.session (id, "userId", token, "expiresAt", "createdAt", "updatedAt")
     select gen_random_uuid(), p.user_id, gen_random_uuid(), now() + interval '1 day', now(), now()
     from (
       select user_id, null::uuid as client_id from member where workspace_id = $1
       union all select user_id, client_id from client_contact where workspace_id = $1
     ) p join auth."user" u on u.id = p.user_id
     returning id, (select client_id from client_contact c where c.user_id = "userId" limit 1) as "clientId"`,
    [workspaceId],
  );
  return rows;
}

/** An expression that counts what refers to a row `t`: the first of a table has the most below it to read. */
async function referencesTo(superuser: pg.Client, table: string): Promise<string> {
  const { rows } = await superuser.query<{ counted: string }>(
    `select format('(select count(*) from %s r where %s)', conrelid::regclass,
       (select string_agg(format('r.%I = t.%I', a.attname, b.attname), ' and ')
        from unnest(conkey, confkey) as k(here, there)
        join pg_attribute a on a.attrelid = conrelid and a.attnum = here
        join pg_attribute b on b.attrelid = confrelid and b.attnum = there)) as counted
     from pg_constraint where contype = 'f' and confrelid = $1::regclass`,
    [table],
  );
  return [`0::bigint`, ...rows.map(({ counted }) => counted)].join(' + ');
}

/** The rows that ids of a type stand for. @throws Error where the workspace has none */
export function rowsOfType({ rows }: Place, type: string): readonly RowId[] {
  const found = rows.get(tableOf(type)) ?? [];
  if (found.length === 0)
    throw new Error(`No row for ids of the type ${type} (${tableOf(type)}): see test/tenancy/fill-tables.ts.`);
  return found;
}

/** A published id of the place's own: of the first client, where the type has clients. */
export function ownId(place: Place, type: string): string {
  const [row] = rowsOfType(place, type);
  return toGlobalId(type, row?.id ?? '');
}

/** Everything of theirs that may not be shown: canaries, long words and ids. */
export function leaksOf({ theirs, canaries }: World, isTheirs: (clientId: string | null) => boolean): LeakFinder {
  const words = [
    ...[...theirs.clientIds, null].filter(isTheirs).map((id) => canaryOf(theirs.workspaceId, id)),
    ...[...canaries.words].filter(([, clientId]) => isTheirs(clientId)).map(([word]) => word),
  ];
  const rows = [...theirs.rows.values()].flat().filter(({ clientId }) => isTheirs(clientId));
  return new LeakFinder(
    words,
    rows.map(({ id }) => id),
  );
}
