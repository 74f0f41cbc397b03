import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { demoSignIns, openServices, seedDemo, type SeedDeps, type Services } from '@bicorne/application';
import { findProjectRoot } from '@bicorne/config';
import { failureModes, type FailureMode, type Hat, type RuleCode } from '@bicorne/domain';
import { openIdentity } from '@bicorne/identity';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: PostgreSQL, the demo's own texts and every use case. The client below sees beneath the row policies.

jest.setTimeout(90_000);

const projectRoot = findProjectRoot(import.meta.url);
const config = {
  dataDir: join(tmpdir(), `bicorne-test-${process.pid}`),
  projectRoot,
  baseUrl: 'http://localhost:3000',
  secret: 'a secret of thirty-two characters',
  smtpUrl: 'smtp://127.0.0.1:9',
};
const now = new Date();

let database: TestDatabase;
let services: Services;
let deps: SeedDeps;
let beneath: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  services = await openServices(config);
  deps = { databaseUrl: database.url, projectRoot, services };
  beneath = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await beneath.connect();
});

afterAll(async () => {
  await beneath?.end();
  await database?.drop();
});

async function rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  return (await beneath.query(sql, parameters)).rows as Row[];
}

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await rows<{ count: number }>(`select count(*)::int as count from ${table} where ${where}`);
  return row?.count ?? 0;
}

/** With one, a joint decision that is not signed by both hats is no bad interface. */
const PRACTITIONERS = 2;

/** The modes that the open alerts of a client add up to. */
async function modesOf(client: string): Promise<FailureMode[]> {
  const signals = await rows<{ rule: RuleCode; hat: Hat | null }>(
    `select a.rule, a.hat from drift_alert a join client c on c.id = a.client_id
     where c.name = $1 and a.state <> 'RESOLVED'`,
    [client],
  );
  return failureModes(signals, PRACTITIONERS).map(({ mode }) => mode);
}

describe('the demo workspace', () => {
  it('is not there at all where its making breaks off', async () => {
    const template = (key: string): ReturnType<Services['catalogue']['template']> =>
      key === 'roadmap' ? undefined : services.catalogue.template(key);
    const broken = { ...services, catalogue: { ...services.catalogue, template } };
    const seed = seedDemo({ ...deps, services: broken }, { now, onlyFirst: true });
    await expect(seed).rejects.toThrow('The catalogue has no template roadmap');
    expect(await count('workspace')).toBe(0);
    expect(await count('auth."user"')).toBe(0);
  });

  it('is made once, also where two make it at the same time', async () => {
    const seed = () => seedDemo(deps, { now, onlyFirst: true });
    expect((await Promise.all([seed(), seed()])).toSorted()).toEqual(['ALREADY_THERE', 'SEEDED']);
    expect(await rows('select slug, name from workspace')).toEqual([{ slug: 'demo', name: 'Halyard Advisory' }]);
  });

  it('has a dozen clients of every state', async () => {
    expect(await count('client')).toBe(12);
    const states = await rows(
      'select state, count(*)::int as engagements from engagement group by state order by state',
    );
    expect(states).toEqual([
      { state: 'ACTIVE', engagements: 7 },
      { state: 'COMPLETED', engagements: 1 },
      { state: 'DRAFT', engagements: 1 },
      { state: 'PAUSED', engagements: 1 },
    ]);
  });

  it('has each failure mode on a company that has it', async () => {
    expect(await modesOf('Noordlicht Energie')).toContain('DROPPED_AI_HALF');
    expect(await modesOf('Pellworm Diagnostics')).toContain('NO_PLATFORM_CREDIBILITY');
    expect(await modesOf('Braithwaite & Sons Insurance Brokers')).toContain('BAD_INTERFACE');
  });

  it('has real text behind every deliverable that was accepted', async () => {
    expect(await count('deliverable', "state = 'ACCEPTED'")).toBeGreaterThan(20);
    expect(await count('deliverable', "state = 'ACCEPTED' and verdict <> 'SUBSTANTIVE'")).toBe(0);
    expect(await count('deliverable', "state = 'SUBMITTED' and verdict = 'THIN'")).toBeGreaterThan(2);
    expect(await count('revision', "markdown like '%{{%'")).toBe(0);
  });

  it('has a past: alerts opened when a scan would have found them, and nothing lies ahead', async () => {
    const late = await rows(
      `select a.state, a.opened_at at time zone e.time_zone = d.due_on + 1 as "atMidnight"
       from drift_alert a
       join deliverable d on d.id = a.deliverable_id
       join engagement e on e.id = a.engagement_id
       join client c on c.id = a.client_id
       where c.name = 'Noordlicht Energie' and a.rule = 'LATE' and d.key = 'model-registry'`,
    );
    expect(late).toEqual([{ state: 'OPEN', atMidnight: true }]);
    expect(await count('drift_alert', "state = 'RESOLVED'")).toBeGreaterThan(5);
    for (const [table, moment] of [
      ['drift_alert', 'opened_at'],
      ['hat_activity', 'at'],
      ['revision', 'saved_at'],
      ['decision', 'decided_at'],
      ['engagement', 'created_at'],
    ] as const)
      expect([table, await count(table, `${moment} > now()`)]).toEqual([table, 0]);
    expect(
      await count(
        'engagement',
        "state = 'ACTIVE' and (next_check_at is null or next_check_at <= now() - interval '1 hour')",
      ),
    ).toBe(0);
  });

  it('sends nobody anything', async () => {
    expect(await count('delivery')).toBe(0);
    expect(await count('outbox')).toBe(0);
  });

  it('is signed in to with what the start prints', async () => {
    const identity = openIdentity({ ...config, databaseUrl: database.url });
    try {
      for (const { email, password } of demoSignIns()) {
        const answer = await identity.handleSignIn(
          new Request(`${config.baseUrl}/auth/sign-in/email`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin: config.baseUrl },
            body: JSON.stringify({ email, password }),
          }),
        );
        expect([email, answer.status]).toEqual([email, 200]);
        const cookie = answer.headers
          .getSetCookie()
          .map((each) => each.split(';')[0])
          .join('; ');
        expect(await identity.authenticate({ cookie })).toMatchObject({ kind: 'session' });
      }
    } finally {
      await identity.close();
    }
  });

  it('is left as it is by a second seed', async () => {
    const figures = async (): Promise<unknown> =>
      rows(`select (select count(*) from drift_alert) as alerts, (select count(*) from revision) as revisions,
        (select count(*) from hat_activity) as activity, (select max(xmin::text::bigint) from engagement) as newest`);
    const before = await figures();
    expect(await seedDemo(deps, { now: new Date(), onlyFirst: false })).toBe('ALREADY_THERE');
    expect(await figures()).toEqual(before);
  });

  it('is not made beside other workspaces by a start', async () => {
    const other = await testDatabase();
    const client = new pg.Client({ connectionString: other.url });
    await client.connect();
    try {
      await client.query(
        `insert into bicorne.workspace (slug, name, time_zone, currency) values ('own', 'Own', 'UTC', 'EUR')`,
      );
      expect(await seedDemo({ ...deps, databaseUrl: other.url }, { now, onlyFirst: true })).toBe('NOT_FIRST');
    } finally {
      await client.end();
      await other.drop();
    }
  });
});
