import { createApiToken } from '@bicorne/identity';
import { openDatabase } from '@bicorne/persistence';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { complaintsOf, countAll, type Claim, type Count } from './count.js';
import { startMachines, type MachineName, type Machines } from './machines.js';
import { randomFrom, type ChaosOptions } from './options.js';
import { until } from '../support/until.js';
import { letFlow, plant, type Planted } from './plant.js';
import { startRecipients, type Recipients } from './recipients.js';

/** Longer than a lease, and than the sweep and the pauses of the schedule after it. */
const FROZEN_MS = 50_000;
/** So that a worker that is frozen has sent what it has no answer to. */
const ANSWER_AFTER_MS = 300;
const LONGEST_PAUSE_MS = 900;
const SHARE_HIT_AT_START = 0.1;
/** How long the product leases a delivery for. */
const LEASE_MS = 30_000;
const SETTLE_WITHIN_MS = 180_000;
/** How often each is killed: the workers have most to lose. */
const WEIGHTS: Record<MachineName, number> = { 'worker 1': 3, 'worker 2': 3, api: 1, postgres: 1, redis: 2 };

export interface ChaosResult {
  count: Count;
  complaints: string[];
  kills: Map<MachineName, number>;
  requests: number;
  seconds: number;
}

/** Lets alerts flow while processes are killed, waits until all has settled, and counts. */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const began = performance.now();
  const recipients = await startRecipients({ slowness: options.freezes > 0 ? ANSWER_AFTER_MS : 0 });
  let planted: Planted = { workspaces: [], alerts: 0 };
  const machines = await startMachines(options, { smtpUrl: recipients.mail.url }, async (url) => {
    planted = await plant(url, recipients, options.alerts);
  });
  try {
    say(
      `${planted.alerts} alerts in ${planted.workspaces.length} workspaces, ${options.kills} kills, seed ${options.seed}`,
    );
    const kills = await killAll(machines, recipients, options, say);
    await machines.allReady();
    recipients.recover();
    say('All kills done; waiting until everything is told');
    const client = await connect(machines.databaseUrl);
    await letFlow(client, 1);
    const claims = options.kills > 0 ? await endLeases(client, machines, kills) : [];
    await settle(client, planted, say, machines);
    const found = await alertsByApi(machines, planted);
    const count = await countAll(client, planted, recipients, found, claims);
    await client.end();
    const complaints = complaintsOf(count);
    if (complaints.length > 0) say(machines.lastWords());
    return { count, complaints, kills, requests: recipients.requests, seconds: (performance.now() - began) / 1_000 };
  } finally {
    await machines.stop();
    await recipients.stop();
  }
}

async function killAll(
  machines: Machines,
  recipients: Recipients,
  { kills, freezes, seed }: ChaosOptions,
  say: (line: string) => void,
): Promise<Map<MachineName, number>> {
  const random = randomFrom(seed);
  const killed = new Map<MachineName, number>();
  const pool = machines.names.flatMap((name) => Array.from({ length: WEIGHTS[name] }, () => name));
  if (freezes > 0) await flowOn(machines, 1);
  for (let freeze = 0; freeze < freezes; freeze += 1) {
    const name = await freezeAmidst(machines, recipients, random);
    say(`${name} is frozen until its leases are over`);
    await pause(FROZEN_MS);
    machines.thaw(name);
  }
  for (let number = 1; number <= kills; number += 1) {
    const name = pool[Math.floor(random() * pool.length)] ?? 'worker 1';
    // Most are hit at work; some while they start.
    if (random() > SHARE_HIT_AT_START) await machines.ready(name);
    await flowOn(machines, number / kills);
    await pause(random() * LONGEST_PAUSE_MS);
    await machines.kill(name);
    killed.set(name, (killed.get(name) ?? 0) + 1);
    if (number % 50 === 0) say(`${number} kills`);
  }
  return killed;
}

/** Alerts flow from the first kill to the last, however long they take. */
async function flowOn({ databaseUrl }: Machines, share: number): Promise<void> {
  const client = await connect(databaseUrl);
  await letFlow(client, share);
  await client.end();
}

/**
 * Freezes a worker that has sent what is being refused: it hears of the refusal when the other one has sent the same again
 * and was not refused. Its outcome does harm then, if anybody takes it. The other one stands still for that moment, so that
 * the refusals are not its own.
 */
async function freezeAmidst(
  machines: Machines,
  recipients: Recipients,
  random: () => number,
): Promise<'worker 1' | 'worker 2'> {
  const [late, other] = random() < 0.5 ? (['worker 1', 'worker 2'] as const) : (['worker 2', 'worker 1'] as const);
  machines.freeze(other);
  // What the other one had asked for is answered by then.
  await pause(2 * ANSWER_AFTER_MS);
  await until('a refusal under way', () => recipients.refusing > 0);
  machines.freeze(late);
  machines.thaw(other);
  return late;
}

/**
 * Kills both workers at once, so that nobody holds a lease that is not over, and declares all leases over instead of waiting
 * for them.
 *
 * @returns when each of those claims began, which the note of its loss will not tell any more
 */
async function endLeases(client: pg.Client, machines: Machines, kills: Map<MachineName, number>): Promise<Claim[]> {
  for (const name of ['worker 1', 'worker 2'] as const) {
    await machines.kill(name);
    kills.set(name, (kills.get(name) ?? 0) + 1);
  }
  // What they had just sent to the database comes to its end; new ones take longer to start.
  await pause(500);
  const { rows } = await client.query<Claim>(
    `with held as (
       select workspace_id, id, attempts, lease_until from delivery where state = 'SENDING' for update
     ), ended as (
       update delivery d set lease_until = now() from held where d.workspace_id = held.workspace_id and d.id = held.id
     )
     select id as delivery_id, attempts as number,
       floor(extract(epoch from lease_until) * 1000)::float - ${LEASE_MS} as started from held`,
  );
  return rows;
}

/**
 * Waits until nothing is left to be told. Time is moved in two places: pauses of the retry schedule, and the windows between
 * two messages to one person, are declared over. Leases are waited for.
 */
async function settle(
  client: pg.Client,
  planted: Planted,
  say: (line: string) => void,
  machines: Machines,
): Promise<void> {
  const deadline = Date.now() + SETTLE_WITHIN_MS;
  for (let round = 0; Date.now() < deadline; round += 1) {
    const { rows } = await client.query<{ alerts: number; deliveries: number; notices: number; outbox: number }>(
      `select (select count(distinct (workspace_id, deliverable_id))::int from drift_alert where rule = 'LATE') as alerts,
         (select count(*)::int from delivery where state in ('PENDING', 'SENDING')) as deliveries,
         (select count(*)::int from notice where case channel when 'IN_APP' then told_at is null
            else delivery_id is null and dropped_because is null end) as notices,
         (select count(*)::int from outbox) as outbox`,
    );
    const left = rows[0] ?? { alerts: 0, deliveries: 0, notices: 0, outbox: 0 };
    const unfound = planted.alerts - left.alerts;
    if (unfound <= 0 && left.deliveries + left.notices + left.outbox === 0) return;
    if (round % 10 === 9)
      say(
        `left: ${unfound} alerts, ${left.deliveries} deliveries, ${left.notices} notices, ${left.outbox} in the outbox`,
      );
    await client.query(
      `update delivery set next_attempt_at = now() where state = 'PENDING' and attempts > 0 and next_attempt_at > now()`,
    );
    await client.query(
      `update delivery set created_at = created_at - interval '2 days'
       where event = 'notices' and created_at > now() - interval '1 day'`,
    );
    await client.query(
      `update notice set due_at = now()
       where channel <> 'IN_APP' and delivery_id is null and dropped_because is null and due_at > now()`,
    );
    await pause(1_000);
  }
  say(`Not settled within ${SETTLE_WITHIN_MS / 1_000} seconds.`);
  say(machines.lastWords());
}

/** Alerts of the first workspace, as the API tells them to its owner, a page at a time. */
async function alertsByApi({ databaseUrl, apiUrl }: Machines, { workspaces }: Planted): Promise<number> {
  const database = await openDatabase({ url: databaseUrl, role: 'app', poolSize: 1 });
  const { token } = await createApiToken(database, { workspaceSlug: workspaces[0]?.slug ?? '', role: 'OWNER' });
  await database.destroy();
  const subjects = new Set<string>();
  let after: string | null = null;
  do {
    const page: AlertPage = await ask(apiUrl, token, after);
    for (const { node } of page.edges) if (node.rule === 'LATE') subjects.add(node.deliverable?.id ?? node.id);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return subjects.size;
}

interface AlertPage {
  edges: { node: { id: string; rule: string; deliverable: { id: string } | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function ask(apiUrl: string, token: string, after: string | null): Promise<AlertPage> {
  const query = `query ($after: String) { driftAlerts(first: 100, after: $after) {
    edges { node { id rule deliverable { id } } } pageInfo { hasNextPage endCursor } } }`;
  const response = await fetch(`${apiUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { after } }),
  });
  const { data, errors } = (await response.json()) as { data?: { driftAlerts: AlertPage }; errors?: unknown };
  if (data === undefined) throw new Error(`The API answered ${response.status}: ${JSON.stringify(errors)}`);
  return data.driftAlerts;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=bicorne' });
  await client.connect();
  return client;
}
