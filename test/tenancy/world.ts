import { toGlobalId } from '@bicorne/application';
import type { Role } from '@bicorne/domain';
import { createUsers, issueApiToken, type Scope } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { PASSWORD, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Practice, testServices } from '../support/factories.js';
import { plantCanaries } from './canaries.js';
import { tenantTables } from './catalogue.js';
import { fillTables } from './fill-tables.js';

/** Somebody who asks: how they are known to the API, and what that makes them. */
export interface Asker {
  what: string;
  /** Null for nobody: no sign-in, or one that does not hold. */
  role: Role | null;
  headers: Record<string, string>;
}

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
  sessions: Record<Role | 'UNASSIGNED' | 'OTHER_SPONSOR', Asker>;
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

async function signInAll(
  api: TestApi,
  superuser: pg.Client,
  { workspaceId, owner, cto }: Practice,
  [first, second]: [string, string],
): Promise<Place['sessions']> {
  const partner = randomUUID();
  const unassigned = randomUUID();
  const viewer = randomUUID();
  await superuser.query(
    `insert into member (workspace_id, id, user_id, name, email, role) values
       ($1, $2::uuid, $2::uuid, 'Pia Partner', $2::uuid || '@example.com', 'PARTNER'),
       ($1, $3::uuid, $3::uuid, 'Una Signed', $3::uuid || '@example.com', 'PRACTITIONER')`,
    [workspaceId, partner, unassigned],
  );
  await superuser.query(
    `insert into client_contact (workspace_id, client_id, id, user_id, name, email, role)
     values ($1, $2, $3::uuid, $3::uuid, 'Vic Viewer', $3::uuid || '@example.com', 'VIEWER')`,
    [workspaceId, first, viewer],
  );
  const sponsorOf = async (clientId: string): Promise<string> => {
    const { rows } = await superuser.query<{ id: string }>(
      `select id from client_contact where client_id = $1 and role = 'SPONSOR'`,
      [clientId],
    );
    return rows[0]?.id ?? '';
  };
  const people = {
    OWNER: { table: 'member', id: owner.memberId },
    PARTNER: { table: 'member', id: partner },
    PRACTITIONER: { table: 'member', id: cto.memberId },
    UNASSIGNED: { table: 'member', id: unassigned },
    SPONSOR: { table: 'client_contact', id: await sponsorOf(first) },
    VIEWER: { table: 'client_contact', id: viewer },
    OTHER_SPONSOR: { table: 'client_contact', id: await sponsorOf(second) },
  };
  const names = Object.keys(people) as (keyof typeof people)[];
  const email = (name: string): string => `${name.toLowerCase()}@${workspaceId}.example`;
  const statements = {
    query: async <Row>(sql: string, parameters?: unknown[]): Promise<Row[]> =>
      (await superuser.query(sql, parameters)).rows as Row[],
  };
  const userIds = await createUsers(
    statements,
    names.map((name) => ({ email: email(name), name })),
    PASSWORD,
  );
  for (const [index, name] of names.entries())
    await superuser.query(`update ${people[name].table} set user_id = $1 where id = $2`, [
      userIds[index],
      people[name].id,
    ]);
  const sessions: Partial<Place['sessions']> = {};
  for (const name of names) {
    const role = name === 'UNASSIGNED' ? 'PRACTITIONER' : name === 'OTHER_SPONSOR' ? 'SPONSOR' : name;
    sessions[name] = { what: `${name} by session`, role, headers: { cookie: await api.signIn(email(name)) } };
  }
  return sessions as Place['sessions'];
}

async function upload(api: TestApi, { headers }: Asker, engagementId: string): Promise<void> {
  const form = new FormData();
  form.set('engagementId', engagementId);
  form.set('file', new Blob(['# Read\n\nOn 5 March 2026 Ada chose PostgreSQL.\n'], { type: 'text/markdown' }), 'read.md');
  const { ok, status } = await fetch(`${api.url}/files`, { method: 'POST', headers, body: form });
  if (!ok) throw new Error(`The upload was answered ${status}.`);
}

const SCOPES: Scope[][] = [['READ', 'WRITE'], ['READ'], ['WRITE'], []];
const ROLES = ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'] as const;

async function makeTokens(practice: Practice, clientId: string): Promise<Asker[]> {
  const tokens: Asker[] = [];
  for (const role of ROLES)
    for (const scopes of SCOPES) {
      const ofClient = role === 'SPONSOR' || role === 'VIEWER';
      const order = { name: 'Of the walk', role, clientId: ofClient ? clientId : null, scopes, expiresAt: null };
      const { token } = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
        issueApiToken(tx, order, new Date()),
      );
      tokens.push({ what: `${role} by token ${scopes.join(' ') || 'without scope'}`, role, headers: bearer(token) });
    }
  return tokens;
}

async function makeEnded(api: TestApi, superuser: pg.Client, practice: Practice, owner: Asker): Promise<Asker[]> {
  const token = async (expiresAt: Date | null, ending: string): Promise<Asker> => {
    const issued = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
      issueApiToken(
        tx,
        { name: 'Ended', role: 'OWNER', clientId: null, scopes: ['READ', 'WRITE'], expiresAt },
        new Date(),
      ),
    );
    if (expiresAt === null)
      await superuser.query('update api_token set revoked_at = now() where workspace_id = $1 and id = $2', [
        practice.workspaceId,
        issued.id,
      ]);
    return { what: `${ending} token`, role: null, headers: bearer(issued.token) };
  };
  const { rows } = await superuser.query<{ email: string }>(
    `select u.email from auth."user" u join member m on m.user_id = u.id where m.id = $1`,
    [practice.owner.memberId],
  );
  const cookie = await api.signIn(rows[0]?.email ?? '');
  const out = await fetch(`${api.url}/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: api.url },
    body: '{}',
  });
  if (!out.ok) throw new Error(`Signing out answered ${out.status}.`);
  if (cookie === owner.headers['cookie']) throw new Error('A second sign-in gave the first one’s session.');
  return [
    { what: 'nobody', role: null, headers: {} },
    await token(null, 'a revoked'),
    await token(new Date(Date.now() - 1_000), 'an expired'),
    { what: 'a session that was ended', role: null, headers: { cookie } },
  ];
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
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
      `select id, ${client} as "clientId" from ${table} where workspace_id = $1
       order by (${client}) is not distinct from $2::uuid desc, (${client}) is null desc, id limit 200`,
      [workspaceId, firstClient],
    );
    rows.set(table, found.rows);
  }
  rows.set('workspace', [{ id: workspaceId, clientId: null }]);
  return rows;
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
