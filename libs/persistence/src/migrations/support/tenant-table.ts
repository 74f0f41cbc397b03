import type { QueryRunner } from 'typeorm';

/**
 * What the migrations share. Merged migrations are frozen, so what this file
 * produces is frozen too: a later need is a new function here, not a changed one.
 */

const CURRENT_WORKSPACE = "(select nullif(current_setting('app.workspace_id', true), '')::uuid)";
const CURRENT_CLIENT = "(select nullif(current_setting('app.client_id', true), '')::uuid)";

/**
 * How a client contact, whose transactions carry `app.client_id`, is narrowed:
 * - `own`: the table has `client_id`; only rows of the contact's client
 * - `self`: the table is `client` itself; only the contact's client
 * - `shared`: rows of the whole workspace (names of members, the outbox)
 * - `none`: no row at all
 */
export type ClientNarrowing = 'own' | 'self' | 'shared' | 'none';

const NARROWED: Record<Exclude<ClientNarrowing, 'shared'>, string> = {
  own: `${CURRENT_CLIENT} is null or client_id = ${CURRENT_CLIENT}`,
  self: `${CURRENT_CLIENT} is null or id = ${CURRENT_CLIENT}`,
  none: `${CURRENT_CLIENT} is null`,
};

/**
 * Creates a table of a workspace with its row policies and grants. `columns` is
 * the body of CREATE TABLE without `workspace_id`, which comes first in every key.
 */
export async function tenantTable(
  runner: QueryRunner,
  name: string,
  columns: string,
  narrowing: ClientNarrowing,
  grants = 'select, insert, update, delete',
): Promise<void> {
  await runner.query(
    `create table bicorne.${name} (
       workspace_id uuid not null references bicorne.workspace (id) on delete cascade,
       ${columns}
     )`,
  );
  await runner.query(`alter table bicorne.${name} enable row level security`);
  await runner.query(`alter table bicorne.${name} force row level security`);
  await runner.query(
    `create policy workspace on bicorne.${name} to bicorne_app, bicorne_worker
       using (workspace_id = ${CURRENT_WORKSPACE}) with check (workspace_id = ${CURRENT_WORKSPACE})`,
  );
  if (narrowing !== 'shared') {
    await runner.query(
      `create policy client_narrowing on bicorne.${name} as restrictive to bicorne_app, bicorne_worker
         using (${NARROWED[narrowing]}) with check (${NARROWED[narrowing]})`,
    );
  }
  await runner.query(`grant ${grants} on bicorne.${name} to bicorne_app, bicorne_worker`);
}

/** Lets the worker see and claim rows of all workspaces; only for tables that it polls. */
export async function workerAcrossWorkspaces(
  runner: QueryRunner,
  name: string,
  verbs: ('select' | 'update' | 'delete')[],
): Promise<void> {
  for (const verb of verbs) {
    await runner.query(
      `create policy worker_${verb} on bicorne.${name} for ${verb} to bicorne_worker using (true)` +
        (verb === 'update' ? ' with check (true)' : ''),
    );
  }
}

/**
 * Runs a statement over rows of all workspaces, for carrying data over into new columns and tables. The policies bind the
 * owner of the tables too, who would see no row at all, so they are lifted from the tables for that statement; the
 * transaction of the migration keeps everybody else from seeing it.
 */
export async function acrossWorkspaces(runner: QueryRunner, tables: readonly string[], sql: string): Promise<void> {
  for (const table of tables) await runner.query(`alter table bicorne.${table} no force row level security`);
  await runner.query(sql);
  for (const table of tables) await runner.query(`alter table bicorne.${table} force row level security`);
}
