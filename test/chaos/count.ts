import type pg from 'pg';
import type { Planted } from './plant.js';
import type { Acceptance, Recipients } from './recipients.js';

/** What was counted in the end. Everything but `repeated` must be as expected, or nought. */
export interface Count {
  expected: number;
  /** Late deliverables with an alert. */
  found: number;
  foundTwice: number;
  /** What the API tells of one workspace differs from what was planted. */
  missingInApi: number;
  channels: ChannelCount[];
}

export interface ChannelCount {
  channel: 'in the app' | 'email' | 'webhook';
  expected: number;
  told: number;
  toldTwice: number;
  /** Came again under the same id, since a kill fell between the recipient's acceptance and our commit. */
  repeated: number;
}

/** When an attempt began: milliseconds since 1970. */
export interface Claim {
  delivery_id: string;
  number: number;
  started: number;
}

interface Attempt extends Claim {
  outcome: 'SENT' | 'FAILED';
  detail: string | null;
}

/** An attempt that nobody can know the outcome of: its process or its connection ended before the answer was noted. */
const UNKNOWN_OUTCOME =
  /^(The worker ended|Bicorne stopped|The connection failed|No complete answer|The mail server did not)/;

/** Counts from outside: the recipients' own books against what was planted; the tables tell which repetition a kill explains. */
export async function countAll(
  client: pg.Client,
  planted: Planted,
  { accepted, mail }: Recipients,
  foundByApi: number,
  claims: readonly Claim[],
): Promise<Count> {
  const alerts = await one<{ found: number; rows: number }>(
    client,
    `select count(distinct (workspace_id, deliverable_id))::int as found, count(*)::int as rows
     from drift_alert where rule = 'LATE'`,
  );
  const attempts = await attemptsByDelivery(client, claims);
  return {
    expected: planted.alerts,
    found: alerts.found,
    foundTwice: alerts.rows - alerts.found,
    missingInApi: (planted.workspaces[0]?.alerts ?? 0) - foundByApi,
    channels: [
      await inTheApp(client, planted),
      await byEmail(client, planted, booksOfMail(mail.received), attempts),
      await byWebhook(client, planted, booksOf(accepted), attempts),
    ],
  };
}

async function inTheApp(client: pg.Client, { alerts }: Planted): Promise<ChannelCount> {
  const { told, rows } = await one<{ told: number; rows: number }>(
    client,
    `select count(distinct (n.workspace_id, n.drift_alert_id, n.recipient_id))::int as told, count(*)::int as rows
     from notice n join drift_alert a on a.workspace_id = n.workspace_id and a.id = n.drift_alert_id
     where n.channel = 'IN_APP' and n.told_at is not null and a.rule = 'LATE'`,
  );
  return { channel: 'in the app', expected: alerts, told, toldTwice: rows - told, repeated: 0 };
}

type Books = ReadonlyMap<string, Acceptance[]>;

async function byEmail(
  client: pg.Client,
  { alerts }: Planted,
  books: Books,
  attempts: ReadonlyMap<string, Attempt[]>,
): Promise<ChannelCount> {
  const { rows } = await client.query<{ alert: string; delivery: string }>(
    `select n.workspace_id || ' ' || n.drift_alert_id || ' ' || n.recipient_id as alert, n.delivery_id as delivery
     from notice n join drift_alert a on a.workspace_id = n.workspace_id and a.id = n.drift_alert_id
     where n.channel = 'EMAIL' and n.delivery_id is not null and a.rule = 'LATE'`,
  );
  return channelCount('email', alerts, rows, books, attempts);
}

async function byWebhook(
  client: pg.Client,
  { workspaces }: Planted,
  books: Books,
  attempts: ReadonlyMap<string, Attempt[]>,
): Promise<ChannelCount> {
  const { rows } = await client.query<{ alert: string; delivery: string }>(
    `select d.workspace_id || ' ' || d.drift_alert_id || ' ' || d.webhook_endpoint_id as alert, d.id as delivery
     from delivery d join drift_alert a on a.workspace_id = d.workspace_id and a.id = d.drift_alert_id
     where d.channel = 'WEBHOOK' and a.rule = 'LATE' and d.event = 'drift_alert.raised'`,
  );
  const expected = workspaces.reduce((sum, { alerts, hooks }) => sum + alerts * hooks, 0);
  return channelCount('webhook', expected, rows, books, attempts);
}

/** @param rows which message carries which alert to which recipient */
function channelCount(
  channel: ChannelCount['channel'],
  expected: number,
  rows: readonly { alert: string; delivery: string }[],
  books: Books,
  attempts: ReadonlyMap<string, Attempt[]>,
): ChannelCount {
  const arrived = rows.filter(({ delivery }) => books.has(delivery));
  const told = new Set(arrived.map(({ alert }) => alert)).size;
  let [toldTwice, repeated] = [arrived.length - told, 0];
  for (const delivery of new Set(arrived.map(({ delivery }) => delivery))) {
    const repetitions = (books.get(delivery) ?? []).length - 1;
    const unexplained = unexplainedRepetitions(books.get(delivery) ?? [], attempts.get(delivery) ?? []);
    toldTwice += unexplained;
    repeated += repetitions - unexplained;
  }
  return { channel, expected, told, toldTwice, repeated };
}

/**
 * Acceptances of a message that no kill explains. Each must be of another attempt; and of those one is the one that was
 * noted as sent, and each other of an attempt that ended before its outcome could be noted.
 */
function unexplainedRepetitions(acceptances: readonly Acceptance[], attempts: readonly Attempt[]): number {
  let unexplained = 0;
  const used = new Set<number>();
  let sent = 0;
  for (const { at } of acceptances) {
    const attempt = attempts.filter(({ started }) => started <= at).at(-1);
    if (attempt === undefined || used.has(attempt.number)) {
      unexplained += 1;
      continue;
    }
    used.add(attempt.number);
    if (attempt.outcome === 'SENT') sent += 1;
    else if (!UNKNOWN_OUTCOME.test(attempt.detail ?? '')) unexplained += 1;
  }
  return unexplained + Math.max(0, sent - 1);
}

/** @param claims whose leases were cut short, so that the note of their loss tells a wrong beginning */
async function attemptsByDelivery(
  client: pg.Client,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, Attempt[]>> {
  // A millisecond is what the clocks of JavaScript and PostgreSQL are compared to.
  const { rows } = await client.query<Attempt>(
    `select delivery_id, number, floor(extract(epoch from started_at) * 1000)::float as started, outcome, detail
     from delivery_attempt order by delivery_id, number`,
  );
  const cut = new Map(claims.map(({ delivery_id, number, started }) => [`${delivery_id} ${number}`, started]));
  for (const row of rows) row.started = cut.get(`${row.delivery_id} ${row.number}`) ?? row.started;
  return groupBy(rows, ({ delivery_id }) => delivery_id);
}

function booksOf(accepted: readonly Acceptance[]): Books {
  return groupBy(accepted, ({ id }) => id);
}

function booksOfMail(received: Recipients['mail']['received']): Books {
  return booksOf(
    received.map(({ headers, at }) => ({ id: /^<([^@]+)@/.exec(headers['message-id'] ?? '')?.[1] ?? '', at })),
  );
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

async function one<Row>(client: pg.Client, sql: string): Promise<Row> {
  const { rows } = await client.query(sql);
  return rows[0] as Row;
}

/** What is wrong, a sentence each. */
export function complaintsOf({ expected, found, foundTwice, missingInApi, channels }: Count): string[] {
  const complaints: string[] = [];
  const complain = (number: number, what: string): void => {
    if (number !== 0) complaints.push(`${number} ${what}`);
  };
  complain(expected - found, 'alerts lost');
  complain(foundTwice, 'alerts doubled');
  complain(missingInApi, 'alerts that the API does not tell of');
  for (const { channel, expected: wanted, told, toldTwice } of channels) {
    complain(wanted - told, `not told ${channel === 'in the app' ? channel : `by ${channel}`}`);
    complain(toldTwice, `told twice ${channel === 'in the app' ? channel : `by ${channel}`}`);
  }
  return complaints;
}
