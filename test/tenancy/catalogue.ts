import type pg from 'pg';

/** A table of a workspace that does not keep to the rules of tenancy, and which rule. */
export interface TenancyFault {
  table: string;
  fault: string;
}

/** The names of the tables that have a workspace, with their schema where it is not ours. */
export async function tenantTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select c.oid::regclass::text as name ${TABLES} order by 1`);
  return rows.map(({ name }) => name);
}

/**
 * What the catalogue says against the tables that have a `workspace_id`, wherever they are: row security that is not
 * enabled and forced, no policy that holds both what is read and what is written to the workspace, a role of ours that
 * the policy leaves out, and keys that do not start with workspace_id. PostgreSQL checks keys past the policies, and a
 * bare one tells that a foreign row exists. docs/architecture: Tenancy.
 */
export async function tenancyFaults(client: pg.Client): Promise<TenancyFault[]> {
  const { rows } = await client.query<TenancyFault>(`
    with tenant as (select c.* ${TABLES})
    select oid::regclass::text as table, 'row security is not enabled' as fault from tenant where not relrowsecurity
    union all
    select oid::regclass::text, 'row security is not forced' from tenant where not relforcerowsecurity
    union all
    select oid::regclass::text, 'no policy holds ' || role || ' to the workspace'
    from tenant cross join unnest(array['bicorne_app', 'bicorne_worker']) as role
    where not exists (
      select from pg_policy p
      where p.polrelid = tenant.oid and p.polpermissive and p.polcmd = '*' and role::regrole = any (p.polroles)
        and pg_get_expr(p.polqual, p.polrelid) ~ '^\\(workspace_id = .*app\\.workspace_id'
        and pg_get_expr(p.polwithcheck, p.polrelid) ~ '^\\(workspace_id = .*app\\.workspace_id')
    union all
    select oid::regclass::text, 'workspace_id may be null' from tenant
    where exists (select from pg_attribute a where a.attrelid = tenant.oid and a.attname = 'workspace_id' and not a.attnotnull)
    union all
    select indrelid::regclass::text, 'the unique key ' || indexrelid::regclass || ' does not start with workspace_id'
    from pg_index i join tenant on tenant.oid = i.indrelid
    where i.indisunique and i.indkey[0] <> (select attnum from pg_attribute where attrelid = i.indrelid and attname = 'workspace_id')
    union all
    select conrelid::regclass::text, 'the foreign key ' || conname || ' does not start with workspace_id'
    from pg_constraint k join tenant on tenant.oid = k.conrelid
    where k.contype = 'f'
      and k.conkey[1] <> (select attnum from pg_attribute where attrelid = k.conrelid and attname = 'workspace_id')
    union all
    select oid::regclass::text, 'it has no primary key' from tenant
    where not exists (select from pg_index i where i.indrelid = tenant.oid and i.indisprimary)
    order by 1, 2`);
  return rows;
}

const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)`;

/** A foreign key of a table of a workspace: its columns, and those that they refer to, in the same order. */
export interface ForeignKey {
  table: string;
  name: string;
  to: string;
  columns: string[];
  referred: string[];
}

export async function foreignKeysOf(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    with tenant as (select c.oid ${TABLES})
    select conrelid::regclass::text as table, conname as name, confrelid::regclass::text as to,
      (select array_agg(attname::text order by n) from unnest(conkey) with ordinality as k(num, n)
       join pg_attribute on attrelid = conrelid and attnum = num) as columns,
      (select array_agg(attname::text order by n) from unnest(confkey) with ordinality as k(num, n)
       join pg_attribute on attrelid = confrelid and attnum = num) as referred
    from pg_constraint join tenant on tenant.oid = conrelid where contype = 'f' order by 1, 2`);
  return rows;
}
