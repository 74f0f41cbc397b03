import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enableWebhookEndpoint, rotateWebhookSecret, DeliverySender, type UseCaseContext } from '@bicorne/application';
import { FAILING_DAYS, MAX_RETRY_AFTER } from '@bicorne/domain';
import {
  newEndpointSecret,
  openChannels,
  readUnsubscribeToken,
  refusalOfMailServer,
  type Channels,
} from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Webhook } from 'standardwebhooks';
import { AlertRows, TEST_SECRET } from '../support/alert-rows.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { testServices } from '../support/factories.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { subjectOf } from '../support/mail-text.js';
import { slackSink, type SlackSink } from '../support/slack-sink.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

// Real: PostgreSQL with its policies, an SMTP server, HTTP receivers, one of which checks signatures. Left out: the queue.

const BASE = 'https://bicorne.example.com';
const secret = newEndpointSecret();
let server: TestDatabase;
let database: DataSource;
let transaction: WorkspaceTransaction;
let rows: AlertRows;
let mail: MailSink;
let receiver: WebhookReceiver;
let slack: SlackSink;
let channels: Channels;

beforeAll(async () => {
  server = await testDatabase();
  database = await openDatabase({ url: server.url, role: 'worker', poolSize: 5 });
  transaction = new WorkspaceTransaction(database);
  rows = await AlertRows.write(server.url);
  mail = await mailSink();
  receiver = await webhookReceiver(secret);
  slack = await slackSink();
  channels = openChannels({
    baseUrl: BASE,
    smtpUrl: mail.url,
    mailFrom: 'Bicorne <alerts@bicorne.example.com>',
    egressAllow: ['127.0.0.1'],
  });
});

afterAll(async () => {
  await channels?.close();
  await slack?.stop();
  await receiver?.stop();
  await mail?.stop();
  await rows?.end();
  await database?.destroy();
  await server?.drop();
});

beforeEach(() => {
  receiver.answer = (response) => void response.writeHead(204).end();
  slack.answer = { status: 200, body: 'ok' };
});

afterEach(() => receiver.trust(secret));

function send(deliveryId: string) {
  const services = { secret: TEST_SECRET, baseUrl: BASE, emailEnabled: true };
  return new DeliverySender({ transaction, channels, services, random: () => 0 }).send({
    workspaceId: rows.workspaceId,
    deliveryId,
  });
}

async function one<Row>(sql: string, id: string): Promise<Row> {
  const { rows: found } = await rows.client.query(sql, [id]);
  return found[0] as Row;
}

const delivery = (id: string) =>
  one<{ state: string; last_error: string | null; due_in: number }>(
    'select state, last_error, extract(epoch from next_attempt_at - now())::float as due_in from delivery where id = $1',
    id,
  );

const endpoint = (id: string) =>
  one<{ failing_since: Date | null; disabled_at: Date | null; disabled_reason: string | null }>(
    'select failing_since, disabled_at, disabled_reason from webhook_endpoint where id = $1',
    id,
  );

async function deliveryTo(endpointId: string): Promise<string> {
  const [id = ''] = await rows.deliveries(1, { endpointId });
  return id;
}

async function owner(): Promise<UseCaseContext> {
  const caller = {
    kind: 'session' as const,
    workspaceId: rows.workspaceId,
    role: 'OWNER' as const,
    name: 'Olive Owner',
    memberId: randomUUID(),
    clientContactId: null,
    clientId: null,
    userId: 'olive',
    tokenId: null,
    scopes: ['READ' as const, 'WRITE' as const],
  };
  const services = { ...(await testServices()), secret: TEST_SECRET };
  return { caller, transaction, services, now: () => new Date() };
}

describe('a receiver that asks for time', () => {
  it.each([
    [429, () => '1200', 1_200],
    [503, () => new Date(Date.now() + 1_200_000).toUTCString(), 1_200],
    [429, () => '1', 5],
    [429, () => '900000', MAX_RETRY_AFTER],
    [500, () => '1200', 5],
    [429, () => 'soon', 5],
  ])('by %s gets it', async (status, retryAfter, seconds) => {
    const id = await deliveryTo(await rows.endpoint(receiver.url, secret));
    receiver.answer = (response) => void response.writeHead(status, { 'retry-after': retryAfter() }).end();
    expect(await send(id)).toBe('PENDING');
    const { due_in } = await delivery(id);
    expect(due_in).toBeGreaterThan(seconds - 4);
    expect(due_in).toBeLessThanOrEqual(seconds);
  });
});

describe('the secret of an endpoint', () => {
  it('signs beside the one before it for a day after a rotation, and then alone', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret);
    const rotated = await rotateWebhookSecret(await owner(), { webhookEndpointId: endpointId });
    if (!rotated.ok) throw new Error('The rotation was refused.');
    const { secret: next } = rotated.value;
    expect(next).not.toBe(secret);

    expect(await send(await deliveryTo(endpointId))).toBe('SENT');
    receiver.trust(next);
    expect(await send(await deliveryTo(endpointId))).toBe('SENT');

    await rows.client.query('update webhook_endpoint set previous_secret_until = now() where id = $1', [endpointId]);
    expect(await send(await deliveryTo(endpointId))).toBe('SENT');
    receiver.trust(secret);
    expect(await send(await deliveryTo(endpointId))).toBe('PENDING');
  });

  it('is none for a Slack channel', async () => {
    const endpointId = await rows.endpoint(slack.url, secret, 'SLACK');
    expect(await rotateWebhookSecret(await owner(), { webhookEndpointId: endpointId })).toMatchObject({
      ok: false,
      refusals: [{ code: 'NO_SECRET' }],
    });
  });

  it('is one of many that the header may carry', () => {
    const [a, b] = [newEndpointSecret(), newEndpointSecret()];
    const at = new Date();
    const header = [a, b].map((one) => new Webhook(one).sign('msg_1', at, '{}')).join(' ');
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': header,
    };
    for (const one of [a, b]) expect(new Webhook(one).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(newEndpointSecret()).verify('{}', headers)).toThrow();
  });
});

describe('an endpoint that does not take anything', () => {
  it('is disabled at once by 410, is sent nothing until it is enabled, and is told nothing again by that', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret);
    const [first, second, third] = [
      await deliveryTo(endpointId),
      await deliveryTo(endpointId),
      await deliveryTo(endpointId),
    ];
    receiver.answer = (response) => void response.writeHead(410).end();
    expect(await send(first)).toBe('FAILED');
    expect(await endpoint(endpointId)).toMatchObject({
      disabled_at: expect.any(Date),
      disabled_reason: expect.stringContaining('410'),
    });
    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await send(second)).toBe('FAILED');
    expect(await delivery(second)).toMatchObject({ last_error: 'The endpoint is disabled.' });

    expect(await enableWebhookEndpoint(await owner(), { webhookEndpointId: endpointId })).toMatchObject({ ok: true });
    expect(await endpoint(endpointId)).toEqual({ failing_since: null, disabled_at: null, disabled_reason: null });
    expect(await delivery(second)).toMatchObject({ state: 'FAILED' });
    expect(await send(third)).toBe('SENT');
  });

  it('is disabled after days of nothing but failures, and forgiven by anything that arrives', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret);
    const fail = async () => {
      receiver.answer = (response) => void response.writeHead(500).end();
      expect(await send(await deliveryTo(endpointId))).toBe('PENDING');
    };
    const failedFor = (days: number) =>
      rows.client.query(
        'update webhook_endpoint set failing_since = now() - make_interval(days => $2, secs => 1) where id = $1',
        [endpointId, days],
      );
    await fail();
    const { failing_since } = await endpoint(endpointId);
    expect(failing_since).toEqual(expect.any(Date));
    await fail();
    expect((await endpoint(endpointId)).failing_since).toEqual(failing_since);

    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await send(await deliveryTo(endpointId))).toBe('SENT');
    expect((await endpoint(endpointId)).failing_since).toBeNull();

    // One that arrived is within these days, though nobody noted it with the endpoint.
    await failedFor(FAILING_DAYS);
    await fail();
    expect((await endpoint(endpointId)).disabled_at).toBeNull();
    await rows.client.query(
      "update delivery set sent_at = sent_at - interval '9 days' where webhook_endpoint_id = $1",
      [endpointId],
    );
    await failedFor(FAILING_DAYS - 1);
    await fail();
    expect((await endpoint(endpointId)).disabled_at).toBeNull();
    await failedFor(FAILING_DAYS);
    await fail();
    expect(await endpoint(endpointId)).toMatchObject({
      disabled_at: expect.any(Date),
      disabled_reason: 'Nothing arrived for 5 days. The last attempt: Answered 500.',
    });
  });
});

describe('a message to Slack', () => {
  const toSlack = async (count: number) => {
    const endpointId = await rows.endpoint(slack.url, secret, 'SLACK');
    const notices = Array.from({ length: count }, () => rows.event());
    const id = await rows.composed(
      { slackEndpointId: endpointId },
      { notices, digest: false, timeZone: 'UTC', recipient: null },
    );
    return { endpointId, id };
  };

  it('is one for many notices, in blocks and with a text for notifications', async () => {
    const { id } = await toSlack(300);
    const before = slack.received.length;
    expect(await send(id)).toBe('SENT');
    expect(slack.received).toHaveLength(before + 1);
    const { text, blocks } = slack.received.at(-1) ?? { text: '', blocks: [] };
    expect(text).toContain('300 alerts (300 critical) – Noordlicht');
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blocks.at(-1)?.text.text).toMatch(/^… and 200 more: <https:\/\/bicorne\.example\.com\/alerts\|/);
  });

  it.each([
    [404, 'no_service', 'FAILED', true],
    [410, 'channel_is_archived', 'FAILED', true],
    [403, 'action_prohibited', 'FAILED', false],
    [400, 'invalid_payload', 'FAILED', false],
    [500, 'rollup_error', 'PENDING', false],
    [302, '', 'PENDING', false],
  ])('that is answered by %i %s', async (status, body, state, disabled) => {
    slack.answer = { status, body };
    const { id, endpointId } = await toSlack(1);
    expect(await send(id)).toBe(state);
    expect((await endpoint(endpointId)).disabled_at !== null).toBe(disabled);
  });

  it('waits as long as Slack asks for', async () => {
    slack.answer = { status: 429, body: 'rate_limited', headers: { 'retry-after': '30' } };
    const { id } = await toSlack(1);
    expect(await send(id)).toBe('PENDING');
    expect((await delivery(id)).due_in).toBeGreaterThan(26);
  });
});

describe('an email with many notices', () => {
  it('is one message, can be stopped with one click, and keeps its Message-ID', async () => {
    const recipient = { kind: 'MEMBER' as const, id: randomUUID() };
    const notices = [rows.event(), { ...rows.event(), resolved: true }, rows.event()];
    const to = 'digest@example.com';
    const id = await rows.composed({ email: to }, { notices, digest: true, timeZone: 'UTC', recipient });
    expect(await send(id)).toBe('SENT');
    const got = mail.received.filter((message) => message.to.includes(to));
    expect(got).toHaveLength(1);
    const headers = got[0]?.headers ?? {};
    expect(headers['message-id']).toBe(`<${id}@bicorne.example.com>`);
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const [, token = ''] =
      /^<https:\/\/bicorne\.example\.com\/unsubscribe\/([\w-]+)>$/.exec(headers['list-unsubscribe'] ?? '') ?? [];
    expect(readUnsubscribeToken(TEST_SECRET, token)).toEqual({ workspaceId: rows.workspaceId, recipient });
    expect(got[0]?.raw).toContain('text/plain');
    expect(got[0]?.raw).toContain('text/html');
  });

  it('holds no header that a name could have put into it', async () => {
    const event = rows.event();
    const name = 'Noord\r\nBcc: spy@example.com\r\n\r\nlicht\u202e';
    const hostile = { ...event, data: { ...event.data, client: { ...event.data.client, name } } };
    for (const [to, notices] of [
      ['one@example.com', [hostile]],
      ['two@example.com', [hostile, hostile]],
    ] as const) {
      const id = await rows.composed(
        { email: to },
        { notices: [...notices], digest: false, timeZone: 'UTC', recipient: null },
      );
      expect(await send(id)).toBe('SENT');
      const got = mail.received.find((message) => message.to.includes(to));
      expect(got?.headers['bcc']).toBeUndefined();
      expect(got?.to).toEqual([to]);
      expect(got && subjectOf(got)).toMatch(/Noord Bcc: spy@example.com licht/);
      expect(got?.headers['list-unsubscribe']).toBeUndefined();
    }
  });

  it.each(['a@example.com\r\nBcc: spy@example.com', 'a@example.com, spy@example.com', 'Ada <a@example.com>'])(
    'goes to one mailbox and not to %j',
    async (to) => {
      const before = mail.received.length;
      const id = await rows.composed(
        { email: to },
        { notices: [rows.event()], digest: false, timeZone: 'UTC', recipient: null },
      );
      expect(await send(id)).toBe('FAILED');
      expect(mail.received).toHaveLength(before);
    },
  );
});

describe('a private mail server', () => {
  it('is refused at the start where it is not listed, and sent nothing', async () => {
    const config = { baseUrl: BASE, smtpUrl: mail.url, mailFrom: 'a@example.com', egressAllow: [] };
    expect(await refusalOfMailServer(config)).toContain('BICORNE_EGRESS_ALLOW=127.0.0.1');
    expect(await refusalOfMailServer({ ...config, egressAllow: ['127.0.0.0/8'] })).toBeUndefined();
    expect(await refusalOfMailServer({ egressAllow: [] })).toBeUndefined();
    const strict = openChannels(config);
    const before = mail.received.length;
    const outcome = await strict.send({
      channel: 'EMAIL',
      id: randomUUID(),
      to: 'a@example.com',
      notices: [rows.event()],
      digest: false,
      overviewUrl: `${BASE}/alerts`,
      unsubscribeUrl: null,
      timeZone: 'UTC',
    });
    await strict.close();
    expect(outcome).toMatchObject({ sent: false, final: false, detail: expect.stringContaining('not public') });
    expect(mail.received).toHaveLength(before);
  });
});
