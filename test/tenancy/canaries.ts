import pg from 'pg';

/** A word that stands in every text of a client's rows, and of those of no client; in no other row anywhere. */
export function canaryOf(workspaceId: string, clientId: string | null): string {
  return `zqv${workspaceId.slice(0, 8)}x${(clientId ?? 'nobody').slice(0, 8)}`;
}

/**
 * Plants canaries in every text of a workspace's rows, inside arrays and JSON too. A text with a blank is what somebody
 * wrote; a word alone may be a code, a zone or a hash that the program reads, and stays: those that have an id in
 * them are unique to their workspace by themselves, and are given back.
 *
 * @param client a superuser, whom no policy and no trigger holds
 * @returns the columns that were planted, and the words with ids that were not
 */
export async function plantCanaries(
  client: pg.Client,
  tables: readonly string[],
  workspaceId: string,
): Promise<{ planted: string[]; words: Map<string, string | null> }> {
  const planted = new Set<string>();
  const words = new Map<string, string | null>();
  await client.query('set session_replication_role = replica');
  for (const table of tables) {
    const { rows, fields } = await client.query<Record<string, unknown>>(
      `select ctid::text as "ctid", t.* from ${table} t where workspace_id = $1`,
      [workspaceId],
    );
    const columns = fields.filter(({ dataTypeID }) => TEXTS.has(dataTypeID)).map(({ name }) => name);
    for (const row of rows) {
      const clientId = (table === 'client' ? row['id'] : row['client_id']) as string | null | undefined;
      const mark = (text: string): string => {
        if (/\s/.test(text)) return `${text} ${canaryOf(workspaceId, clientId ?? null)}`;
        if (UNIQUE.test(text)) words.set(text, clientId ?? null);
        return text;
      };
      const changed = columns.flatMap((name) => {
        const before = row[name];
        const after = marked(before, mark);
        return JSON.stringify(after) === JSON.stringify(before) ? [] : [{ name, after }];
      });
      if (changed.length === 0) continue;
      for (const { name } of changed) planted.add(`${table}.${name}`);
      const sets = changed.map(({ name }, index) => `"${name}" = $${index + 2}`).join(', ');
      const json = new Set(fields.filter(({ dataTypeID }) => dataTypeID === JSONB).map(({ name }) => name));
      await client.query(`update ${table} set ${sets} where ctid = $1::tid`, [
        row['ctid'],
        ...changed.map(({ name, after }) => (json.has(name) ? JSON.stringify(after) : after)),
      ]);
    }
  }
  await client.query('set session_replication_role = origin');
  return { planted: [...planted].sort(), words };
}

/** What has an id in it, such as addresses and slugs of the tests, stands in one workspace alone. */
const UNIQUE = /[0-9a-f]{8}-[0-9a-f]{4}-/;
const JSONB = pg.types.builtins.JSONB;
/** text[], which pg's list of types does not name. */
const TEXT_ARRAY = 1009;
const TEXTS = new Set<number>([pg.types.builtins.TEXT, pg.types.builtins.VARCHAR, JSONB, TEXT_ARRAY]);

function marked(value: unknown, mark: (text: string) => string): unknown {
  if (typeof value === 'string') return mark(value);
  if (Array.isArray(value)) return value.map((item) => marked(item, mark));
  if (typeof value !== 'object' || value === null || value instanceof Date || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner, mark)]));
}

/** A digest of every row that a condition holds for, by table: it changes where one of them does. */
export async function digestOf(
  client: pg.Client,
  tables: readonly string[],
  condition: (table: string) => string | null,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const where = condition(table);
    if (where === null) continue;
    const { rows } = await client.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, '' order by row)), '') as digest
       from (select md5(t::text) as row from ${table} t where ${where}) as every`,
    );
    digests[table] = rows[0]?.digest ?? '';
  }
  return digests;
}
