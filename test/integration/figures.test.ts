import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newEndpointSecret } from '@bicorne/notifications';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertRows, TEST_SECRET } from '../support/alert-rows.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';
import { freePort } from '../support/run.js';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: a worker from the build, PostgreSQL, Redis, an HTTP receiver that checks signatures.

describeOnEachBackend('the figures of a worker', (open) => {
  const secret = newEndpointSecret();
  let servers: TestServers;
  let receiver: WebhookReceiver;
  let rows: AlertRows;
  let worker: WorkerProcess;
  let dataDir: string;
  let port: number;

  beforeAll(async () => {
    servers = await open();
    receiver = await webhookReceiver(secret);
    rows = await AlertRows.write(servers.database.url);
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-figures-'));
    port = await freePort();
    worker = await startWorkerProcess({
      DATABASE_URL: servers.database.url,
      REDIS_URL: servers.redis?.url,
      BICORNE_SECRET: TEST_SECRET,
      BICORNE_EGRESS_ALLOW: '127.0.0.1',
      BICORNE_DATA_DIR: dataDir,
      METRICS_PORT: String(port),
    });
  });

  afterAll(async () => {
    await worker?.stop();
    await rows?.end();
    await receiver?.stop();
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

  async function figures(): Promise<Map<string, number>> {
    const lines = (await (await get('/metrics')).text()).split('\n').filter((line) => line.startsWith('bicorne_'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  }

  it('say that it is up and can work', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'up' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready', database: 'answers' });
    expect((await get('/elsewhere')).status).toBe(404);
  });

  it('count what waits', async () => {
    const told = await figures();
    expect(told.get('bicorne_outbox_rows')).toBe(0);
    expect(told.get('bicorne_deliveries_due{channel="WEBHOOK"}')).toBe(0);
    expect(told.get('bicorne_queue_jobs{queue="delivery",state="waiting"}')).toBe(0);
    expect(told.get('bicorne_queue_oldest_waiting_seconds{queue="delivery"}')).toBe(0);
    await rows.client.query(
      `insert into outbox (workspace_id, job, payload, created_at) values ($1, 'moon.phase', '{}', now() - interval '90 s')`,
      [rows.workspaceId],
    );
    const waiting = await figures();
    expect(waiting.get('bicorne_outbox_rows')).toBe(1);
    expect(waiting.get('bicorne_outbox_oldest_seconds')).toBeGreaterThanOrEqual(90);
  });

  it('count attempts by how they ended, and the time from drift', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret);
    await rows.deliveries(3, { endpointId });
    const sent = 'bicorne_delivery_attempts_total{channel="WEBHOOK",outcome="sent"}';
    await until('three counted as sent', async () => (await figures()).get(sent) === 3);
    expect((await figures()).get('bicorne_delivery_seconds_count{channel="WEBHOOK"}')).toBe(3);
    receiver.answer = (response) => void response.writeHead(500).end();
    await rows.deliveries(1, { endpointId });
    const again = 'bicorne_delivery_attempts_total{channel="WEBHOOK",outcome="retry"}';
    await until('one counted to be tried again', async () => (await figures()).get(again) === 1);
  });
});
