import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { newEndpointSecret } from '@bicorne/notifications';
import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AlertRows, TEST_SECRET } from '../support/alert-rows.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: worker processes from the build, PostgreSQL, Redis, an SMTP server, an HTTP receiver that checks signatures.
// Time is moved in one place: leases of killed workers are declared over instead of waited for.

const secret = newEndpointSecret();

describeOnEachBackend('worker processes', (open) => {
  let servers: TestServers;
  let mail: MailSink;
  let receiver: WebhookReceiver;
  let rows: AlertRows;
  let endpointId: string;
  let dataDir: string;
  const running = new Set<WorkerProcess>();

  beforeAll(async () => {
    servers = await open();
    mail = await mailSink();
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-worker-'));
    rows = await AlertRows.write(servers.database.url);
  });

  beforeEach(async () => {
    receiver = await webhookReceiver(secret);
    endpointId = await rows.endpoint(receiver.url, secret);
  });

  afterEach(async () => {
    await Promise.all([...running].map((worker) => worker.kill()));
    running.clear();
    await receiver.stop();
    await rows.client.query('update webhook_endpoint set removed_at = now()');
    await rows.client.query("update delivery set state = 'SENT', lease_until = null where state <> 'SENT'");
  });

  afterAll(async () => {
    await rows?.end();
    await mail?.stop();
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<WorkerProcess> {
    const worker = await startWorkerProcess({
      DATABASE_URL: servers.database.url,
      REDIS_URL: servers.redis?.url,
      SMTP_URL: mail.url,
      BICORNE_BASE_URL: 'https://bicorne.example.com',
      BICORNE_SECRET: TEST_SECRET,
      BICORNE_EGRESS_ALLOW: '127.0.0.1',
      BICORNE_DATA_DIR: dataDir,
      SCAN_EVERY_SECONDS: '1',
    });
    running.add(worker);
    return worker;
  }

  async function kill(worker: WorkerProcess): Promise<void> {
    running.delete(worker);
    await worker.kill();
  }

  async function unsent(): Promise<number> {
    const { rows: found } = await rows.client.query<{ count: number }>(
      "select count(*)::int from delivery where state <> 'SENT'",
    );
    return found[0]?.count ?? 0;
  }

  const idsOf = (found: { id: string }[]): string[] => found.map(({ id }) => id).sort();

  it('send what was committed, by webhook and by email, within two seconds', async () => {
    await start();
    const began = performance.now();
    const [webhook = ''] = await rows.deliveries(1, { endpointId });
    await until('the webhook received', () => receiver.received.length > 0, 2_000);
    const took = performance.now() - began;
    const [email = ''] = await rows.deliveries(1, { email: 'practitioner@example.com' });
    const isIt = ({ headers }: MailSink['received'][number]) =>
      headers['message-id'] === `<${email}@bicorne.example.com>`;
    await until('the email received', () => mail.received.some(isIt), 2_000);
    expect(idsOf(receiver.received)).toEqual([webhook]);
    await until('both noted as sent', async () => (await unsent()) === 0, 2_000);
    console.info(`From the commit to the webhook, ${servers.redis ? 'Redis' : 'PostgreSQL'}: ${took.toFixed(0)} ms.`);
  });

  it('finish what is under way when they are told to stop, in under ten seconds', async () => {
    const worker = await start();
    let answer: () => void = () => undefined;
    receiver.answer = (response) => void (answer = () => void response.writeHead(204).end());
    await rows.deliveries(1, { endpointId });
    await until('the receiver reached', () => receiver.received.length === 1);
    const began = performance.now();
    const stopping = worker.stop();
    await pause(300);
    answer();
    expect(await stopping).toBe(0);
    running.delete(worker);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await unsent()).toBe(0);
  });

  it('stop in under ten seconds also where a receiver hangs, and give its delivery back', async () => {
    const worker = await start();
    receiver.answer = () => undefined;
    const [id] = await rows.deliveries(1, { endpointId });
    await until('the receiver reached', () => receiver.received.length === 1);
    const began = performance.now();
    expect(await worker.stop()).toBe(0);
    running.delete(worker);
    expect(performance.now() - began).toBeLessThan(10_000);
    const { rows: found } = await rows.client.query('select state, lease_until from delivery where id = $1', [id]);
    expect(found).toEqual([{ state: 'PENDING', lease_until: null }]);
  });

  it('go on after the database has cut every connection', async () => {
    const worker = await start();
    await rows.client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and (application_name like '%bicorne%') and pid <> pg_backend_pid()`,
    );
    const [id = ''] = await rows.deliveries(1, { endpointId });
    await until('the webhook received', () => receiver.received.length > 0, 20_000);
    expect(idsOf(receiver.received)).toEqual([id]);
    expect(worker.log()).not.toContain('Unhandled');
  });

  it('go on within thirty seconds after the queue was emptied by hand, schedules and all', async () => {
    await start();
    await emptyQueue(servers);
    // Without outbox rows: what finds them is the sweep, whose schedule is gone too.
    const ids = await rows.deliveries(20, { endpointId }, { outbox: false });
    await until('all webhooks received', () => receiver.received.length >= 20, 30_000);
    await until('all sent', async () => (await unsent()) === 0);
    expect(idsOf(receiver.received)).toEqual([...ids].sort());
  }, 60_000);

  it('catch up after days of standstill with one alert a subject, while workers come and go', async () => {
    const engagementIds: string[] = [];
    for (let index = 0; index < 12; index += 1) engagementIds.push(await rows.driftingEngagement());
    await rows.client.query('delete from outbox');
    await rows.client.query("update engagement set next_check_at = now() - interval '5 days' where id = any ($1)", [
      engagementIds,
    ]);
    const [first] = await Promise.all([start(), start()]);
    await until('some alerts raised', () => receiver.received.length > 0);
    await kill(first);
    await start();
    const { rows: lost } = await rows.client.query(
      "update delivery set lease_until = now() where state = 'SENDING' returning id",
    );
    await until('all told', async () => {
      const told = new Set(receiver.received.map(({ id }) => id));
      return told.size >= engagementIds.length && (await unsent()) === 0;
    });
    await pause(2_500); // Two more scans, which must find nothing new.
    const { rows: alerts } = await rows.client.query<{ engagement_id: string }>(
      'select engagement_id from drift_alert where engagement_id = any ($1)',
      [engagementIds],
    );
    expect(alerts.map(({ engagement_id: id }) => id).sort()).toEqual([...engagementIds].sort());
    const told = idsOf(receiver.received);
    expect(new Set(told).size).toBe(engagementIds.length);
    expect(told.length).toBeLessThanOrEqual(engagementIds.length + lost.length);
  }, 60_000);

  it('find what is due, raise one alert for it though two scan at once, and tell of it once', async () => {
    await Promise.all([start(), start()]);
    const { rows: engagements } = await rows.client.query<{ id: string }>(
      `insert into engagement (workspace_id, client_id, shape, state, starts_on, ends_on, time_zone, currency, started_at,
         created_at)
       select workspace_id, client_id, 'FRACTIONAL_CTO', 'ACTIVE', current_date - 1, current_date + 89, 'UTC', 'EUR',
         now() - interval '1 day', now()
       from engagement where id = $1
       returning id`,
      [rows.engagementId],
    );
    const { id } = engagements[0] ?? { id: '' };
    await rows.client.query(
      `insert into quarter (workspace_id, client_id, engagement_id, number, from_day, to_day, created_at)
       select workspace_id, client_id, id, 1, starts_on, ends_on, now() from engagement where id = $1`,
      [id],
    );
    await rows.client.query(
      `insert into hat_assignment (workspace_id, client_id, engagement_id, hat, days_per_week)
       select workspace_id, client_id, id, 'CTO', 2 from engagement where id = $1`,
      [id],
    );
    await rows.client.query('update engagement set next_check_at = now() where id = $1', [id]);
    await until('an alert raised', () => receiver.received.length > 0);
    await until('all sent', async () => (await unsent()) === 0);
    await pause(2_500); // Two more scans, which must find nothing new.
    const { rows: alerts } = await rows.client.query<{ rule: string; deliveries: number }>(
      `select rule, (select count(*)::int from delivery d where d.drift_alert_id = a.id and channel = 'WEBHOOK') as deliveries
       from drift_alert a where engagement_id = $1`,
      [id],
    );
    expect(alerts).toEqual([{ rule: 'EMPTY_HAT', deliveries: 1 }]);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.payload).toMatchObject({
      type: 'drift_alert.raised',
      data: { rule: 'EMPTY_HAT', hat: 'CTO' },
    });
  });
});

/** As an operator's FLUSHALL does: nothing is left, schedules and what workers hold included. */
async function emptyQueue({ database, redis }: TestServers): Promise<void> {
  if (redis) {
    const client = new Redis(redis.url);
    const keys = await client.keys('bicorne:*');
    if (keys.length > 0) await client.del(keys);
    client.disconnect();
    return;
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('delete from bullmq.job');
  await client.query('delete from bullmq.scheduler');
  await client.end();
}
