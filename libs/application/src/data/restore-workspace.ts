import type { OpenArchive, Storage } from '@bicorne/documents';
import { createUser, createUsers } from '@bicorne/identity';
import { newEndpointSecret } from '@bicorne/notifications';
import { seal, type SealingSecrets, type Transactions, type Tx } from '@bicorne/persistence';
import { randomBytes } from 'node:crypto';
import { endpointPlace } from '../webhook/endpoint-place.js';
import { filePath } from './archive-entries.js';
import { TABLE_DATA } from './data-map.js';
import { attachedOf, BadArchive, checkedManifest, rowsIn } from './read-archive.js';
import { tablesInOrder, type WorkspaceTable } from './tables-in-order.js';

export interface RestoreDeps {
  /** Opened under any role by a user who may take the roles `bicorne_owner` and `bicorne_app`. */
  database: Transactions;
  storage: Pick<Storage, 'receive' | 'clearWorkspace'>;
  secrets: SealingSecrets;
}

export interface RestoredWorkspace {
  workspaceId: string;
  slug: string;
  rows: number;
  files: number;
  /** An owner, with a first password where they never signed in here. */
  owner: { email: string; password: string | null } | null;
}

const AT_ONCE = 200;
const PASSWORD_BYTES = 18;

/**
 * Writes a workspace from its archive: every row with its id, the bytes of files, and people, who keep the sign-in that
 * their address has here or get one. What the archive has no secrets of does not come back: tokens, links and addresses of
 * calendars are made anew, endpoints are given new secrets and are disabled until somebody changes that. What was not sent
 * yet is not sent. The trail is restored too, and names the restore after it.
 *
 * @param slug another one than the archive has
 * @throws BadArchive in one sentence where it cannot be restored here; nothing is left of it then
 */
export async function restoreWorkspace(
  { database, storage, secrets }: RestoreDeps,
  archive: OpenArchive,
  slug: string | null = null,
): Promise<RestoredWorkspace> {
  const manifest = await checkedManifest(archive);
  if (manifest.kind !== 'WORKSPACE')
    throw new BadArchive(
      'This is the archive of a client, which is there to be read: only a whole workspace is restored.',
    );
  const workspaceId = manifest.workspace.id;
  const attached = attachedOf(manifest);
  const named = slug ?? manifest.workspace.slug;
  const written = { workspace: false };
  try {
    return await database.transaction(async (manager) => {
      await manager.query('set local role bicorne_owner');
      await manager.query("select set_config('app.actor', $1, true), set_config('statement_timeout', '0', true)", [
        JSON.stringify({ kind: 'SYSTEM', name: 'bicorne restore' }),
      ]);
      await insertWorkspace(manager.query.bind(manager), archive, {
        workspaceId,
        slug: named,
        schema: manifest.schema,
      });
      written.workspace = true;
      await manager.query('set local role bicorne_app');
      await manager.query("select set_config('app.workspace_id', $1, true)", [workspaceId]);
      const tx = { scope: { workspaceId }, query: manager.query.bind(manager) } as Pick<Tx, 'scope' | 'query'>;
      const { users, owner } = await usersOf(tx, archive);
      const rows = await insertRows(tx, archive, users);
      await newSecrets(tx, secrets);
      for (const sha256 of attached)
        await (await storage.receive(await archive.read(filePath(sha256)))).keep(workspaceId);
      return { workspaceId, slug: named, rows, files: attached.length, owner };
    });
  } catch (error) {
    if (written.workspace) await storage.clearWorkspace(workspaceId);
    throw error;
  }
}

type Query = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

async function insertWorkspace(
  query: Query,
  archive: OpenArchive,
  { workspaceId, slug, schema }: { workspaceId: string; slug: string; schema: string },
): Promise<void> {
  const [known] = await query('select from bicorne.migration where name = $1', [schema]);
  if (!known)
    throw new BadArchive(
      `The archive comes from a newer Bicorne (${schema}): update this one and run bicorne migrate first.`,
    );
  const [there] = await query<{ slug: string; erased: boolean; same: boolean }>(
    `select slug, erased_at is not null as erased, id = $1 as same from bicorne.workspace where id = $1 or slug = $2
     order by same desc limit 1`,
    [workspaceId, slug],
  );
  if (there?.erased)
    throw new BadArchive('This workspace was erased here, and stays so: restore it to another installation.');
  if (there?.same) throw new BadArchive(`The workspace of the archive is here already, as ${there.slug}.`);
  if (there) throw new BadArchive(`There is another workspace with the slug ${slug}: give one with --slug.`);
  for await (const [row] of rowsIn(archive, 'workspace', 1)) {
    const columns = columnsIn(row ?? '{}').filter((name) => name !== 'slug');
    await query(
      `insert into bicorne.workspace (slug, ${columns.join()})
       select $2, ${columns.join()} from jsonb_populate_record(null::bicorne.workspace, $1)`,
      [row, slug],
    );
  }
}

interface Person {
  user_id: string;
  name: string;
  email: string;
  role: string;
}

/** The sign-ins of the people in the archive, by the ids that they had where it was made. */
async function usersOf(tx: Pick<Tx, 'scope' | 'query'>, archive: OpenArchive) {
  const { workspaceId } = tx.scope;
  const people = new Map<string, Person>();
  for (const table of ['client_contact', 'member'])
    for await (const batch of rowsIn(archive, table, AT_ONCE))
      for (const row of batch) {
        const person = JSON.parse(row) as Person;
        people.set(person.user_id, person);
      }
  const all = [...people.values()];
  const chosen = all.find(({ role }) => role === 'OWNER');
  const users = new Map<string, string>();
  let owner: RestoredWorkspace['owner'] = null;
  if (chosen) {
    const [known] = await tx.query('select from auth."user" where email = $1', [chosen.email.trim().toLowerCase()]);
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    users.set(chosen.user_id, await createUser(tx, { ...chosen, password, workspaceId }));
    owner = { email: chosen.email, password: known ? null : password };
  }
  const others = all.filter((person) => person !== chosen);
  // Without a password: they set one of their own by the link that resets it.
  const ids = others.length > 0 ? await createUsers(tx, others, null, workspaceId) : [];
  others.forEach(({ user_id: before }, index) => users.set(before, ids[index] ?? ''));
  return { users, owner };
}

/** @returns how many */
async function insertRows(
  tx: Pick<Tx, 'scope' | 'query'>,
  archive: OpenArchive,
  users: ReadonlyMap<string, string>,
): Promise<number> {
  // What was written in the trail before stands before what the restore adds.
  const tables = (await tablesInOrder(tx)).sort(
    (a, b) => Number(b.name === 'audit_entry') - Number(a.name === 'audit_entry'),
  );
  let rows = 0;
  for (const table of tables) {
    if (TABLE_DATA[table.name]?.inArchive !== 'RESTORED' || !archive.files.has(`tables/${table.name}.json`)) continue;
    for await (const batch of rowsIn(archive, table.name, AT_ONCE)) {
      await insertBatch(tx, table, batch, users);
      rows += batch.length;
    }
  }
  return rows;
}

async function insertBatch(
  { scope, query }: Pick<Tx, 'scope' | 'query'>,
  { name, numbered, columns: here }: WorkspaceTable,
  rows: readonly string[],
  users: ReadonlyMap<string, string>,
): Promise<void> {
  const { restored = {} } = TABLE_DATA[name] ?? {};
  const given = columnsIn(rows[0] ?? '{}').filter((column) => here.includes(column) && !numbered.includes(column));
  const columns = [...new Set([...given, ...Object.keys(restored)])].filter((column) => column !== 'workspace_id');
  const values = columns.map((column) =>
    column === 'user_id' ? 'coalesce($3::jsonb ->> user_id, user_id)' : (restored[column] ?? column),
  );
  await query(
    `insert into bicorne.${name} (workspace_id, ${columns.join()})
     select $2, ${values.join()} from jsonb_populate_recordset(null::bicorne.${name}, $1) where $3::jsonb is not null`,
    [`[${rows.join()}]`, scope.workspaceId, JSON.stringify(Object.fromEntries(users))],
  );
}

/** Endpoints are signed for with a secret again, which nobody knows until it is renewed. */
async function newSecrets(
  { scope: { workspaceId }, query }: Pick<Tx, 'scope' | 'query'>,
  secrets: SealingSecrets,
): Promise<void> {
  const endpoints = await query<{ id: string }>('select id from bicorne.webhook_endpoint where workspace_id = $1', [
    workspaceId,
  ]);
  const sealed = endpoints.map(({ id }) =>
    seal(secrets, newEndpointSecret(), endpointPlace('secret_sealed', workspaceId, id)),
  );
  await query(
    `update bicorne.webhook_endpoint set secret_sealed = anew.bytes
     from unnest($2::uuid[], $3::bytea[]) as anew (of_row, bytes) where workspace_id = $1 and id = anew.of_row`,
    [workspaceId, endpoints.map(({ id }) => id), sealed],
  );
}

/** The columns of a row, by names that are nothing but names. */
function columnsIn(row: string): string[] {
  return Object.keys(JSON.parse(row) as object).filter((name) => /^[a-z_0-9]+$/.test(name));
}
