import {
  createWebhookEndpoint,
  endEngagementEarly,
  listDeliveries,
  recheckEngagement,
  replayDelivery,
  requestChanges,
  waiveDeliverable,
  type Services,
} from '@bicorne/application';
import type { WebhookEvent } from '@bicorne/domain';
import type { WebhookPayload } from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { A_FEW_WORDS, at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';
import { describeOnPostgres, type TestServers } from '../support/queue-backends.js';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: the use cases under the app's role, PostgreSQL, Redis, worker processes from the build, an HTTP receiver that
// checks signatures. Each test does its work before a worker is up, and keeps the worker's own look at the engagements,
// which goes by the database's clock, from finding anything due.

/** The decision log is due on 16 March: late from the midnight that ends that day. */
const LATE = at('2026-03-17T00:00');
const MORNING = at('2026-03-17T09:00');
const NEXT_DAY = at('2026-03-18T09:00');

type Payload<Event extends WebhookEvent> = WebhookPayload<Event>;

describeOnPostgres('what endpoints are told of', (open) => {
  let servers: TestServers;
  let app: DataSource;
  let services: Services;
  let dataDir: string;
  let practice: Practice;
  let receiver: WebhookReceiver;
  let engagement: StartedEngagement;
  const running = new Set<WorkerProcess>();

  beforeAll(async () => {
    servers = await open();
    app = await openDatabase({ url: servers.database.url, role: 'app', poolSize: 3 });
    services = await testServices();
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-worker-'));
  });

  beforeEach(async () => {
    receiver = await webhookReceiver();
    practice = await Practice.open(new WorkspaceTransaction(app), services);
    engagement = await practice.engagement();
  });

  afterEach(async () => {
    await Promise.all([...running].map((worker) => worker.kill()));
    running.clear();
    await receiver.stop();
  });

  afterAll(async () => {
    await app?.destroy();
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** @returns the endpoint's id */
  async function endpointFor(...events: WebhookEvent[]): Promise<string> {
    const context = practice.acting(practice.owner, at('2026-03-02T10:00'));
    const { endpoint, secret } = await must(createWebhookEndpoint(context, { url: receiver.url, events }));
    receiver.trust(secret ?? '');
    return endpoint.id;
  }

  async function startWorker(): Promise<WorkerProcess> {
    await practice.query("update engagement set next_check_at = now() + interval '1 day'");
    const worker = await startWorkerProcess({
      DATABASE_URL: servers.database.url,
      REDIS_URL: servers.redis?.url,
      BICORNE_BASE_URL: services.baseUrl,
      BICORNE_SECRET: services.secret,
      BICORNE_EGRESS_ALLOW: '127.0.0.1',
      BICORNE_DATA_DIR: dataDir,
      SCAN_EVERY_SECONDS: '1',
    });
    running.add(worker);
    return worker;
  }

  interface Written {
    id: string;
    event: string;
    state: string;
    attempts: number;
  }

  const written = (): Promise<Written[]> =>
    practice.query<Written>(
      "select id, event, state, attempts from delivery where channel = 'WEBHOOK' order by created_at, event, id",
    );

  /** Starts a worker and waits until everything that was written for endpoints is sent. @returns the payloads */
  async function told(): Promise<unknown[]> {
    await startWorker();
    await until('all sent', async () => (await written()).every(({ state }) => state === 'SENT'));
    expect(receiver.unsigned).toBe(0);
    const ids = receiver.received.map(({ id }) => id);
    expect(ids.sort()).toEqual((await written()).map(({ id }) => id).sort());
    return receiver.received.map(({ payload }) => payload);
  }

  const look = (moment: Date): Promise<unknown> =>
    practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, engagement.id, moment));

  const deliverable = (key = 'decision-log'): string => engagement.deliverables.get(key) ?? '';

  /** The alerts of what is late, the first opened first. */
  async function lateAlerts(): Promise<{ state: string; resolvedAt: Date | null }[]> {
    return practice.query(
      'select state, resolved_at as "resolvedAt" from drift_alert where rule = \'LATE\' order by opened_at, id',
    );
  }

  it('a submission and the alert that it resolves, once each, to who asked for them', async () => {
    await endpointFor('DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED');
    await look(LATE);
    expect(await written()).toEqual([]);
    await practice.submit(deliverable(), MORNING);
    await look(NEXT_DAY);

    const payloads = await told();
    expect(payloads).toHaveLength(2);
    expect(payloads).toEqual(
      expect.arrayContaining([
        {
          type: 'deliverable.submitted',
          timestamp: MORNING.toISOString(),
          data: {
            client: { id: expect.any(String), name: 'Noordlicht Energie' },
            engagement: { id: expect.any(String) },
            deliverable: { id: expect.any(String), key: 'decision-log', title: expect.any(String) },
            hat: expect.stringMatching(/^(CTO|CAIO)$/),
            dueOn: '2026-03-16',
            revision: 1,
            depth: expect.any(Number),
            verdict: 'THIN',
            submittedBy: 'Olive Owner',
            url: expect.stringContaining('https://bicorne.example.com/'),
          },
        },
        {
          type: 'drift_alert.resolved',
          timestamp: MORNING.toISOString(),
          data: expect.objectContaining({
            rule: 'LATE',
            alertId: expect.any(String),
            openedAt: LATE.toISOString(),
            deliverable: expect.objectContaining({ key: 'decision-log' }),
          }),
        },
      ]),
    );
    // Ids of the published schema, the same in both.
    const [one, other] = payloads as Payload<'DELIVERABLE_SUBMITTED' | 'DRIFT_ALERT_RESOLVED'>[];
    expect(one?.data.deliverable).toEqual(other?.data.deliverable);
    expect(one?.data.engagement).toEqual(other?.data.engagement);
  });

  it('each revision that goes to the client, and not what only was saved', async () => {
    await endpointFor('DELIVERABLE_SUBMITTED');
    const deliverableId = deliverable();
    // Its alert is resolved too, which this endpoint did not ask for.
    await look(LATE);
    await practice.submit(deliverableId, MORNING);
    expect(await lateAlerts()).toMatchObject([{ state: 'RESOLVED' }]);
    const reason = 'Which of the two was it?';
    await must(requestChanges(practice.acting(engagement.sponsor, NEXT_DAY), { deliverableId, reason }));
    await practice.submit(deliverableId, NEXT_DAY, `${A_FEW_WORDS}\nIt was the second.\n`);

    const payloads = (await told()) as Payload<'DELIVERABLE_SUBMITTED'>[];
    expect(payloads.map(({ type, data }) => `${type} ${data.revision}`).sort()).toEqual([
      'deliverable.submitted 1',
      'deliverable.submitted 2',
    ]);
  });

  it('an alert that is resolved by waiving, and those that the end of an engagement resolves', async () => {
    await endpointFor('DRIFT_ALERT_RESOLVED');
    await look(LATE);
    const context = practice.acting(practice.owner, MORNING);
    await must(waiveDeliverable(context, { deliverableId: deliverable(), reason: 'They keep one already.' }));
    expect(await written()).toHaveLength(1);
    expect(await lateAlerts()).toEqual([{ state: 'RESOLVED', resolvedAt: MORNING }]);

    await look(at('2026-04-20T00:00'));
    const [open] = await practice.query<{ count: number }>(
      "select count(*)::int as count from drift_alert where state <> 'RESOLVED'",
    );
    expect(open?.count).toBeGreaterThan(1);
    const before = (await written()).length;
    const last = practice.acting(practice.owner, at('2026-04-20T09:00'));
    await must(endEngagementEarly(last, { engagementId: engagement.id, reason: 'The client was sold.' }));
    expect(await written()).toHaveLength(before + (open?.count ?? 0));

    const payloads = (await told()) as Payload<'DRIFT_ALERT_RESOLVED'>[];
    expect(new Set(payloads.map(({ type }) => type))).toEqual(new Set(['drift_alert.resolved']));
    expect(new Set(payloads.map(({ data }) => data.alertId)).size).toBe(payloads.length);
  });

  it('nothing of what was rolled back, and nothing twice', async () => {
    await endpointFor('DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED');
    await look(LATE);
    await practice.submit(deliverable(), MORNING);
    const made = await written();
    expect(made.map(({ event }) => event)).toEqual(['deliverable.submitted', 'drift_alert.resolved']);
    for (const { id } of made)
      await expect(
        practice.query(
          `insert into delivery (workspace_id, client_id, drift_alert_id, deliverable_id, revision, event, channel,
             recipient, webhook_endpoint_id, payload, state, next_attempt_at, created_at)
           select workspace_id, client_id, drift_alert_id, deliverable_id, revision, event, channel, recipient,
             webhook_endpoint_id, payload, 'PENDING', now(), now() from delivery where id = $1`,
          [id],
        ),
      ).rejects.toThrow(/delivery_(submitted|resolved)_once/);

    const failing = practice.transaction.run(practice.owner, async (tx) => {
      await recheckEngagement(tx, services, engagement.id, at('2026-04-20T00:00'));
      throw new Error('Not after all.');
    });
    await expect(failing).rejects.toThrow('Not after all.');
    expect(await written()).toEqual(made);
  });

  it('is listed by endpoint, the newest first, and replayed under its id', async () => {
    const webhookEndpointId = await endpointFor('DELIVERABLE_SUBMITTED');
    const asOwner = practice.acting(practice.owner, NEXT_DAY);
    const list = (filter: { webhookEndpointId: string }, offset = 0) =>
      listDeliveries(asOwner, { filter, offset, limit: 1 });
    await practice.submit(deliverable(), MORNING);
    await practice.submit(deliverable('model-registry'), NEXT_DAY);
    const newcomer = await must(
      createWebhookEndpoint(asOwner, { url: receiver.url, events: ['DELIVERABLE_SUBMITTED'] }),
    );

    expect(await list({ webhookEndpointId: newcomer.endpoint.id })).toEqual({ rows: [], totalCount: 0 });
    const recipient = new URL(receiver.url).origin;
    const waiting = { event: 'deliverable.submitted', recipient, webhookEndpointId, state: 'PENDING', attempts: 0 };
    const second = { ...waiting, deliverableId: deliverable('model-registry'), driftAlertId: null };
    const newest = await list({ webhookEndpointId });
    expect(newest).toMatchObject({ totalCount: 2, rows: [second] });
    expect(await list({ webhookEndpointId }, 1)).toMatchObject({
      rows: [{ ...waiting, deliverableId: deliverable() }],
    });
    const deliveryId = newest.rows[0]?.id ?? '';
    expect(await replayDelivery(asOwner, { deliveryId })).toMatchObject({ refusals: [{ code: 'STILL_WAITING' }] });

    await told();
    await must(replayDelivery(asOwner, { deliveryId }));
    await until('it sent again', () => receiver.received.filter(({ id }) => id === deliveryId).length === 2);
    expect(receiver.received).toHaveLength(3);
  });

  it('under one id, where the worker is killed between the answer and its note', async () => {
    await endpointFor('DELIVERABLE_SUBMITTED');
    await practice.submit(deliverable(), MORNING);
    // The receiver has it; the worker is not there any more to hear so.
    receiver.answer = () => undefined;
    const worker = await startWorker();
    await until('the receiver reached', () => receiver.received.length === 1);
    await worker.kill();
    running.delete(worker);
    await practice.query("update delivery set lease_until = now() where state = 'SENDING'");

    receiver.answer = (response) => void response.writeHead(204).end();
    await startWorker();
    await until('it sent', async () => (await written()).every(({ state }) => state === 'SENT'));
    const [only, ...others] = await written();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ event: 'deliverable.submitted', attempts: 2 });
    expect(receiver.received.map(({ id }) => id)).toEqual([only?.id, only?.id]);
    expect(receiver.received[0]?.payload).toEqual(receiver.received[1]?.payload);
  });
});
