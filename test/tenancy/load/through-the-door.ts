import type { Scope, Tx, WorkspaceTransaction } from '@bicorne/persistence';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Ledger, Outcome } from './ledger.js';
import type { Tenant } from './tenants.js';

export interface DoorLoad {
  database: DataSource;
  transaction: WorkspaceTransaction;
  /** Cancels and ends backends. */
  superuser: pg.Pool;
  ledger: Ledger;
  random: () => number;
}

/** One request: a tenant, and whether it asks as its client. */
interface Request extends DoorLoad {
  tenant: Tenant;
  scope: Scope;
  /** A name for a row that nobody else writes. */
  name: string;
}

class Meant extends Error {}

type Act = (tx: Tx, request: Request) => Promise<void>;

/** What a request does, how often of a thousand, and how it ends. */
const ACTS: { act: Act; share: number; ends: Outcome; writes?: true }[] = [
  { share: 500, ends: 'answered', act: async () => undefined },
  { share: 200, ends: 'answered', writes: true, act: write },
  { share: 80, ends: 'failed as meant', writes: true, act: writeAndThrow },
  { share: 80, ends: 'failed as meant', writes: true, act: writeAndDivide },
  { share: 60, ends: 'timed out', writes: true, act: writeAndWaitTooLong },
  { share: 50, ends: 'cancelled', writes: true, act: writeAndBeCancelled },
  { share: 2, ends: 'cancelled', writes: true, act: writeAndLoseTheConnection },
];
const TOTAL = ACTS.reduce((sum, { share }) => sum + share, 0);

/** Asks once through `WorkspaceTransaction`, or looks at a connection that nobody's transaction is on. */
export async function askTheDoor(load: DoorLoad, tenant: Tenant, number: number): Promise<void> {
  const { ledger, random } = load;
  if (random() < 0.1) return lookBetween(load);
  const asClient = random() < 0.3;
  const scope: Scope = {
    workspaceId: tenant.workspaceId,
    name: tenant.tag,
    clientId: asClient ? tenant.clientIds[0] : null,
  };
  const request: Request = { ...load, tenant, scope, name: `${tenant.tag}row-${number}` };
  let at = random() * TOTAL;
  // A client's people make no clients.
  const chosen = ACTS.find(({ share }) => (at -= share) < 0) ?? ACTS[0]!;
  const { act, ends, writes } = asClient && chosen.writes ? ACTS[0]! : chosen;
  try {
    await load.transaction.run(scope, async (tx) => {
      await check(tx, request, 'at first');
      await act(tx, request);
      await check(tx, request, 'at last');
    });
    if (ends !== 'answered') return ledger.fault('a failure passed for success', `${ends}: ${request.name}`);
    if (writes) ledger.kept.add(request.name);
    ledger.count('answered');
  } catch (error) {
    if (writes) ledger.undone.add(request.name);
    if (isExpected(error, ends)) return ledger.count(ends);
    ledger.fault('an error that nobody made', `${error instanceof Error ? error.message : String(error)} (${ends})`);
  }
}

interface Settings {
  workspace: string;
  client: string | null;
  actor: string;
}

/** The settings are this request's own, and all rows are the tenant's. */
async function check(tx: Tx, { tenant, scope, ledger }: Request, when: string): Promise<void> {
  const [seen] = await tx.query<Settings & { rows: { id: string; name: string; workspace_id: string }[] | null }>(
    `select current_setting('app.workspace_id', true) as workspace, nullif(current_setting('app.client_id', true), '') as client,
       current_setting('app.actor', true)::json ->> 'name' as actor,
       (select json_agg(c) from (select id, name, workspace_id from client order by created_at, id limit 20) as c) as rows`,
  );
  const { rows: found, ...set } = seen!;
  if (set.workspace !== scope.workspaceId || set.client !== (scope.clientId ?? null) || set.actor !== tenant.tag)
    ledger.fault('the settings of another', `${when}, ${tenant.tag}: ${JSON.stringify(set)}`);
  const rows = found ?? [];
  for (const { id, name, workspace_id } of rows)
    if (workspace_id !== scope.workspaceId || !name.startsWith(tenant.tag) || (scope.clientId && id !== scope.clientId))
      ledger.fault('a row across', `${when}, ${tenant.tag} as ${scope.clientId ? 'a client' : 'owner'} saw ${name}`);
  if (rows.length < (scope.clientId ? 1 : 2))
    ledger.fault('rows that are missing', `${when}, ${tenant.tag}: ${rows.length}`);
}

/** Between transactions a connection has no workspace and shows no row. */
async function lookBetween({ database, ledger }: DoorLoad): Promise<void> {
  const [seen] = await database.query<{ workspace: string | null; client: string | null; rows: number }[]>(
    `select nullif(current_setting('app.workspace_id', true), '') as workspace,
       nullif(current_setting('app.client_id', true), '') as client, (select count(*)::int from client) as rows`,
  );
  if (seen?.workspace !== null || seen.client !== null) ledger.fault('settings that were left', JSON.stringify(seen));
  if (seen?.rows !== 0) ledger.fault('rows without a workspace', JSON.stringify(seen));
  ledger.count('answered');
}

async function write(tx: Tx, { tenant, name }: Request): Promise<void> {
  await tx.query('insert into client (workspace_id, name, created_at) values ($1, $2, now())', [
    tenant.workspaceId,
    name,
  ]);
}

async function writeAndThrow(tx: Tx, request: Request): Promise<void> {
  await write(tx, request);
  throw new Meant('as meant');
}

async function writeAndDivide(tx: Tx, request: Request): Promise<void> {
  await write(tx, request);
  await tx.query('select 1 / (select count(*) from client where false)');
}

async function writeAndWaitTooLong(tx: Tx, request: Request): Promise<void> {
  await write(tx, request);
  await tx.query(`select set_config('statement_timeout', '2ms', true)`);
  await tx.query('select pg_sleep(1)');
}

async function writeAndBeCancelled(tx: Tx, request: Request): Promise<void> {
  await write(tx, request);
  await endBackend(tx, request, 'pg_cancel_backend');
}

async function writeAndLoseTheConnection(tx: Tx, request: Request): Promise<void> {
  await write(tx, request);
  await endBackend(tx, request, 'pg_terminate_backend');
}

/** Waits in PostgreSQL until somebody else ends it: again and again, for the first may come before the waiting. */
async function endBackend(
  tx: Tx,
  { superuser }: Request,
  how: 'pg_cancel_backend' | 'pg_terminate_backend',
): Promise<void> {
  const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
  let waits = true;
  const waiting = tx.query('select pg_sleep(10)').finally(() => (waits = false));
  const ending = (async () => {
    for (let tries = 0; waits && tries < 1_000; tries += 1)
      await superuser.query(
        `select ${how}($1) from pg_stat_activity where pid = $1 and query = 'select pg_sleep(10)'`,
        [backend?.pid],
      );
  })();
  try {
    await waiting;
  } finally {
    await ending;
  }
}

function isExpected(error: unknown, ends: Outcome): boolean {
  if (error instanceof Meant) return ends === 'failed as meant';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (ends === 'failed as meant') return code === '22012';
  if (ends === 'timed out') return code === '57014';
  // 57P01 and a closed socket are a connection that was ended.
  return (
    ends === 'cancelled' && (code === '57014' || code === '57P01' || String(error).includes('Connection terminated'))
  );
}
