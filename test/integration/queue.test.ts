import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { relayOutbox, sweepDeliveries } from '@bicorne/application';
import {
  enqueue,
  openJobQueues,
  startConsumers,
  togetherOf,
  type Consumers,
  type Handlers,
  type Job,
  type JobLog,
  type JobQueues,
  type QueueServer,
} from '@bicorne/jobs';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { AlertRows } from '../support/alert-rows.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';
import { until } from '../support/until.js';

// Real: PostgreSQL, Redis, BullMQ. The handlers are the test's own.

const quiet: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

describeOnEachBackend('from the outbox to a handler', (open) => {
  let servers: TestServers;
  let server: QueueServer;
  let database: DataSource;
  let queues: JobQueues;
  let consumers: Consumers | undefined;
  const written: AlertRows[] = [];

  async function write(): Promise<AlertRows> {
    const rows = await AlertRows.write(servers.database.url);
    written.push(rows);
    return rows;
  }

  beforeAll(async () => {
    servers = await open();
    server = { databaseUrl: servers.database.url, redisUrl: servers.redis?.url };
    database = await openDatabase({ url: servers.database.url, role: 'worker', poolSize: 4 });
    queues = await openJobQueues(server, quiet);
  });

  afterEach(async () => {
    await consumers?.stop();
    consumers = undefined;
    for (const rows of written.splice(0)) await rows.end();
  });

  afterAll(async () => {
    await queues?.close();
    await database?.destroy();
    await servers?.stop();
  });

  /** Consumers that note the engagements they are asked to check. */
  async function noting(seen: string[], handlers: Partial<Handlers> = {}): Promise<void> {
    const nothing = async (): Promise<void> => undefined;
    consumers = await startConsumers(
      server,
      {
        'drift.check': async ({ engagementId }) => void seen.push(engagementId),
        'drift.scan': nothing,
        'notice.tell': nothing,
        'notice.compose': nothing,
        'notice.sweep': nothing,
        'delivery.send': nothing,
        'delivery.sweep': nothing,
        'letter.send': nothing,
        'export.artifact-pack': nothing,
        'export.sweep': nothing,
        'storage.sweep': nothing,
        ...handlers,
      },
      quiet,
    );
  }

  const check = (engagementId = randomUUID()): Extract<Job, { name: 'drift.check' }> => ({
    name: 'drift.check',
    payload: { workspaceId: randomUUID(), engagementId },
  });

  const relay = (onUnreadable: (row: { job: string }) => void = () => undefined) =>
    relayOutbox({ database, queues, onUnreadable });

  it('stands on the backend that was asked for', () => {
    expect(queues.backend).toBe(server.redisUrl === undefined ? 'postgres' : 'redis');
  });

  it('brings a job with its payload to the handler of its name, at once', async () => {
    const seen: string[] = [];
    await noting(seen);
    const jobs = Array.from({ length: 100 }, () => check());
    await queues.add(jobs);
    await until('all jobs handled', () => seen.length >= jobs.length, 5_000);
    expect([...seen].sort()).toEqual(jobs.map(({ payload }) => payload.engagementId).sort());
  });

  it('tries again where a handler throws', async () => {
    let tries = 0;
    let succeed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (succeed = resolve));
    await noting([], {
      'drift.check': async () => {
        tries += 1;
        if (tries === 1) throw new Error('the database is away');
        succeed();
      },
    });
    await queues.add([check()]);
    await done;
    expect(tries).toBe(2);
  });

  it('relays what committed, and nothing of what did not', async () => {
    const rows = await write();
    const app = await openDatabase({ url: servers.database.url, role: 'app', poolSize: 2 });
    const transaction = new WorkspaceTransaction(app);
    const scope = { workspaceId: rows.workspaceId };
    const [committed, undone] = [randomUUID(), randomUUID()];
    await transaction.run(scope, (tx) => enqueue(tx, 'drift.check', { ...scope, engagementId: committed }));
    await expect(
      transaction.run(scope, async (tx) => {
        await enqueue(tx, 'drift.check', { ...scope, engagementId: undone });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const seen: string[] = [];
    await noting(seen);
    expect(await relay()).toEqual({ taken: 1, more: false });
    await until('the job handled', () => seen.length > 0);
    expect(seen).toEqual([committed]);
    expect(await relay()).toEqual({ taken: 0, more: false });
    await app.destroy();
  });

  it('takes each row once where several relays work at once', async () => {
    const rows = await write();
    await rows.client.query(
      `insert into outbox (workspace_id, job, payload)
       select $1, 'drift.check', jsonb_build_object('workspaceId', $1::uuid, 'engagementId', gen_random_uuid())
       from generate_series(1, 1200)`,
      [rows.workspaceId],
    );
    const seen: string[] = [];
    await noting(seen);
    const drain = async (): Promise<void> => {
      while ((await relay()).more);
    };
    await Promise.all([drain(), drain(), drain()]);
    await drain();
    await until('all jobs handled', () => seen.length >= 1_200);
    expect(new Set(seen).size).toBe(1_200);
    expect(seen).toHaveLength(1_200);
  });

  it('keeps the rows where the queue does not take them', async () => {
    const rows = await write();
    await rows.client.query(
      `insert into outbox (workspace_id, job, payload)
       values ($1, 'drift.check', jsonb_build_object('workspaceId', $1::uuid, 'engagementId', $1::uuid))`,
      [rows.workspaceId],
    );
    const away = { add: async () => Promise.reject(new Error('the queue is away')) };
    await expect(relayOutbox({ database, queues: away, onUnreadable: () => undefined })).rejects.toThrow('away');
    expect(await relay()).toMatchObject({ taken: 1 });
  });

  it('leaves jobs of a newer version where they are, and tells of rows that nobody can read', async () => {
    const rows = await write();
    await rows.client.query(
      `insert into outbox (workspace_id, job, payload)
       values ($1, 'drift.check', '{"engagementId": "none"}'), ($1, 'moon.phase', '{}')`,
      [rows.workspaceId],
    );
    const unreadable: string[] = [];
    expect(await relay(({ job }) => void unreadable.push(job))).toMatchObject({ taken: 1 });
    expect(unreadable).toEqual(['drift.check']);
    const left = await rows.client.query('select job from outbox where workspace_id = $1', [rows.workspaceId]);
    expect(left.rows).toEqual([{ job: 'moon.phase' }]);
  });

  it('runs a schedule, and again after all that the queue held was deleted', async () => {
    let ticks = 0;
    const counting = { 'drift.scan': async () => void (ticks += 1) };
    await noting([], counting);
    const schedules = [{ name: 'drift.scan' as const, everySeconds: 1 }];
    await queues.keepSchedules(schedules);
    await until('two ticks', () => ticks >= 2);
    await queues.keepSchedules(schedules);
    await forgetEverything(servers);
    await queues.keepSchedules(schedules);
    const before = ticks;
    await until('two more ticks', () => ticks >= before + 2);
  });

  it('runs a schedule again whose next job was lost with its worker', async () => {
    let ticks = 0;
    await noting([], { 'drift.scan': async () => void (ticks += 1) });
    const schedules = [{ name: 'drift.scan' as const, everySeconds: 1 }];
    await queues.keepSchedules(schedules);
    await until('a tick', () => ticks >= 1);
    await forgetNextJob(servers);
    const before = ticks;
    const kept = async (): Promise<boolean> => {
      await queues.keepSchedules(schedules);
      return ticks >= before + 3;
    };
    await until('three more ticks', kept, 15_000);
  });

  it('is refilled from the table where what it held was deleted', async () => {
    const rows = await write();
    const ids = await rows.deliveries(50, { email: 'practitioner@example.com' });
    await relay();
    await forgetEverything(servers);
    const sent: string[] = [];
    await noting([], { 'delivery.send': async ({ deliveryId }) => void sent.push(deliveryId) });
    expect(await sweepDeliveries({ database, queues })).toBe(50);
    await until('all sent', () => sent.length >= 50);
    expect(sent.sort()).toEqual(ids.sort());
  });

  it('runs the jobs of one entry side by side, and all of them again where one threw', async () => {
    const payloads = Array.from({ length: togetherOf('delivery.send') }, () => ({
      workspaceId: randomUUID(),
      deliveryId: randomUUID(),
    }));
    const runs = new Map<string, number>();
    const unlucky = payloads[1]?.deliveryId;
    await noting([], {
      'delivery.send': async ({ deliveryId }) => {
        const run = (runs.get(deliveryId) ?? 0) + 1;
        runs.set(deliveryId, run);
        // Each waits for the others: one after the other would never end.
        if (run === 1) await until('all begun', () => runs.size === payloads.length);
        if (run === 1 && deliveryId === unlucky) throw new Error('an outage');
      },
    });
    await queues.add(payloads.map((payload) => ({ name: 'delivery.send' as const, payload })));
    await until('all run twice', () => [...runs.values()].filter((count) => count === 2).length === payloads.length);
  });

  it('lets what is under way finish when it stops, and hurries what takes too long', async () => {
    const began: string[] = [];
    const finished: string[] = [];
    let finish: () => void = () => undefined;
    const finishes = new Promise<void>((resolve) => (finish = resolve));
    const [short, long] = [randomUUID(), randomUUID()];
    await noting([], {
      'drift.check': async ({ engagementId }, { signal }) => {
        began.push(engagementId);
        if (engagementId === short) await finishes;
        else await new Promise((resolve) => signal.addEventListener('abort', resolve));
        finished.push(engagementId);
      },
    });
    await queues.add([check(short), check(long)]);
    await until('both began', () => began.length === 2);
    const stopping = consumers?.stop(200);
    finish();
    await stopping;
    consumers = undefined;
    expect(finished).toEqual([short, long]);
  });
});

/** Leaves the schedule and takes its jobs. */
async function forgetNextJob({ database, redis }: TestServers): Promise<void> {
  if (redis) {
    const client = new Redis(redis.url);
    const queue = 'bicorne:{bicorne-upkeep}';
    const jobs = await client.keys(`${queue}:repeat:drift.scan:*`);
    await client.del(`${queue}:delayed`, `${queue}:wait`, ...jobs);
    client.disconnect();
    return;
  }
  const owner = await openDatabase({ url: database.url, role: 'worker', poolSize: 1 });
  await owner.query('delete from bullmq.job');
  await owner.destroy();
}

async function forgetEverything({ database, redis }: TestServers): Promise<void> {
  if (redis) {
    const client = new Redis(redis.url);
    const keys = await client.keys('bicorne:*');
    if (keys.length > 0) await client.del(keys);
    client.disconnect();
    return;
  }
  const owner = await openDatabase({ url: database.url, role: 'worker', poolSize: 1 });
  await owner.query('delete from bullmq.job');
  await owner.query('delete from bullmq.scheduler');
  await owner.destroy();
}
