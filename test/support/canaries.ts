import type pg from 'pg';

/** A column that holds text, lists of text or JSON. */
export interface TextColumn {
  table: string;
  column: string;
  type: 'text' | 'text[]' | 'jsonb' | 'bytea';
}

/** PostgreSQL's code for a value that a check does not take. */
const CHECK_VIOLATION = '23514';
/** What links rows, and codes that no check knows. */
const LINKS: readonly string[] = ['user_id', 'user_key', 'subject_id', 'sha256', 'actor_id', 'noun'];

/** Every column of our schemas that can hold text, from the catalogue. */
export async function textColumns(superuser: pg.Client): Promise<TextColumn[]> {
  const { rows } = await superuser.query<TextColumn>(`
    select c.oid::regclass::text as table, a.attname as column,
      case format_type(a.atttypid, null) when 'character varying' then 'text' when 'character' then 'text'
        when 'json' then 'jsonb' else format_type(a.atttypid, null) end as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace in ('bicorne'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'p')
      and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json', 'character varying', 'bytea')
    order by 1, 2`);
  return rows;
}

/**
 * Writes a word into every text of the rows that a condition names, beneath policies and triggers. Left as they are: what a
 * check allows a few words for, and what links rows.
 *
 * @param where SQL by table, from those that have a workspace; null leaves a table out
 * @returns the columns that hold the word now
 */
export async function plantWord(
  superuser: pg.Client,
  word: string,
  where: (table: string, columns: readonly string[], column: string) => string | null,
): Promise<string[]> {
  const all = (await textColumns(superuser)).filter(({ type }) => type !== 'bytea');
  const { rows: every } = await superuser.query<{ table: string; columns: string[] }>(`
    select c.oid::regclass::text as table, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace in ('bicorne'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'p') group by 1`);
  const columnsOf = new Map(every.map(({ table, columns }) => [table, columns]));
  const planted: string[] = [];
  await superuser.query('set session_replication_role = replica');
  for (const { table, column, type } of all) {
    const condition = where(table, columnsOf.get(table) ?? [], column);
    if (condition === null || LINKS.includes(column)) continue;
    const text = `'${word} ${column} ' || ctid::text`;
    const value = { text, 'text[]': `array[${text}]`, jsonb: `jsonb_build_object('${column}', ${text})`, bytea: '' }[
      type
    ];
    try {
      const { rowCount } = await superuser.query(`update ${table} set "${column}" = ${value} where ${condition}`);
      if (rowCount) planted.push(`${table}.${column}`);
    } catch (error) {
      if ((error as { code?: string }).code !== CHECK_VIOLATION)
        throw new Error(`${table}.${column}`, { cause: error });
    }
  }
  await superuser.query('set session_replication_role = default');
  return planted;
}

/** The columns, of all there are, in which a word stands, whatever the form it is written in. */
export async function columnsWith(superuser: pg.Client, word: string): Promise<string[]> {
  const forms = [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').replace(/=+$/, '')];
  const found = (await textColumns(superuser)).map(
    ({ table, column }) =>
      `select '${table}.${column}' as name from ${table}
       where exists (select from unnest($1::text[]) as form where strpos("${column}"::text, form) > 0) limit 1`,
  );
  const { rows } = await superuser.query<{ name: string }>(`(${found.join(') union all (')}) order by 1`, [forms]);
  return rows.map(({ name }) => name);
}

/** A hash of all rows of a workspace by table, to see that nothing of it changed. */
export async function fingerprintOf(superuser: pg.Client, workspaceId: string): Promise<Record<string, string>> {
  const { rows: tables } = await superuser.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'bicorne'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const of = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as hash
       from bicorne.${name} t where workspace_id = $1`,
  );
  const { rows } = await superuser.query<{ name: string; hash: string }>(of.join(' union all '), [workspaceId]);
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
