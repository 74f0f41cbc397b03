import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { Agent } from 'node:http';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { randomFrom } from '../../chaos/options.js';
import { startApi, type TestApi } from '../../support/api-server.js';
import { until } from '../../support/until.js';
import { Ledger } from './ledger.js';
import type { LoadOptions } from './options.js';
import { askOverHttp } from './over-http.js';
import { withFault } from './planted.js';
import { makeTenants, type Tenant } from './tenants.js';
import { askTheDoor } from './through-the-door.js';
import { makeTrouble } from './trouble.js';

const DOOR = 'bicorne-load';
/** How long pools may take to come to rest. */
const REST_MS = 10_000;
/** With as many connections, so many wait for one all the time. */
const LANES_A_TENANT = 1;

export interface LoadResult {
  ledger: Ledger;
  /** Connections of the door and of the API, at rest. */
  connections: { door: number; api: number };
  cancelled: number;
  held: number;
  seconds: number;
}

/** Lets all tenants ask at once, through the door and over HTTP, and counts what was wrong. */
export async function runLoad(
  databaseUrl: string,
  options: LoadOptions,
  say: (line: string) => void = () => undefined,
): Promise<LoadResult> {
  const superuser = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // The end of a pool does not wait for its connections, and the server that is stopped next may end them first.
  superuser.on('connect', (client) => void client.on('error', () => undefined));
  const api = await startApi(databaseUrl, {
    DATABASE_POOL: String(options.pool),
    STATEMENT_SECONDS: '1',
    COST_PER_MINUTE: '1000000000',
  });
  const database = await openDatabase({
    url: databaseUrl,
    role: 'app',
    poolSize: options.pool,
    applicationName: DOOR,
  });
  try {
    return await load({ superuser, api, database, databaseUrl, options, say });
  } finally {
    await endAll(superuser, database);
    await api.close();
    await superuser.end();
  }
}

interface Ground {
  superuser: pg.Pool;
  api: TestApi;
  database: DataSource;
  databaseUrl: string;
  options: LoadOptions;
  say: (line: string) => void;
}

/** How often a run says how far it is, in requests. */
const SAY_EVERY = 10_000;

async function load({ superuser, api, database, databaseUrl, options, say }: Ground): Promise<LoadResult> {
  const ledger = new Ledger();
  const tenants = await makeTenants(options.tenants, superuser, new WorkspaceTransaction(database));
  const transaction = new WorkspaceTransaction(withFault(database, options.fault));
  const overHttp = Math.floor(options.requests / 4);
  const trouble = await makeTrouble(databaseUrl, randomFrom(options.seed));
  const agent = new Agent({ keepAlive: true, maxSockets: options.tenants });
  const began = performance.now();
  let asked = 0;
  const counted = async (asking: Promise<void>): Promise<void> => {
    await asking;
    asked += 1;
    if (asked % SAY_EVERY === 0)
      say(`${asked} requests in ${((performance.now() - began) / 1_000).toFixed(0)} s; ${ledger.faults.size} faults`);
  };
  const door = randomFrom(options.seed + 1);
  const http = randomFrom(options.seed + 2);
  await Promise.all([
    inLanes(tenants, options.requests - overHttp, ledger, (tenant, number) =>
      counted(askTheDoor({ database, transaction, superuser, ledger, random: door }, tenant, number)),
    ),
    inLanes(tenants, overHttp, ledger, (tenant, number) => {
      const other =
        tenants[(tenants.indexOf(tenant) + 1 + Math.floor(http() * (tenants.length - 1))) % tenants.length]!;
      return counted(askOverHttp({ url: api.url, agent, ledger, random: http }, tenant, other, number));
    }),
  ]);
  await trouble.stop();
  agent.destroy();
  const seconds = (performance.now() - began) / 1_000;
  const connections = await rest({ superuser, database, ledger, options });
  await compareRows(superuser, tenants, ledger);
  return { ledger, connections, cancelled: trouble.cancelled, held: trouble.held, seconds };
}

/** So many requests in all, each tenant at once with the others. A lane that hangs ends the run. */
async function inLanes(
  tenants: readonly Tenant[],
  requests: number,
  ledger: Ledger,
  ask: (tenant: Tenant, number: number) => Promise<void>,
): Promise<void> {
  let number = 0;
  const lane = async (tenant: Tenant): Promise<void> => {
    while (number < requests) {
      number += 1;
      await ask(tenant, number);
      if (ledger.faults.size > 0 && ledger.complaints.length > 20) return;
    }
  };
  await Promise.all(
    Array.from({ length: tenants.length * LANES_A_TENANT }, (_, n) => lane(tenants[n % tenants.length]!)),
  );
}

/** What stays once nobody asks any more: no connection that is taken, none inside a transaction, and not too many. */
async function rest({
  superuser,
  database,
  ledger,
  options,
}: Omit<Ground, 'api' | 'databaseUrl' | 'say'> & { ledger: Ledger }): Promise<LoadResult['connections']> {
  const { totalCount, idleCount, waitingCount } = poolOf(database);
  if (totalCount !== idleCount || waitingCount > 0)
    ledger.fault('a connection that was not given back', JSON.stringify({ totalCount, idleCount, waitingCount }));
  const busy = async () => {
    const { rows } = await superuser.query<{ name: string; state: string; count: number }>(
      `select application_name as name, state, count(*)::int as count from pg_stat_activity
       where datname = current_database() and application_name in ($1, 'bicorne-api') group by 1, 2`,
      [DOOR],
    );
    return rows;
  };
  const taken = async () => (await busy()).filter(({ state }) => state !== 'idle');
  await until('every connection is idle', async () => (await taken()).length === 0, REST_MS).catch(() => undefined);
  for (const { name, state, count } of await taken())
    ledger.fault('a connection that is not at rest', `${count} of ${name} ${state}`);
  const rows = await busy();
  const countOf = (wanted: string) => rows.find(({ name }) => name === wanted)?.count ?? 0;
  const connections = { door: countOf(DOOR), api: countOf('bicorne-api') };
  for (const [name, count] of Object.entries(connections))
    if (count > options.pool) ledger.fault('more connections than the pool has', `${name} ${count}`);
  return connections;
}

/** Every row is in its tenant's workspace; what was answered is there, and what was rolled back is not. */
async function compareRows(superuser: pg.Pool, tenants: readonly Tenant[], ledger: Ledger): Promise<void> {
  const { rows } = await superuser.query<{ name: string; workspace: string }>(
    'select name, workspace_id as workspace from bicorne.client',
  );
  const tagOf = new Map(tenants.map(({ workspaceId, tag }) => [workspaceId, tag]));
  const names = new Set(rows.map(({ name }) => name));
  for (const { name, workspace } of rows)
    if (!name.startsWith(tagOf.get(workspace) ?? '?'))
      ledger.fault('a row that was written across', `${name} in ${workspace}`);
  for (const name of ledger.kept) if (!names.has(name)) ledger.fault('a row that was answered and is gone', name);
  for (const name of ledger.undone) if (names.has(name)) ledger.fault('a row that was rolled back and is there', name);
}

/** Also where connections were never given back, for which the pool would wait. */
async function endAll(superuser: pg.Pool, database: DataSource): Promise<void> {
  await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = $1 and state <> 'idle'`,
    [DOOR],
  );
  await database.destroy();
}

function poolOf(database: DataSource): pg.Pool {
  return (database.driver as unknown as { master: pg.Pool }).master;
}
