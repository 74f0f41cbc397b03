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
  const page = { filter, offset: 0, limit: 1_000 };
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
      offset: 0,
      limit: 1_000,
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
