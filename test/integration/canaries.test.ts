import { toGlobalId } from '@bicorne/application';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { API_SECRET, PASSWORD, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { columnsWith } from '../support/canaries.js';
import { change, draftEngagement, type DraftedEngagement } from '../support/drafted-engagement.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';
import { plantSecrets, SECRET_COLUMNS, suspectColumns } from '../support/secret-columns.js';
import { slackSink, type SlackSink } from '../support/slack-sink.js';
import { until } from '../support/until.js';
import { walksOfSchema } from '../support/walk-schema.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: the processes of API and worker at LOG_LEVEL trace, PostgreSQL, Redis, receivers of webhooks, of Slack and of mail.
// Whatever a queue or the outbox ever holds is written down beside it; a log is read whole.

jest.setTimeout(120_000);

const WORD = 'canary-of-a-secret';
const WRONG = 'canary-of-a-wrong-password';

describeOnEachBackend('secrets', (open) => {
  let servers: TestServers;
  let api: TestApi;
  let worker: WorkerProcess;
  let superuser: pg.Client;
  let hooks: WebhookReceiver;
  let slack: SlackSink;
  let mail: MailSink;
  let dataDir: string;
  let engagement: DraftedEngagement;
  let workspace: TestWorkspace;
  let monitor: Socket | undefined;
  const onRedis: string[] = [];
  /** Answers of the API, without the one that shows a secret as it is made. */
  const answers: string[] = [];
  /** Secrets that were in use, by what they are. */
  const used = new Map<string, string>([
    ['the secret of the installation', API_SECRET],
    ['a password', PASSWORD],
    ['a wrong password', WRONG],
  ]);

  beforeAll(async () => {
    servers = await open();
    superuser = new pg.Client({ connectionString: servers.database.url, options: '-c search_path=bicorne' });
    await superuser.connect();
    await writeDownJobs(superuser);
    if (servers.redis) {
      monitor = connect(Number(new URL(servers.redis.url).port), '127.0.0.1');
      monitor.on('data', (commands) => onRedis.push(commands.toString('utf8')));
      monitor.write('MONITOR\r\n');
    }
    [hooks, slack, mail] = [await webhookReceiver(), await slackSink(), await mailSink()];
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-canaries-'));
    const env = {
      BICORNE_DATA_DIR: dataDir,
      LOG_LEVEL: 'trace',
      SMTP_URL: mail.url,
      BICORNE_EGRESS_ALLOW: '127.0.0.1',
      NOTICE_COLLECT_SECONDS: '0',
      SCAN_EVERY_SECONDS: '1',
      ...(servers.redis && { REDIS_URL: servers.redis.url }),
    };
    [api, worker] = await Promise.all([
      startApi(servers.database.url, env),
      startWorkerProcess({ ...env, DATABASE_URL: servers.database.url, BICORNE_SECRET: API_SECRET }),
    ]);
    engagement = await draftEngagement(api);
    workspace = engagement.workspace;
  });

  afterAll(async () => {
    await worker?.stop();
    await api?.close();
    monitor?.destroy();
    await superuser?.end();
    for (const server of [hooks, slack, mail]) await server?.stop();
    await servers?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  const url = (path: string) => `${api.url}${path}`;
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url(path), { headers, redirect: 'manual' });
    answers.push(await response.text());
    return response;
  };

  it('are known by their columns', async () => {
    const suspects = (await suspectColumns(superuser)).map(({ table, column }) => `${table}.${column}`);
    expect(suspects.sort()).toEqual(Object.keys(SECRET_COLUMNS).sort());
  });

  it('are made and used: sign-in, tokens, endpoints, links, calendars, files, jobs', async () => {
    const { owner } = engagement;
    used.set('a token', owner);
    const cookie = await api.signIn(workspace.ownerEmail);
    used.set('a session', decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '');
    const wrong = await fetch(url('/auth/sign-in/email'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: workspace.ownerEmail, password: WRONG }),
    });
    answers.push(await wrong.text());
    await read('/graphql', { authorization: `Bearer ${owner.slice(0, -2)}AA` });

    const events = ['DRIFT_ALERT_RAISED'];
    const made = await change<{ webhookEndpoint: { id: string }; secret: string }>(
      api,
      owner,
      'CreateWebhookEndpoint',
      'webhookEndpoint { id } secret',
      { url: hooks.url, events },
    );
    used.set('a signing secret', made.secret);
    const rotated = await change<{ secret: string }>(api, owner, 'RotateWebhookSecret', 'secret', {
      webhookEndpointId: made.webhookEndpoint.id,
    });
    used.set('a rotated signing secret', rotated.secret);
    hooks.trust(rotated.secret);
    await change(api, owner, 'CreateWebhookEndpoint', 'webhookEndpoint { id url }', {
      url: slack.url,
      events,
      kind: 'SLACK',
    });
    used.set('the address of a Slack channel', new URL(slack.url).pathname);

    const once = { authorization: `Bearer ${owner}`, 'idempotency-key': 'canary' };
    const token = await api.ask<{ createApiToken: { token: string } }>(
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { code } } }',
      { input: { name: 'CI', role: 'OWNER', scopes: ['READ'] } },
      once,
    );
    used.set('a token that was answered under a key', token.data?.createApiToken.token ?? '');
    const refused = await api.ask(
      'mutation($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { userErrors { message } } }',
      { input: { url: 'no address', events: [] } },
      owner,
    );
    answers.push(JSON.stringify(refused));

    const calendar = await fetch(url('/graphql'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({
        query: 'mutation { changeCalendarAddress(input: { change: RENEW }) { url userErrors { code } } }',
      }),
    });
    const { data } = (await calendar.json()) as { data: { changeCalendarAddress: { url: string } } };
    const address = new URL(data.changeCalendarAddress.url).pathname;
    used.set('the address of a calendar', address);
    expect((await read(address)).status).toBe(200);
    expect((await read(address.replace(/.\.ics$/, 'A.ics'))).status).toBe(404);

    for (const [what, secret] of used) expect([what, secret.length > 10]).toEqual([what, true]);
  });

  it('stay in the worker while it sends', async () => {
    const { rows } = await superuser.query<{ ws: string; client: string; engagement: string }>(
      'select workspace_id as ws, client_id as client, id as engagement from engagement limit 1',
    );
    const [row] = rows;
    await superuser.query(
      `with alert as (
         insert into drift_alert (workspace_id, client_id, engagement_id, rule, subject_kind, subject_id, severity, state,
           statement, clears_when, figures, opened_at, updated_at)
         values ($1, $2, $3, 'EMPTY_HAT', 'HAT', 'CTO', 'CRITICAL', 'OPEN', 'Nobody wears it.', 'Somebody does.', '{}', now(), now())
         returning id),
       made as (
         insert into delivery (workspace_id, client_id, drift_alert_id, event, channel, recipient, webhook_endpoint_id,
           payload, state, next_attempt_at, created_at)
         select $1, $2, alert.id, 'drift_alert.raised', case n.kind when 'SLACK' then 'SLACK' else 'WEBHOOK' end, n.url, n.id,
           jsonb_build_object('type', 'drift_alert.raised', 'timestamp', '2026-03-05T09:00:00.000Z', 'data', $4::jsonb),
           'PENDING', now(), now()
         from alert, webhook_endpoint n returning workspace_id, id)
       insert into outbox (workspace_id, job, payload)
       select workspace_id, 'delivery.send', jsonb_build_object('workspaceId', workspace_id, 'deliveryId', id) from made`,
      [row?.ws, row?.client, row?.engagement, JSON.stringify(alertData(row?.engagement ?? ''))],
    );
    await until(
      'both were tried',
      async () => {
        const { rows: open } = await superuser.query("select from delivery where state in ('PENDING', 'SENDING')");
        return open.length === 0;
      },
      20_000,
    );
    expect(slack.received.length).toBeGreaterThan(0);
    expect(hooks.received.length).toBeGreaterThan(0);
  });

  it('are in no answer, though every column of one is full of them', async () => {
    const { rows } = await superuser.query<{ id: string }>(
      'select id from api_token where workspace_id = $1 order by created_at limit 1',
      [workspace.id],
    );
    const planted = await plantSecrets(superuser, WORD, { api_token: `id = '${rows[0]?.id ?? ''}'` });
    expect(planted).toEqual(
      expect.arrayContaining(['webhook_endpoint.secret_sealed', 'auth.session.token', 'auth.account.password']),
    );
    const asked: string[] = [];
    for (const { field, ofType, query } of walksOfSchema(3)) {
      const id = ofType === null ? null : await anIdOf(superuser, ofType);
      if (ofType !== null && id === null) continue;
      const answer = await api.ask(query, id === null ? {} : { id }, engagement.owner);
      answers.push(JSON.stringify([answer.data, answer.errors]));
      if (answer.data) asked.push(field);
    }
    expect(asked).toEqual(
      expect.arrayContaining(['auditTrail', 'webhookEndpoints', 'apiTokens', 'viewer', 'workspace']),
    );
    expect(asked.length).toBeGreaterThan(12);
    // What cannot be opened any more is a failure with a reason.
    await superuser.query(
      `with again as (
         update delivery set state = 'PENDING', next_attempt_at = now()
         returning workspace_id, id)
       insert into outbox (workspace_id, job, payload)
       select workspace_id, 'delivery.send', jsonb_build_object('workspaceId', workspace_id, 'deliveryId', id) from again`,
    );
    await until(
      'all of them failed',
      async () => {
        const { rows: others } = await superuser.query("select from delivery where state <> 'FAILED'");
        return others.length === 0;
      },
      20_000,
    );
  });

  it('and those that were used are in no answer, log, job, outbox row or entry of the trail', async () => {
    const { rows: jobs } = await superuser.query<{ text: string }>('select text from public.written_down');
    const trail = await superuser.query<{ text: string }>('select a::text as text from audit_entry a');
    const places: Record<string, string> = {
      answers: answers.join('\n'),
      'the log of the API': api.log(),
      'the log of the worker': worker.log(),
      'the outbox and the queue': [...jobs.map(({ text }) => text), onRedis.join('')].join('\n'),
      'the audit trail': trail.rows.map(({ text }) => text).join('\n'),
    };
    for (const [place, text] of Object.entries(places)) {
      expect([place, text.length > 100]).toEqual([place, true]);
      for (const [what, secret] of [...used, ['what was planted', WORD]] as const)
        for (const form of formsOf(secret)) expect([place, what, text.includes(form)]).toEqual([place, what, false]);
    }
  });

  it('and stand in no column but their own', async () => {
    for (const secret of [...used.values(), WORD]) {
      const others = (await columnsWith(superuser, secret)).filter((name) => SECRET_COLUMNS[name] !== 'SECRET');
      expect([secret, others]).toEqual([secret, []]);
    }
  });
});

/** As it is, and as bytes are written. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
  ];
}

/** Keeps whatever the outbox and the queue in PostgreSQL are given, though it goes again. */
async function writeDownJobs(superuser: pg.Client): Promise<void> {
  await superuser.query('create table public.written_down (text text)');
  await superuser.query(`
    create function public.write_down() returns trigger language plpgsql security definer as $$
    begin insert into public.written_down values (tg_table_name || ' ' || new::text); return null; end $$`);
  const { rows } = await superuser.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (c.oid = 'bicorne.outbox'::regclass or n.nspname ~ 'queue|bull')`);
  for (const { name } of rows)
    await superuser.query(
      `create trigger write_down after insert or update on ${name} for each row execute function public.write_down()`,
    );
}

/** The published id of some row of a type; null where it has no table of its name. */
async function anIdOf(superuser: pg.Client, type: string): Promise<string | null> {
  const table = type.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  const { rows: there } = await superuser.query("select from pg_class where oid = to_regclass($1) and relkind = 'r'", [
    `bicorne.${table}`,
  ]);
  if (there.length === 0) return null;
  const { rows } = await superuser.query<{ id: string }>(`select id::text from ${table} limit 1`);
  return rows[0] ? toGlobalId(type, rows[0].id) : null;
}

function alertData(engagementId: string) {
  return {
    alertId: toGlobalId('DriftAlert', '00000000-0000-4000-8000-000000000001'),
    rule: 'EMPTY_HAT',
    severity: 'CRITICAL',
    hat: 'CTO',
    statement: 'Nobody wears it.',
    clearsWhen: 'Somebody does.',
    client: { id: 'c', name: 'Noordlicht' },
    engagement: { id: engagementId },
    deliverable: null,
    url: 'https://bicorne.example.com/alerts/a',
  };
}
