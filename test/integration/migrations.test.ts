import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scanDue } from '@bicorne/application';
import { migrate, openDatabase, takeBack, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import { MIGRATIONS } from '../../libs/persistence/src/migrations/index.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { testServices } from '../support/factories.js';
import { OLD_VERSION as OLD, OLD_WORKSPACES, plantOldRows } from '../support/old-rows.js';

// Real: PostgreSQL and every migration, up and down, over rows of two workspaces as an earlier version wrote them.

let server: TestDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  server = await emptyDatabase();
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
});

afterAll(async () => {
  await superuser?.end();
  await server?.drop();
});

/** The migrations of a version: those up to and with the last one that it knew. */
const upTo = (last: string) => MIGRATIONS.slice(0, MIGRATIONS.findIndex(({ name }) => name === last) + 1);

/** All rows of all tables, by table, in one order. */
async function allRows(): Promise<Record<string, unknown[]>> {
  const { rows } = await superuser.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'bicorne' and tablename <> 'migration' order by 1",
  );
  const found: Record<string, unknown[]> = {};
  for (const { name } of rows) {
    const { rows: all } = await superuser.query<{ row: object }>(
      `select to_jsonb(x) as row from ${name} x order by to_jsonb(x)::text`,
    );
    if (all.length > 0) found[name] = all.map(({ row }) => row);
  }
  return found;
}

/** Columns, constraints, indexes, policies and triggers, in words. */
async function shape(): Promise<string[]> {
  const { rows } = await superuser.query<{ line: string }>(`
    select format('column %s.%s %s null %s default %s', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'bicorne'
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'bicorne'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'bicorne'
    union all select format('policy %s %s %s %s %s %s', tablename, policyname, permissive, roles, qual, with_check)
      from pg_policies where schemaname = 'bicorne'
    union all select 'row security ' || relname || relrowsecurity || relforcerowsecurity
      from pg_class where relnamespace = 'bicorne'::regnamespace and relkind = 'r'
    union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'bicorne'::regnamespace
    union all select format('grant %s %s %s', table_name, grantee, privilege_type)
      from information_schema.role_table_grants where table_schema = 'bicorne'
    order by 1`);
  return rows.map(({ line }) => line);
}

async function query<Row extends object>(sql: string): Promise<Row[]> {
  return (await superuser.query<Row>(sql)).rows;
}

describe('a database of an earlier version', () => {
  let oldShape: string[];
  let oldRows: Record<string, unknown[]>;
  let newShape: string[];

  it('is brought up to date with its rows', async () => {
    await migrate(server.url, undefined, { migrations: upTo(OLD) });
    await plantOldRows(superuser);
    oldShape = await shape();
    oldRows = await allRows();
    expect(Object.keys(oldRows)).toHaveLength(23);
    expect(await migrate(server.url)).toEqual(
      MIGRATIONS.slice(MIGRATIONS.findIndex(({ name }) => name === OLD) + 1).map(({ name }) => name),
    );
    newShape = await shape();
  });

  it('has every old row as it was', async () => {
    const now = await allRows();
    for (const [table, rows] of Object.entries(oldRows))
      expect({ table, rows: now[table] }).toMatchObject({ table, rows });
  });

  it('has a quarter for each engagement, and a pause for each that is paused', async () => {
    expect(
      await query(`select e.state, q.number, q.from_day, q.to_day, q.created_at = e.created_at as as_old
        from quarter q join engagement e on e.workspace_id = q.workspace_id and e.id = q.engagement_id
          and e.client_id = q.client_id order by e.state, e.workspace_id`),
    ).toEqual(
      ['ACTIVE', 'DRAFT', 'PAUSED'].flatMap((state) =>
        OLD_WORKSPACES.map(() => ({ state, number: 1, from_day: '2026-03-02', to_day: '2026-05-30', as_old: true })),
      ),
    );
    expect(
      await query(`select e.state, p.from_day, p.to_day, p.paused_at, p.resumed_at
        from pause p join engagement e on e.workspace_id = p.workspace_id and e.id = p.engagement_id`),
    ).toEqual(
      OLD_WORKSPACES.map(() => ({
        state: 'PAUSED',
        from_day: '2026-03-20',
        to_day: null,
        // Midnight in Amsterdam.
        paused_at: new Date('2026-03-19T23:00Z'),
        resumed_at: null,
      })),
    );
  });

  it('has who was in each charter, where a hat was worn', async () => {
    expect(
      await query(`select w.slug, e.state, p.hat, m.name from charter_practitioner p
        join workspace w on w.id = p.workspace_id
        join charter c on c.workspace_id = p.workspace_id and c.id = p.charter_id
        join engagement e on e.workspace_id = c.workspace_id and e.id = c.engagement_id
        join member m on m.workspace_id = p.workspace_id and m.id = p.practitioner_id
        order by w.slug, e.state, p.hat desc`),
    ).toEqual(
      OLD_WORKSPACES.flatMap((slug) =>
        ['ACTIVE', 'PAUSED'].flatMap((state) => [
          { slug, state, hat: 'CTO', name: 'Ada Moreno' },
          { slug, state, hat: 'CAIO', name: 'Ben Okafor' },
        ]),
      ),
    );
  });

  it('has a submission for each deliverable that was submitted, of the revision that was', async () => {
    expect(
      await query(`select w.slug, d.key, s.revision, s.depth, s.submitted_by, s.submitted_at = d.submitted_at as as_old
        from submission s join workspace w on w.id = s.workspace_id
        join deliverable d on d.workspace_id = s.workspace_id and d.id = s.deliverable_id order by w.slug, d.key`),
    ).toEqual(
      OLD_WORKSPACES.flatMap((slug) => [
        { slug, key: 'ai-capability-map', revision: 2, depth: 54, submitted_by: 'Ben Okafor', as_old: true },
        { slug, key: 'decision-log', revision: 2, depth: 41.5, submitted_by: 'Ada Moreno', as_old: true },
        { slug, key: 'model-registry', revision: 1, depth: 30, submitted_by: 'Ben Okafor', as_old: true },
      ]),
    );
    expect(await query('select distinct quarter, template_id from deliverable')).toEqual([
      { quarter: 1, template_id: null },
    ]);
  });

  it('has a trail that begins now', async () => {
    expect(await query('select * from audit_entry')).toEqual([]);
    await superuser.query("update client set notes = 'Met in Oslo.'");
    expect(await query('select noun, verb, label from audit_entry')).toEqual(
      OLD_WORKSPACES.map(() => ({ noun: 'CLIENT', verb: 'CHANGED', label: 'Noordlicht Energie' })),
    );
    await superuser.query('update client set notes = null');
  });

  it('goes back to what it was, rows and all', async () => {
    await takeBack(server.url, OLD);
    expect(await allRows()).toEqual(oldRows);
    expect(await shape()).toEqual(oldShape);
  });

  it('comes up again, and works', async () => {
    await migrate(server.url);
    expect(await shape()).toEqual(newShape);
    const worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 2 });
    try {
      const transaction = new WorkspaceTransaction(worker);
      const services = await testServices();
      const looked = await scanDue({ database: worker, transaction, services }, new Date('2026-04-02T08:00Z'));
      expect(looked).toBeGreaterThanOrEqual(OLD_WORKSPACES.length);
    } finally {
      await worker.destroy();
    }
    const late = await query(`select w.slug, d.key from drift_alert a join workspace w on w.id = a.workspace_id
      join deliverable d on d.workspace_id = a.workspace_id and d.id = a.deliverable_id
      where a.rule = 'LATE' and a.state = 'OPEN' order by w.slug, d.key`);
    expect(late).toEqual(OLD_WORKSPACES.map((slug) => ({ slug, key: 'architecture-read' })));
  });

  it('has a way to the rows behind each foreign key', async () => {
    // Foreign keys to a workspace or a client alone are left out: those are removed once in their life.
    const without = await query(`
      select format('%s: %s', k.conrelid::regclass, pg_get_constraintdef(k.oid)) as key from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'bicorne'::regnamespace
        and k.confrelid not in ('workspace'::regclass, 'client'::regclass)
        and not exists (
          select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = any(k.conkey) and i.indkey[1] = any(k.conkey)
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
            and not exists (select from pg_attribute a
              where a.attrelid = i.indrelid and a.attname = 'client_id' and a.attnum in (i.indkey[0], i.indkey[1])))`);
    expect(without).toEqual([]);
  });

  it('goes back to nothing, and comes up from it', async () => {
    await takeBack(server.url, null);
    expect(await query("select tablename from pg_tables where schemaname in ('bicorne', 'auth')")).toEqual([
      { tablename: 'migration' },
    ]);
    await Promise.all([migrate(server.url), migrate(server.url)]);
    expect(await shape()).toEqual(newShape);
  });
});
