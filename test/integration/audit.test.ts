import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiToken, listAuditTrail, moveDueDate, scanDue, type AuditEntryView } from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Who, what, when, from where, before and after: on a real database, written by the tables themselves.

let server: TestDatabase;
let app: DataSource;
let practice: Practice;
let engagement: StartedEngagement;

const NOON = at('2026-03-17T12:00');
const BROWSER = { address: '203.0.113.4', agent: 'Mozilla/5.0' };

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  practice = await Practice.open(new WorkspaceTransaction(app), await testServices());
  engagement = await practice.engagement();
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

async function trail(filter: Parameters<typeof listAuditTrail>[1]['filter'] = {}): Promise<AuditEntryView[]> {
  const page = { filter, after: null, before: null, limit: 1_000, from: 'START' as const };
  return (await listAuditTrail(practice.acting(practice.owner, NOON), page)).rows;
}

describe('the audit trail', () => {
  it('says who moved a due date, from where, and from which day to which', async () => {
    const deliverableId = engagement.deliverables.get('roadmap') ?? '';
    const caller = { ...practice.cto, origin: BROWSER };
    await must(moveDueDate(practice.acting(caller, NOON), { deliverableId, dueOn: '2026-05-25', reason: 'Easter.' }));

    const [entry] = await trail({ engagementId: engagement.id, nouns: ['DUE_DATE_MOVE'] });
    expect(entry).toMatchObject({
      verb: 'CREATED',
      actorKind: 'MEMBER',
      actorName: 'Ada Moreno',
      ...BROWSER,
      clientId: engagement.clientId,
      changes: expect.arrayContaining([
        { field: 'fromDay', before: null, after: '2026-05-16' },
        { field: 'toDay', before: null, after: '2026-05-25' },
        { field: 'reason', before: null, after: 'Easter.' },
      ]),
    });
  });

  it('has what the sponsor did', async () => {
    const [entry] = await trail({ engagementId: engagement.id, actor: 'carla' });
    expect(entry).toMatchObject({
      noun: 'CHARTER_ACKNOWLEDGEMENT',
      actorKind: 'CLIENT_CONTACT',
      actorName: 'Carla Reyes',
    });
  });

  it('has the state before and after a change, and nothing of figures that are computed', async () => {
    const entries = await trail({ engagementId: engagement.id, nouns: ['ENGAGEMENT'] });
    expect(entries.map(({ verb }) => verb)).toEqual(['CHANGED', 'CHANGED', 'CREATED']);
    expect(entries[0]?.changes).toContainEqual({ field: 'state', before: 'DRAFT', after: 'ACTIVE' });
    expect(entries[1]?.changes.map(({ field }) => field)).toEqual(['aiRiskOwnerEmail', 'aiRiskOwnerName']);
  });

  it('knows what Bicorne did by itself', async () => {
    const worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 2 });
    const deps = { database: worker, transaction: new WorkspaceTransaction(worker), services: practice.services };
    await scanDue(deps, at('2026-06-17T00:00'));
    await practice.submit(engagement.deliverables.get('decision-log') ?? '', at('2026-06-17T10:00'));
    await scanDue(deps, at('2026-06-18T00:00'));
    await worker.destroy();
    const resolved = await trail({ engagementId: engagement.id, nouns: ['DRIFT_ALERT'] });
    expect(
      resolved.map(({ label, changes }) => [label, changes.find(({ field }) => field === 'state')?.after]),
    ).toContainEqual(['LATE', 'RESOLVED']);
  });

  it('says of a secret that it is there, and not what it is', async () => {
    const context = practice.acting(practice.owner, NOON);
    await must(createApiToken(context, { name: 'CI', role: 'OWNER', scopes: ['READ'] }));
    const [entry] = await trail({ nouns: ['API_TOKEN'] });
    expect(entry?.changes).toContainEqual({ field: 'hash', before: null, after: 'hidden' });
    expect(entry?.label).toBe('CI');
  });

  it('shows a practitioner the entries of their engagements alone', async () => {
    const other = await practice.engagement({ shape: 'FRACTIONAL_CTO' });
    const { rows } = await listAuditTrail(practice.acting(practice.caio, NOON), {
      filter: {},
      after: null,
      before: null,
      limit: 1_000,
      from: 'START',
    });
    expect(new Set(rows.map(({ engagementId }) => engagementId))).toEqual(new Set([engagement.id]));
    expect((await trail()).some(({ engagementId }) => engagementId === other.id)).toBe(true);
  });

  it.each(['app', 'worker', 'owner'] as const)('cannot be changed by the role %s', async (role) => {
    const client = new pg.Client({
      connectionString: server.url,
      options: `-c role=bicorne_${role} -c search_path=bicorne -c app.workspace_id=${practice.workspaceId}`,
    });
    await client.connect();
    try {
      if (role === 'owner') await client.query('alter table audit_entry no force row level security');
      for (const statement of [
        "update audit_entry set actor_name = 'Somebody else'",
        'delete from audit_entry',
        'truncate audit_entry',
      ])
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      if (role === 'owner') await client.query('alter table audit_entry force row level security');
      await client.end();
    }
  });
});

describe('the audit trail over GraphQL', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi(server.url);
  });

  afterAll(async () => {
    await api?.close();
  });

  const TRAIL = `query ($filter: AuditFilter) {
    auditTrail(first: 20, filter: $filter) {
      totalCount
      edges { node { verb noun label actorKind actorName address agent changes { field before after } } }
    }
  }`;

  it('has what came in over HTTP, with address and program', async () => {
    const workspace = await api.makeWorkspace();
    const token = await api.makeToken(workspace, 'OWNER');
    const create = 'mutation { createClient(input: { name: "Northwind" }) { client { id } userErrors { message } } }';
    await api.ask(create, {}, { authorization: `Bearer ${token}`, 'user-agent': 'tests/1' });
    const { data } = await api.ask<{ auditTrail: { edges: { node: object }[] } }>(
      TRAIL,
      { filter: { nouns: ['CLIENT'] } },
      token,
    );
    expect(data?.auditTrail.edges).toMatchObject([
      {
        node: {
          verb: 'CREATED',
          noun: 'CLIENT',
          label: 'Northwind',
          actorKind: 'TOKEN',
          address: '127.0.0.1',
          agent: 'tests/1',
          changes: expect.arrayContaining([{ field: 'name', before: null, after: 'Northwind' }]),
        },
      },
    ]);
  });

  describe('of many entries', () => {
    const LONG = 200_000;
    let token: string;
    let shortToken: string;
    const entries = Array.from({ length: LONG }, (_, index) => `entry ${LONG - index}`);

    const ask = async (page: string, as = token) => {
      const { data, errors } = await api.ask<{
        auditTrail: {
          totalCount?: number;
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
          edges: { node: { label: string } }[];
        };
      }>(
        `{ auditTrail(${page}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { label } } } }`,
        {},
        as,
      );
      if (!data) throw new Error(JSON.stringify(errors));
      const { pageInfo, edges } = data.auditTrail;
      return { ...pageInfo, labels: edges.map(({ node }) => node.label) };
    };
    const labels = (from: number, count: number) => entries.slice(from, from + count);

    beforeAll(async () => {
      const [long, short] = [await api.makeWorkspace(), await api.makeWorkspace()];
      [token, shortToken] = [await api.makeToken(long, 'OWNER'), await api.makeToken(short, 'OWNER')];
      const superuser = new pg.Client({ connectionString: server.url });
      await superuser.connect();
      for (const [workspace, entries] of [
        [long, LONG],
        [short, 200],
      ] as const)
        await superuser.query(
          `insert into bicorne.audit_entry (workspace_id, actor_kind, actor_name, verb, noun, subject_id, label)
           select $1, 'SYSTEM', 'Bicorne', 'CREATED', 'CLIENT', n::text, 'entry ' || n from generate_series(1, $2) n`,
          [workspace.id, entries],
        );
      await superuser.query('analyze bicorne.audit_entry');
      await superuser.end();
    });

    it('pages from the newest on, and back', async () => {
      const first = await ask('first: 3');
      expect(first).toMatchObject({ labels: labels(0, 3), hasNextPage: true, hasPreviousPage: false });
      const second = await ask(`first: 3, after: "${first.endCursor}"`);
      expect(second).toMatchObject({ labels: labels(3, 3), hasNextPage: true, hasPreviousPage: true });
      const back = await ask(`last: 3, before: "${second.startCursor}"`);
      expect(back).toMatchObject({ labels: labels(0, 3), hasNextPage: true, hasPreviousPage: false });
      const between = await ask(`first: 9, after: "${first.startCursor}", before: "${second.endCursor}"`);
      expect(between).toMatchObject({ labels: labels(1, 4), hasNextPage: true, hasPreviousPage: true });
    });

    it('pages from the oldest', async () => {
      const filter = 'filter: { actor: "bicorne", nouns: [CLIENT] }';
      const last = await ask(`last: 2, ${filter}`);
      expect(last).toMatchObject({ labels: ['entry 2', 'entry 1'], hasNextPage: false, hasPreviousPage: true });
      expect((await ask(`last: 1, before: "${last.startCursor}", ${filter}`)).labels).toEqual(['entry 3']);
    });

    it('reads a page as fast as of a short one, wherever in it', async () => {
      const { endCursor } = await ask('last: 2');
      const time = async (page: string, as = token): Promise<number> => {
        const times: number[] = [];
        for (let run = 0; run < 15; run++) {
          const start = performance.now();
          await ask(page, as);
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b)[7] ?? 0;
      };
      const short = await time('first: 50', shortToken);
      const pages = ['first: 50', 'last: 50', `last: 50, before: "${endCursor}"`];
      const long: number[] = [];
      for (const page of pages) long.push(await time(page));
      for (const each of long) expect(each / short).toBeLessThan(4);
    });

    it('counts where it is asked to, and not without end', async () => {
      const count = async (filter: string) =>
        (await api.ask<{ auditTrail: object }>(`{ auditTrail(first: 1, ${filter}) { totalCount } }`, {}, token)).data
          ?.auditTrail;
      expect(await count('filter: { nouns: [CLIENT] }')).toEqual({ totalCount: 10_000 });
      expect(await count('filter: { nouns: [DECISION] }')).toEqual({ totalCount: 0 });
    });

    it.each(['bm90IG91cnM', Buffer.from('at:3').toString('base64url'), Buffer.from('row:-1').toString('base64url')])(
      'refuses a cursor that is not its own: %s',
      async (cursor) => {
        const { errors } = await api.ask(
          `{ auditTrail(first: 1, after: "${cursor}") { edges { node { id } } } }`,
          {},
          token,
        );
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
      },
    );
  });

  it('is closed to practitioners and to the client', async () => {
    const workspace = await api.makeWorkspace();
    const owner = await api.makeToken(workspace, 'OWNER');
    await api.ask('mutation { createClient(input: { name: "Northwind" }) { userErrors { message } } }', {}, owner);
    for (const [role, options] of [
      ['PRACTITIONER', {}],
      ['SPONSOR', { clientName: 'Northwind' }],
      ['VIEWER', { clientName: 'Northwind' }],
    ] as const) {
      const { errors } = await api.ask(TRAIL, {}, await api.makeToken(workspace, role, options));
      expect([role, errors?.[0]?.extensions?.['code']]).toEqual([role, 'FORBIDDEN']);
    }
  });
});
