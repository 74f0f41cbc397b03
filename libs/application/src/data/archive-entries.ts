import type { ArchivedFile, ArchiveEntry, Storage } from '@bicorne/documents';
import type { Tx } from '@bicorne/persistence';
import { TABLE_DATA } from './data-map.js';
import { tablesInOrder, type WorkspaceTable } from './tables-in-order.js';

/** Of whom an archive is. */
export interface ArchiveOrder {
  /** Null for the whole workspace. */
  clientId: string | null;
  /** Who asked for it. */
  madeBy: string;
}

export interface ArchiveTools {
  storage: Pick<Storage, 'get'>;
  /** Told after each table how many of all are done. Throws to stop. */
  onTable?: (done: number, of: number) => Promise<void>;
}

/** What an archive says of itself, in the file that stands last in it. */
export interface ArchiveManifest {
  format: 'bicorne-archive';
  version: 1;
  kind: 'WORKSPACE' | 'CLIENT';
  madeAt: string;
  madeBy: string;
  workspace: { id: string; name: string; slug: string };
  client: { id: string; name: string } | null;
  /** The newest migration of the database that it came from. */
  schema: string;
  /** Rows by table, in the order in which they can be written. */
  tables: { name: string; rows: number }[];
  /** Everything but this file. */
  files: ArchivedFile[];
}

export const MANIFEST = 'manifest.json';
export const tablePath = (name: string): string => `tables/${name}.json`;
export const filePath = (sha256: string): string => `files/${sha256}`;

/** Of attached files together, in bytes: an archive is less than 4 GB, and has rows beside them. */
const MOST_BYTES = 3.5 * 1024 ** 3;
const ROWS_AT_ONCE = 200;

/** An archive that cannot be made as it stands; the message is for people. */
export class ArchiveTooLarge extends Error {}

/**
 * The files of an archive: a list of rows for each table, as JSON, the bytes of attached files under their hash, and the
 * manifest with the hashes of all of them. What is secret is in none of them. All of it is of one moment where the
 * transaction is a snapshot.
 */
export async function* archiveEntries(
  tx: Tx,
  order: ArchiveOrder,
  tools: ArchiveTools,
  written: readonly ArchivedFile[],
): AsyncGenerator<ArchiveEntry> {
  const { workspaceId } = tx.scope;
  // Moments are written alike whatever the session's zone.
  await tx.query("select set_config('timezone', 'UTC', true), set_config('statement_timeout', '0', true)");
  const { clientId } = order;
  const head = await headOf(tx, order);
  const bytes = await tx.query<{ sha256: string; size: number }>(
    `select sha256, max(size)::float as size from file
     where workspace_id = $1 and ($2::uuid is null or client_id = $2) group by sha256 order by sha256`,
    [workspaceId, clientId],
  );
  if (bytes.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
    throw new ArchiveTooLarge(
      'The attached files are more than an archive can hold (3.5 GB): export the clients one by one.',
    );
  const tables = (await tablesInOrder(tx)).filter(
    ({ name, hasClient }) =>
      TABLE_DATA[name]?.inArchive !== 'LEFT_OUT' && (clientId === null || hasClient || name === 'client'),
  );
  if (clientId === null)
    yield text(
      tablePath('workspace'),
      await one(tx, 'select to_jsonb(w)::text as row from workspace w where id = $1', workspaceId),
    );
  const counts: ArchiveManifest['tables'] = [];
  for (const [index, table] of tables.entries()) {
    const count = { name: table.name, rows: 0 };
    yield { path: tablePath(table.name), content: rowsOf(tx, table, clientId, count), text: true };
    counts.push(count);
    await tools.onTable?.(index + 1, tables.length + 1);
  }
  for (const { sha256 } of bytes) {
    const content = await tools.storage.get(workspaceId, sha256);
    if (content === null) throw new Error(`Storage has lost the bytes ${sha256}.`);
    yield { path: filePath(sha256), content, text: false };
  }
  const manifest: ArchiveManifest = { ...head, tables: counts, files: [...written] };
  yield text(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

async function headOf(tx: Tx, { clientId, madeBy }: ArchiveOrder): Promise<Omit<ArchiveManifest, 'tables' | 'files'>> {
  const [found] = await tx.query<Pick<ArchiveManifest, 'workspace' | 'client' | 'schema' | 'madeAt'>>(
    `select json_build_object('id', w.id, 'name', w.name, 'slug', w.slug) as workspace,
       (select json_build_object('id', c.id, 'name', c.name) from client c where c.workspace_id = w.id and c.id = $2) as client,
       bicorne.newest_migration() as schema,
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"
     from workspace w where w.id = $1`,
    [tx.scope.workspaceId, clientId],
  );
  if (!found) throw new Error('The workspace is gone.');
  return { format: 'bicorne-archive', version: 1, kind: clientId === null ? 'WORKSPACE' : 'CLIENT', madeBy, ...found };
}

/** A JSON list, a row a line. Rows are read as text: a number keeps every digit. */
async function* rowsOf(
  tx: Tx,
  { name, key }: WorkspaceTable,
  clientId: string | null,
  count: { rows: number },
): AsyncGenerator<Uint8Array> {
  const { without = [], order = key.join() || '1' }: { without?: readonly string[]; order?: string } =
    TABLE_DATA[name] ?? {};
  const narrowed = name === 'client' ? 'id' : 'client_id';
  await tx.query(
    `declare archived no scroll cursor for
     select (to_jsonb(t) - $2::text[])::text as row from ${name} t
     where workspace_id = $1 ${clientId === null ? '' : `and ${narrowed} = $3`} order by ${order}`,
    [tx.scope.workspaceId, without, ...(clientId === null ? [] : [clientId])],
  );
  let separator = '[\n';
  for (;;) {
    const rows = await tx.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from archived`);
    for (const { row } of rows) {
      yield Buffer.from(separator + row);
      separator = ',\n';
      count.rows += 1;
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.query('close archived');
  yield Buffer.from(count.rows === 0 ? '[]\n' : '\n]\n');
}

async function one(tx: Tx, sql: string, parameter: string): Promise<string> {
  const [found] = await tx.query<{ row: string }>(sql, [parameter]);
  return `[\n${found?.row ?? ''}\n]\n`;
}

function text(path: string, content: string): ArchiveEntry {
  return { path, content: Buffer.from(content), text: true };
}
