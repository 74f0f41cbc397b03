import {
  createWebhookEndpoint,
  rotateSecrets,
  rotateWebhookSecret,
  sealAnswer,
  secretsStatus,
  type SecretsDeps,
  type UseCaseContext,
} from '@bicorne/application';
import { openDatabase, seal, SEALED_COLUMNS, unseal, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices } from '../support/factories.js';

// Real: PostgreSQL with its policies, the use cases, the sealing. No process of the API: what it calls is called here.

const NOW = at('2026-03-05T10:00');
const OLD = randomBytes(32).toString('hex');
const NEW = randomBytes(32).toString('hex');
const SLACK = 'https://hooks.slack.com/services/T0/B0/only-the-channel-knows';
const ANSWERS = 450;

let server: TestDatabase;
let owner: DataSource;
let app: DataSource;
let beneath: pg.Client;
let transaction: WorkspaceTransaction;

beforeAll(async () => {
  server = await testDatabase();
  owner = await openDatabase({ url: server.url, role: 'owner', poolSize: 2 });
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  beneath = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await beneath.connect();
  transaction = new WorkspaceTransaction(app);
});

afterAll(async () => {
  await beneath?.end();
  await app?.destroy();
  await owner?.destroy();
  await server?.drop();
});

const depsWith = (secret: string, oldSecret?: string): SecretsDeps => ({
  owner,
  transaction,
  secrets: { secret, oldSecret },
});

interface Planted {
  context: (secret: string, oldSecret?: string) => UseCaseContext;
  /** Signing secrets by endpoint, the newest first. */
  signing: Map<string, string[]>;
  slackId: string;
  workspaceId: string;
}

/** A workspace with what is sealed in it, under the old secret. */
async function plant(): Promise<Planted> {
  const services = await testServices();
  const practice = await Practice.open(transaction, services);
  const { workspaceId } = practice;
  const context = (secret: string, oldSecret?: string): UseCaseContext => ({
    ...practice.acting(practice.owner, NOW),
    services: { ...services, secret, oldSecret },
  });
  const add = (url: string, kind?: 'SLACK') =>
    must(createWebhookEndpoint(context(OLD), { url, events: ['DRIFT_ALERT_RAISED'], kind }));
  const signing = new Map<string, string[]>();
  for (const name of ['one', 'two']) {
    const { endpoint, secret } = await add(`https://${name}.example/hook`);
    signing.set(endpoint.id, [secret ?? '']);
  }
  const [rotated = ''] = signing.keys();
  const { secret } = await must(rotateWebhookSecret(context(OLD), { webhookEndpointId: rotated }));
  signing.set(rotated, [secret, ...(signing.get(rotated) ?? [])]);
  const slack = await add(SLACK, 'SLACK');
  for (let n = 0; n < ANSWERS; n += 1) {
    const place = { workspaceId, actor: `member:"${n}"`, key: `key ${n}` };
    await beneath.query(
      'insert into idempotency_key (workspace_id, actor, key, request_hash, response) values ($1, $2, $3, $4, $5)',
      [workspaceId, place.actor, place.key, 'h', { done: sealAnswer({ secret: OLD }, { n }, place) }],
    );
  }
  await beneath.query(
    `insert into idempotency_key (workspace_id, actor, key, request_hash, response) values ($1, 'a', 'pending', 'h', '{"pending":"x"}')`,
    [workspaceId],
  );
  return { context, signing, slackId: slack.endpoint.id, workspaceId };
}

/** What opens with a secret alone. */
async function opened({ workspaceId, signing, slackId }: Planted, secret: string) {
  const place = (column: 'secret_sealed' | 'previous_secret_sealed' | 'address_sealed', id: string) =>
    ({ column: `webhook_endpoint.${column}`, workspaceId, key: [id] }) as const;
  const { rows } = await beneath.query<Record<'id' | 'url', string> & Record<string, Buffer | null>>(
    'select id, url, secret_sealed, previous_secret_sealed, address_sealed from webhook_endpoint where workspace_id = $1',
    [workspaceId],
  );
  const answers = await beneath.query<{ actor: string; key: string; done: string }>(
    "select actor, key, response ->> 'done' as done from idempotency_key where workspace_id = $1 and response ? 'done'",
    [workspaceId],
  );
  const open = (column: Parameters<typeof place>[0], row: (typeof rows)[number]) =>
    row[column] ? unseal({ secret }, row[column], place(column, row.id)) : null;
  return {
    signing: new Map(
      rows
        .filter(({ id }) => signing.has(id))
        .map((row) => [
          row.id,
          [open('secret_sealed', row), open('previous_secret_sealed', row)].filter((one) => one !== null),
        ]),
    ),
    slack: rows.filter(({ id }) => id === slackId).map((row) => [row.url, open('address_sealed', row)]),
    answers: answers.rows.filter(
      ({ actor, key, done }) =>
        unseal({ secret }, Buffer.from(done, 'base64'), {
          column: 'idempotency_key.response',
          workspaceId,
          key: [actor, key],
        }) !== undefined,
    ).length,
  };
}

describe('rotation of the secret', () => {
  it('seals everything of all workspaces anew, broken off and begun again, while requests change it', async () => {
    const planted = [await plant(), await plant(), await plant()];
    const rowsOf = async (secret: string, oldSecret?: string) =>
      (await secretsStatus(depsWith(secret, oldSecret))).map(({ column, secret: with_, rows }) => [
        column,
        with_,
        rows,
      ]);
    const all = (with_: string) => [
      ['idempotency_key.response', with_, 3 * ANSWERS],
      ['webhook_endpoint.address_sealed', with_, 3],
      ['webhook_endpoint.previous_secret_sealed', with_, 3],
      ['webhook_endpoint.secret_sealed', with_, 9],
    ];
    expect(await rowsOf(NEW, OLD)).toEqual(all('BICORNE_SECRET_OLD'));

    class BrokenOff extends Error {}
    const broken = rotateSecrets(depsWith(NEW, OLD), () => {
      throw new BrokenOff();
    });
    await expect(broken).rejects.toThrow(BrokenOff);

    // Each of these requests runs with both secrets, as the API does meanwhile.
    const changes = Promise.all(
      planted.map(async ({ context, signing }) => {
        const id = [...signing.keys()][1] ?? '';
        for (let n = 0; n < 10; n += 1) {
          const { secret } = await must(rotateWebhookSecret(context(NEW, OLD), { webhookEndpointId: id }));
          signing.set(id, [secret, ...(signing.get(id) ?? [])].slice(0, 2));
        }
      }),
    );
    const rotated = await rotateSecrets(depsWith(NEW, OLD));
    await changes;
    expect(rotated.unreadable).toBe(0);
    // The first workspace was done before it was broken off.
    expect(rotated.sealed).toBeGreaterThanOrEqual(2 * ANSWERS);
    expect(rotated.sealed).toBeLessThan(3 * ANSWERS);
    expect(await rotateSecrets(depsWith(NEW, OLD))).toEqual({ sealed: 0, unreadable: 0 });

    for (const one of planted)
      expect(await opened(one, NEW)).toEqual({
        signing: one.signing,
        slack: [['https://hooks.slack.com', SLACK]],
        answers: ANSWERS,
      });
    const after = all('BICORNE_SECRET');
    after[2] = ['webhook_endpoint.previous_secret_sealed', 'BICORNE_SECRET', 6];
    expect(await rowsOf(NEW)).toEqual(after);
  });

  it('leaves what neither secret opens, and says so', async () => {
    const { workspaceId, slackId } = await plant();
    const place = { column: 'webhook_endpoint.address_sealed', workspaceId, key: [slackId] } as const;
    const foreign = seal({ secret: randomBytes(32).toString('hex') }, SLACK, place);
    await beneath.query('update webhook_endpoint set address_sealed = $2 where id = $1', [slackId, foreign]);
    const { sealed, unreadable } = await rotateSecrets(depsWith(NEW, OLD));
    expect({ sealed, unreadable }).toEqual({ sealed: ANSWERS + 4, unreadable: 1 });
    const { rows } = await beneath.query('select address_sealed from webhook_endpoint where id = $1', [slackId]);
    expect(rows).toEqual([{ address_sealed: foreign }]);
    expect(await secretsStatus(depsWith(NEW, OLD))).toContainEqual({
      column: 'webhook_endpoint.address_sealed',
      keyId: foreign.subarray(1, 5).toString('hex'),
      secret: null,
      current: false,
      rows: 1,
    });
  });

  it('seals addresses that stand in the clear, also where messages went to them', async () => {
    const { workspaceId, slackId, context } = await plant();
    await beneath.query('update webhook_endpoint set address_sealed = null, url = $2 where id = $1', [slackId, SLACK]);
    await beneath.query(
      `insert into notice (workspace_id, recipient_kind, recipient_id, recipient, channel, severity, urgency, payload,
         due_at, created_at)
       values ($1, 'ENDPOINT', $2, $3, 'SLACK', 'NOTICE', 'DIGEST', '{}', now(), now())`,
      [workspaceId, slackId, SLACK],
    );
    const inTheClear = {
      column: 'webhook_endpoint.address_sealed',
      keyId: null,
      secret: null,
      current: false,
      rows: 1,
    };
    expect(await secretsStatus(depsWith(OLD))).toContainEqual(inTheClear);
    const { services } = context(NEW, OLD);
    await rotateSecrets({ owner, transaction, secrets: services });
    expect(await secretsStatus(depsWith(NEW))).not.toContainEqual(inTheClear);
    const { rows } = await beneath.query(
      'select recipient from notice where recipient_id = $1 union select url from webhook_endpoint where id = $1',
      [slackId],
    );
    expect(rows).toEqual([{ recipient: 'https://hooks.slack.com' }]);
  });

  it('names itself in the audit trail, and no text of it', async () => {
    const { rows } = await beneath.query<{ text: string }>(
      `select distinct after::text as text from audit_entry where actor_name = 'bicorne secrets rotate'
       and not after ? 'url' order by 1`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows)
      expect(Object.values(JSON.parse(text) as object)).toEqual(expect.arrayContaining(['hidden']));
  });
});

describe('the list of sealed columns', () => {
  it('has every column of that name', async () => {
    const { rows } = await beneath.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema in ('bicorne', 'auth') and column_name like '%sealed%' order by 1`,
    );
    const named = Object.values(SEALED_COLUMNS).map(({ table, column }) => `${table}.${column}`);
    expect(named).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
    expect(rows.length).toBeGreaterThan(2);
  });

  it('holds each to its workspace, its column and its row', () => {
    const id = randomUUID();
    for (const column of Object.keys(SEALED_COLUMNS) as (keyof typeof SEALED_COLUMNS)[]) {
      const place = { column, workspaceId: id, key: ['1'] };
      const sealed = seal({ secret: OLD }, 'x', place);
      const places = [
        { ...place, workspaceId: randomUUID() },
        { ...place, key: ['2'] },
      ];
      expect(unseal({ secret: OLD }, sealed, place)).toBe('x');
      for (const other of places) expect(unseal({ secret: OLD }, sealed, other)).toBeUndefined();
    }
  });
});
