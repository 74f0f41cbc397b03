import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newEndpointSecret, openChannels, readUnsubscribeToken, refusalOfMailServer } from '@bicorne/notifications';
import { randomUUID } from 'node:crypto';
import { TEST_SECRET, type AlertRows } from '../support/alert-rows.js';
import type { MailSink } from '../support/mail-sink.js';
import { subjectOf } from '../support/mail-text.js';
import { BASE, Sending } from '../support/sending.js';
import { slackSink, type SlackSink } from '../support/slack-sink.js';

// Real: PostgreSQL with its policies, an SMTP server, an HTTP server in the place of Slack. Left out: the queue.

const secret = newEndpointSecret();
let sending: Sending;
let rows: AlertRows;
let mail: MailSink;
let slack: SlackSink;

beforeAll(async () => {
  sending = await Sending.open();
  ({ rows, mail } = sending);
  slack = await slackSink();
});

afterAll(async () => {
  await slack?.stop();
  await sending?.close();
});

beforeEach(() => {
  slack.answer = { status: 200, body: 'ok' };
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
    expect(await sending.send(id)).toBe('SENT');
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
    expect(await sending.send(id)).toBe(state);
    expect((await sending.endpoint(endpointId)).disabled_at !== null).toBe(disabled);
  });

  it('waits as long as Slack asks for', async () => {
    slack.answer = { status: 429, body: 'rate_limited', headers: { 'retry-after': '30' } };
    const { id } = await toSlack(1);
    expect(await sending.send(id)).toBe('PENDING');
    expect((await sending.delivery(id)).due_in).toBeGreaterThan(26);
  });
});

describe('an email with many notices', () => {
  it('is one message, can be stopped with one click, and keeps its Message-ID', async () => {
    const recipient = { kind: 'MEMBER' as const, id: randomUUID() };
    const notices = [rows.event(), { ...rows.event(), resolved: true }, rows.event()];
    const to = 'digest@example.com';
    const id = await rows.composed({ email: to }, { notices, digest: true, timeZone: 'UTC', recipient });
    expect(await sending.send(id)).toBe('SENT');
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
      expect(await sending.send(id)).toBe('SENT');
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
      expect(await sending.send(id)).toBe('FAILED');
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
