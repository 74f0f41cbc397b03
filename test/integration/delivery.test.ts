import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliverySender, sweepDeliveries } from '@bicorne/application';
import { MAX_ATTEMPTS, MOST_LOST_ATTEMPTS, RETRY_SCHEDULE } from '@bicorne/domain';
import type { Job } from '@bicorne/jobs';
import { newEndpointSecret, openChannels, type Channels } from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { AlertRows, TEST_SECRET } from '../support/alert-rows.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

// Real: PostgreSQL with its policies, an SMTP server, an HTTP receiver that checks signatures. Left out: the queue.

const secret = newEndpointSecret();
const services = {
  secret: TEST_SECRET,
  baseUrl: 'https://bicorne.example.com',
  emailEnabled: false,
  noticeCollectSeconds: 0,
};
let server: TestDatabase;
let database: DataSource;
let transaction: WorkspaceTransaction;
let rows: AlertRows;
let mail: MailSink;
let receiver: WebhookReceiver;
let channels: Channels;
let sender: DeliverySender;

beforeAll(async () => {
  server = await testDatabase();
  database = await openDatabase({ url: server.url, role: 'worker', poolSize: 5 });
  transaction = new WorkspaceTransaction(database);
  rows = await AlertRows.write(server.url);
  mail = await mailSink();
  receiver = await webhookReceiver(secret);
  channels = openChannels({
    baseUrl: 'https://bicorne.example.com',
    smtpUrl: mail.url,
    mailFrom: 'Bicorne <alerts@bicorne.example.com>',
    egressAllow: ['127.0.0.1'],
  });
  sender = new DeliverySender({ transaction, channels, services, random: () => 0 });
});

afterAll(async () => {
  await channels?.close();
  await receiver?.stop();
  await mail?.stop();
  await rows?.end();
  await database?.destroy();
  await server?.drop();
});

beforeEach(() => {
  receiver.answer = (response) => void response.writeHead(204).end();
});

async function toWebhook(): Promise<string> {
  const endpointId = await rows.endpoint(receiver.url, secret);
  const [id = ''] = await rows.deliveries(1, { endpointId });
  return id;
}

function send(deliveryId: string, workspaceId = rows.workspaceId) {
  return sender.send({ workspaceId, deliveryId });
}

async function delivery(id: string) {
  const { rows: found } = await rows.client.query(
    `select state, attempts, last_error, sent_at, extract(epoch from next_attempt_at - now())::float as due_in,
       (select json_agg(a order by number) from delivery_attempt a where a.delivery_id = d.id) as tries
     from delivery d where id = $1`,
    [id],
  );
  return found[0] as {
    state: string;
    attempts: number;
    last_error: string | null;
    sent_at: Date | null;
    due_in: number;
    tries: { number: number; outcome: string; detail: string }[] | null;
  };
}

const receivedOf = (id: string) => receiver.received.filter((webhook) => webhook.id === id);

describe('a delivery by webhook', () => {
  it('arrives signed, with the event that was kept, under the id of the delivery', async () => {
    const id = await toWebhook();
    expect(await send(id)).toBe('SENT');
    expect(receivedOf(id)).toEqual([{ id, payload: rows.event() }]);
    expect(await delivery(id)).toMatchObject({
      state: 'SENT',
      attempts: 1,
      last_error: null,
      sent_at: expect.any(Date),
    });
  });

  it('is sent once, however often it is asked for', async () => {
    const id = await toWebhook();
    const results = await Promise.all(Array.from({ length: 8 }, () => send(id)));
    expect(results.filter((result) => result === 'SENT')).toHaveLength(1);
    expect(results.filter((result) => result === 'NOT_DUE')).toHaveLength(7);
    expect(await send(id)).toBe('NOT_DUE');
    expect(receivedOf(id)).toHaveLength(1);
  });

  it('is tried again by the published schedule where the receiver fails, under the same id', async () => {
    const id = await toWebhook();
    receiver.answer = (response) => void response.writeHead(503).end('down for\nmaintenance');
    expect(await send(id)).toBe('PENDING');
    const failed = await delivery(id);
    expect(failed).toMatchObject({ state: 'PENDING', attempts: 1, last_error: 'Answered 503: down for maintenance' });
    expect(failed.due_in).toBeGreaterThan((RETRY_SCHEDULE[0] ?? 0) - 3);
    expect(failed.due_in).toBeLessThanOrEqual(RETRY_SCHEDULE[0] ?? 0);
    expect(await send(id)).toBe('NOT_DUE');

    await rows.client.query('update delivery set next_attempt_at = now() where id = $1', [id]);
    receiver.answer = (response) => void response.writeHead(200).end();
    expect(await send(id)).toBe('SENT');
    expect(receivedOf(id)).toHaveLength(2);
    const { tries } = await delivery(id);
    expect(tries?.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, 'FAILED'],
      [2, 'SENT'],
    ]);
  });

  it('fails after the last attempt of the schedule', async () => {
    const id = await toWebhook();
    receiver.answer = (response) => void response.writeHead(500).end();
    await rows.client.query('update delivery set attempts = $2 where id = $1', [id, MAX_ATTEMPTS - 1]);
    expect(await send(id)).toBe('FAILED');
    expect(await delivery(id)).toMatchObject({ state: 'FAILED', attempts: MAX_ATTEMPTS });
  });

  it.each([
    ['says that it is gone', 410, 'FAILED', 'Gone'],
    ['redirects', 302, 'PENDING', 'redirects are not followed'],
    ['does not know the signature', 401, 'PENDING', '401'],
  ])('where the receiver %s', async (_what, status, state, words) => {
    const id = await toWebhook();
    receiver.answer = (response) => void response.writeHead(status, { location: receiver.url }).end();
    expect(await send(id)).toBe(state);
    expect((await delivery(id)).last_error).toContain(words);
    expect(receivedOf(id)).toHaveLength(1);
  });

  it('fails where the endpoint was removed', async () => {
    const id = await toWebhook();
    await rows.client.query('update webhook_endpoint set removed_at = now()');
    expect(await send(id)).toBe('FAILED');
    expect(receivedOf(id)).toHaveLength(0);
  });

  it('fails with a reason where the signing secret was sealed with another BICORNE_SECRET', async () => {
    const id = await toWebhook();
    const deps = { transaction, channels, services: { ...services, secret: `${TEST_SECRET} of old` } };
    expect(await new DeliverySender(deps).send({ workspaceId: rows.workspaceId, deliveryId: id })).toBe('FAILED');
    expect((await delivery(id)).last_error).toContain('BICORNE_SECRET');
  });

  it('waits where the address is private and not allowed', async () => {
    const endpointId = await rows.endpoint('http://127.0.0.2:1/');
    const [id = ''] = await rows.deliveries(1, { endpointId });
    expect(await send(id)).toBe('PENDING');
    expect((await delivery(id)).last_error).toContain('not public');
  });

  it('is not there for another workspace', async () => {
    const id = await toWebhook();
    const other = await AlertRows.write(server.url);
    expect(await send(id, other.workspaceId)).toBe('NOT_DUE');
    await other.end();
    expect(await delivery(id)).toMatchObject({ state: 'PENDING', attempts: 0 });
  });
});

describe('a delivery whose worker is lost or late', () => {
  /** Attempts that were lost one after the other, of which the last is not noted yet. */
  async function loseAttempts(id: string, count: number): Promise<void> {
    const waiting = (claimed: () => void): Channels => ({
      ...channels,
      takePlace: () => new Promise(() => claimed()),
    });
    for (let lost = 0; lost < count; lost += 1) {
      await new Promise<void>((claimed) => {
        void new DeliverySender({ transaction, channels: waiting(claimed), services }).send({
          workspaceId: rows.workspaceId,
          deliveryId: id,
        });
      });
      await rows.client.query("update delivery set lease_until = now() - interval '1 s' where id = $1", [id]);
    }
  }

  it.each([
    ['as often as an outage may last', MOST_LOST_ATTEMPTS, 'SENT'],
    ['and its attempts are used up', MOST_LOST_ATTEMPTS + MAX_ATTEMPTS - 1, 'SENT'],
    ['and it may be what ends them', MOST_LOST_ATTEMPTS + MAX_ATTEMPTS, 'FAILED'],
  ])('is sent all the same until many were lost: %s', async (_, lost, state) => {
    const id = await toWebhook();
    await loseAttempts(id, lost);
    expect(await send(id)).toBe(state);
    expect(receivedOf(id)).toHaveLength(state === 'SENT' ? 1 : 0);
  });

  it('is taken over when the lease is over, and the lost attempt is noted', async () => {
    const id = await toWebhook();
    await rows.client.query(
      "update delivery set state = 'SENDING', attempts = 1, fence = 1, lease_until = now() where id = $1",
      [id],
    );
    expect(await send(id)).toBe('SENT');
    const { tries } = await delivery(id);
    expect(tries).toMatchObject([
      { number: 1, outcome: 'FAILED', detail: expect.stringContaining('may have arrived') },
      { number: 2, outcome: 'SENT' },
    ]);
  });

  it('is left alone while the lease holds', async () => {
    const id = await toWebhook();
    await rows.client.query(
      "update delivery set state = 'SENDING', attempts = 1, fence = 1, lease_until = now() + interval '5 s' where id = $1",
      [id],
    );
    expect(await send(id)).toBe('NOT_DUE');
  });

  it('keeps the outcome of its new holder: what the late one writes is refused', async () => {
    const id = await toWebhook();
    // The first attempt hangs until the second is through.
    let release: () => void = () => undefined;
    receiver.answer = (response) => {
      release = () => void response.writeHead(500).end();
      reached();
    };
    let reached: () => void = () => undefined;
    const firstHangs = new Promise<void>((resolve) => (reached = resolve));
    const late = send(id);
    await firstHangs;
    await rows.client.query('update delivery set lease_until = now() where id = $1', [id]);
    receiver.answer = (response) => void response.writeHead(200).end();
    expect(await send(id)).toBe('SENT');
    release();
    expect(await late).toBe('STALE');
    expect(await delivery(id)).toMatchObject({ state: 'SENT', attempts: 2, last_error: null });
  });
});

describe('a delivery by email', () => {
  it('arrives with a Message-ID made from the delivery, as plain text beside HTML', async () => {
    const [id = ''] = await rows.deliveries(1, { email: 'practitioner@example.com' });
    expect(await send(id)).toBe('SENT');
    const got = mail.received.filter(({ headers }) => headers['message-id'] === `<${id}@bicorne.example.com>`);
    expect(got).toHaveLength(1);
    expect(got[0]?.to).toEqual(['practitioner@example.com']);
    expect(got[0]?.headers['from']).toBe('Bicorne <alerts@bicorne.example.com>');
    expect(got[0]?.headers['subject']).toBeDefined();
    expect(got[0]?.raw).toContain('text/plain');
    expect(got[0]?.raw).toContain('text/html');
    expect(got[0]?.raw).toContain(`/alerts/${rows.alertId}`);
  });

  it('is tried again after a passing refusal and fails after a lasting one', async () => {
    mail.refuse('full@example.com', 452);
    mail.refuse('unknown@example.com', 550);
    const [full = ''] = await rows.deliveries(1, { email: 'full@example.com' });
    const [unknown = ''] = await rows.deliveries(1, { email: 'unknown@example.com' });
    expect(await send(full)).toBe('PENDING');
    expect(await send(unknown)).toBe('FAILED');
  });

  it('arrives once each though far more are sent at a time than a slow server takes', async () => {
    const slow = openChannels({
      baseUrl: 'https://bicorne.example.com',
      smtpUrl: mail.url,
      mailFrom: 'a@example.com',
      egressAllow: ['127.0.0.1'],
      // Less than all of them take together, more than one takes.
      sendWithinMs: 1_000,
    });
    mail.slowness = 200;
    const ids = await rows.deliveries(24, { email: 'crowd@example.com' });
    const sender = new DeliverySender({ transaction, channels: slow, services });
    const results = await Promise.all(
      ids.map((deliveryId) => sender.send({ workspaceId: rows.workspaceId, deliveryId })),
    );
    mail.slowness = 0;
    await slow.close();
    expect(new Set(results)).toEqual(new Set(['SENT']));
    const got = mail.received.filter(({ to }) => to.includes('crowd@example.com'));
    expect(got.map(({ headers }) => headers['message-id']).sort()).toEqual(
      ids.map((id) => `<${id}@bicorne.example.com>`).sort(),
    );
  });

  it('is given up where the server does not answer, and left unclaimed where the process has to end', async () => {
    const impatient = openChannels({
      baseUrl: 'https://bicorne.example.com',
      smtpUrl: mail.url,
      mailFrom: 'a@example.com',
      egressAllow: ['127.0.0.1'],
      sendWithinMs: 300,
    });
    mail.slowness = 2_000;
    const [id = '', unclaimed = ''] = await rows.deliveries(2, { email: 'silent@example.com' });
    const deps = { transaction, channels: impatient, services };
    const ids = (deliveryId: string) => ({ workspaceId: rows.workspaceId, deliveryId });
    expect(await new DeliverySender(deps).send(ids(id))).toBe('PENDING');
    mail.slowness = 0;
    expect((await delivery(id)).last_error).toContain('within 0.3 seconds');
    expect(await new DeliverySender(deps).send(ids(unclaimed), AbortSignal.abort())).toBe('BUSY');
    expect(await delivery(unclaimed)).toMatchObject({ state: 'PENDING', attempts: 0 });
    await impatient.close();
  });

  it('waits where no mail server is there', async () => {
    const [id = ''] = await rows.deliveries(1, { email: 'practitioner@example.com' });
    const without = openChannels({
      baseUrl: 'https://bicorne.example.com',
      mailFrom: 'a@example.com',
      egressAllow: [],
    });
    const deps = { transaction, channels: without, services };
    expect(await new DeliverySender(deps).send({ workspaceId: rows.workspaceId, deliveryId: id })).toBe('PENDING');
  });
});

describe('the sweep', () => {
  it("brings to the queue what is due and in nobody's hands, and nothing else", async () => {
    await rows.client.query("update delivery set state = 'SENT' where state <> 'SENT'");
    const endpointId = await rows.endpoint(receiver.url, secret);
    const [due = '', lost = '', held = '', later = '', sent = ''] = await rows.deliveries(5, { endpointId });
    const set = (id: string, what: string) => rows.client.query(`update delivery set ${what} where id = $1`, [id]);
    await set(lost, "state = 'SENDING', lease_until = now() - interval '1 s'");
    await set(held, "state = 'SENDING', lease_until = now() + interval '9 s'");
    await set(later, "next_attempt_at = now() + interval '9 s'");
    await set(sent, "state = 'SENT'");
    const added: Job[] = [];
    const queues = { add: async (jobs: readonly Job[]) => void added.push(...jobs), waiting: async () => 0 };
    expect(await sweepDeliveries({ database, queues })).toBe(2);
    expect(added).toHaveLength(2);
    expect(added).toEqual(
      expect.arrayContaining(
        [due, lost].map((deliveryId) => ({
          name: 'delivery.send',
          payload: { workspaceId: rows.workspaceId, deliveryId },
        })),
      ),
    );
  });

  it('adds nothing while the queue is full of them', async () => {
    const queues = { add: async () => Promise.reject(new Error('not now')), waiting: async () => 5_000 };
    expect(await sweepDeliveries({ database, queues })).toBe(0);
  });
});
