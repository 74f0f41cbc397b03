import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { newEndpointSecret } from '@bicorne/notifications';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertRows, TEST_SECRET } from '../support/alert-rows.js';
import { doorTo, type Door } from '../support/door.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: worker processes, PostgreSQL and Redis, behind a door of the test's own that can be shut.

const secret = newEndpointSecret();

describeOnEachBackend('a worker that loses its queue', (open) => {
  let servers: TestServers;
  let door: Door;
  let receiver: WebhookReceiver;
  let rows: AlertRows;
  let dataDir: string;
  let worker: WorkerProcess | undefined;

  beforeAll(async () => {
    servers = await open();
    door = await (servers.redis ? doorTo(servers.redis.url, 6379) : doorTo(servers.database.url, 5432));
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-worker-'));
    receiver = await webhookReceiver(secret);
    rows = await AlertRows.write(servers.database.url);
  });

  afterEach(async () => {
    await worker?.kill();
    door.open();
  });

  afterAll(async () => {
    await rows?.end();
    await receiver?.stop();
    door?.close();
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  function start(): Promise<WorkerProcess> {
    return startWorkerProcess({
      DATABASE_URL: servers.redis ? servers.database.url : door.url,
      REDIS_URL: servers.redis && door.url,
      BICORNE_SECRET: TEST_SECRET,
      BICORNE_EGRESS_ALLOW: '127.0.0.1',
      BICORNE_DATA_DIR: dataDir,
    });
  }

  async function shut(): Promise<void> {
    const before = door.knocks();
    door.shut();
    await until('the worker has knocked', () => door.knocks() > before + 4);
  }

  it('stops in under ten seconds while it is away', async () => {
    worker = await start();
    await shut();
    const began = performance.now();
    expect(await worker.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 30_000);

  it('goes on when it is back', async () => {
    worker = await start();
    await shut();
    const endpointId = await rows.endpoint(receiver.url, secret);
    const ids = await rows.deliveries(5, { endpointId });
    door.open();
    await until('all webhooks received', () => receiver.received.length >= ids.length, 40_000);
    expect([...new Set(receiver.received.map(({ id }) => id))].sort()).toEqual([...ids].sort());
  }, 60_000);
});
