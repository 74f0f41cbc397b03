import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enableWebhookEndpoint, rotateWebhookSecret, type UseCaseContext } from '@bicorne/application';
import { FAILING_DAYS, MAX_RETRY_AFTER } from '@bicorne/domain';
import { newEndpointSecret } from '@bicorne/notifications';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { TEST_SECRET, type AlertRows } from '../support/alert-rows.js';
import { testServices } from '../support/factories.js';
import { Sending } from '../support/sending.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

// Real: PostgreSQL with its policies, an HTTP receiver that checks signatures. Left out: the queue.

const secret = newEndpointSecret();
let sending: Sending;
let rows: AlertRows;
let receiver: WebhookReceiver;

beforeAll(async () => {
  sending = await Sending.open();
  rows = sending.rows;
  receiver = await webhookReceiver(secret);
});

afterAll(async () => {
  await receiver?.stop();
  await sending?.close();
});

beforeEach(() => {
  receiver.answer = (response) => void response.writeHead(204).end();
});

afterEach(() => receiver.trust(secret));

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
  return { caller, transaction: sending.transaction, services, now: () => new Date() };
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
    expect(await sending.send(id)).toBe('PENDING');
    const { due_in } = await sending.delivery(id);
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

    expect(await sending.send(await deliveryTo(endpointId))).toBe('SENT');
    receiver.trust(next);
    expect(await sending.send(await deliveryTo(endpointId))).toBe('SENT');

    await rows.client.query('update webhook_endpoint set previous_secret_until = now() where id = $1', [endpointId]);
    expect(await sending.send(await deliveryTo(endpointId))).toBe('SENT');
    receiver.trust(secret);
    expect(await sending.send(await deliveryTo(endpointId))).toBe('PENDING');
  });

  it('is none for a Slack channel', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret, 'SLACK');
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
    expect(await sending.send(first)).toBe('FAILED');
    expect(await sending.endpoint(endpointId)).toMatchObject({
      disabled_at: expect.any(Date),
      disabled_reason: expect.stringContaining('410'),
    });
    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await sending.send(second)).toBe('FAILED');
    expect(await sending.delivery(second)).toMatchObject({ last_error: 'The endpoint is disabled.' });

    expect(await enableWebhookEndpoint(await owner(), { webhookEndpointId: endpointId })).toMatchObject({ ok: true });
    expect(await sending.endpoint(endpointId)).toEqual({
      failing_since: null,
      disabled_at: null,
      disabled_reason: null,
    });
    expect(await sending.delivery(second)).toMatchObject({ state: 'FAILED' });
    expect(await sending.send(third)).toBe('SENT');
  });

  it('is told of to the owners and partners, once, and where it is alone', async () => {
    const people = ['OWNER', 'PARTNER', 'PRACTITIONER'].map((role) => ({ role, id: randomUUID() }));
    for (const { role, id } of people)
      await rows.client.query(
        'insert into member (workspace_id, id, user_id, name, email, role) values ($1, $2, $3, $3, $4, $3)',
        [rows.workspaceId, id, role, `${role.toLowerCase()}@example.com`],
      );
    const endpointId = await rows.endpoint(`${receiver.url}?token=hidden`, secret);
    const deliveries = await rows.deliveries(2, { endpointId });
    receiver.answer = (response) => void response.writeHead(410).end();
    await Promise.all(deliveries.map(sending.send));
    const { rows: notices } = await rows.client.query(
      `select recipient_id, channel, payload from notice
       where workspace_id = $1 and payload ->> 'type' = 'webhook_endpoint.disabled'
         and recipient_id = any ($2::uuid[]) order by array_position($2::uuid[], recipient_id), channel desc`,
      [rows.workspaceId, people.map(({ id }) => id)],
    );
    expect(
      notices.map((notice: { recipient_id: string; channel: string }) => [notice.recipient_id, notice.channel]),
    ).toEqual(
      people.slice(0, 2).flatMap(({ id }) => [
        [id, 'IN_APP'],
        [id, 'EMAIL'],
      ]),
    );
    expect(JSON.stringify(notices)).not.toContain('hidden');
    expect(JSON.stringify(notices)).toContain('410 Gone');
    await rows.client.query('delete from member where workspace_id = $1', [rows.workspaceId]);
  });

  it('is disabled after days of nothing but failures, and forgiven by anything that arrives', async () => {
    const endpointId = await rows.endpoint(receiver.url, secret);
    const fail = async () => {
      receiver.answer = (response) => void response.writeHead(500).end();
      expect(await sending.send(await deliveryTo(endpointId))).toBe('PENDING');
    };
    const failedFor = (days: number) =>
      rows.client.query(
        'update webhook_endpoint set failing_since = now() - make_interval(days => $2, secs => 1) where id = $1',
        [endpointId, days],
      );
    await fail();
    const { failing_since } = await sending.endpoint(endpointId);
    expect(failing_since).toEqual(expect.any(Date));
    await fail();
    expect((await sending.endpoint(endpointId)).failing_since).toEqual(failing_since);

    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await sending.send(await deliveryTo(endpointId))).toBe('SENT');
    expect((await sending.endpoint(endpointId)).failing_since).toBeNull();

    // One that arrived is within these days, though nobody noted it with the endpoint.
    await failedFor(FAILING_DAYS);
    await fail();
    expect((await sending.endpoint(endpointId)).disabled_at).toBeNull();
    await rows.client.query(
      "update delivery set sent_at = sent_at - interval '9 days' where webhook_endpoint_id = $1",
      [endpointId],
    );
    await failedFor(FAILING_DAYS - 1);
    await fail();
    expect((await sending.endpoint(endpointId)).disabled_at).toBeNull();
    await failedFor(FAILING_DAYS);
    await fail();
    expect(await sending.endpoint(endpointId)).toMatchObject({
      disabled_at: expect.any(Date),
      disabled_reason: 'Nothing arrived for 5 days. The last attempt: Answered 500.',
    });
  });
});
