import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-sse';
import pg from 'pg';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

// Real: the API's process, PostgreSQL and its notifications, graphql-sse's own client. The alerts are written by the
// test as superuser, in the place of a check that finds drift.

const RAISED = 'subscription { driftAlertRaised { id rule severity hat statement engagement { id } } }';

let database: TestDatabase;
let api: TestApi;
let superuser: pg.Client;
let workspace: TestWorkspace;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  workspace = await api.makeWorkspace();
});

afterAll(async () => {
  await superuser.end();
  await api.close();
  await database.drop();
});

interface Place {
  clientId: string;
  engagementId: string;
}

async function makeEngagement(workspaceId: string, name: string): Promise<Place> {
  const [clientId, engagementId] = [randomUUID(), randomUUID()];
  await superuser.query('insert into bicorne.client (workspace_id, id, name, created_at) values ($1, $2, $3, now())', [
    workspaceId,
    clientId,
    name,
  ]);
  await superuser.query(
    `insert into bicorne.engagement (workspace_id, id, client_id, shape, state, starts_on, ends_on, time_zone, currency, created_at)
     values ($1, $2, $3, 'FRACTIONAL_CTO', 'ACTIVE', '2026-01-01', '2026-04-01', 'Europe/Amsterdam', 'EUR', now())`,
    [workspaceId, engagementId, clientId],
  );
  await superuser.query(
    `insert into bicorne.quarter (workspace_id, engagement_id, client_id, number, from_day, to_day, created_at)
     values ($1, $2, $3, 1, '2026-01-01', '2026-04-01', now())`,
    [workspaceId, engagementId, clientId],
  );
  return { clientId, engagementId };
}

async function raiseAlert(workspaceId: string, { clientId, engagementId }: Place, statement: string): Promise<void> {
  const { rows } = await superuser.query<{ id: string }>(
    `insert into bicorne.drift_alert (workspace_id, engagement_id, client_id, rule, subject_kind, subject_id, hat, severity,
       state, statement, clears_when, figures, opened_at, updated_at)
     values ($1, $2, $3, 'EMPTY_HAT', 'HAT', $4, 'CTO', 'WARNING', 'OPEN', $5, 'Somebody wears it.', '[]', now(), now())
     returning id`,
    [workspaceId, engagementId, clientId, randomUUID(), statement],
  );
  await superuser.query(`select pg_notify('bicorne_alert', $1)`, [`${workspaceId}:${rows[0]?.id ?? ''}`]);
}

/** Listens with a token; `heard` resolves with the next statements, `ended` when the server ends the stream. */
async function listen(token: string) {
  let connected: () => void = () => undefined;
  const isConnected = new Promise<void>((resolve) => (connected = resolve));
  const client: Client = createClient({
    url: `${api.url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => connected() },
  });
  const events = client.iterate<{ driftAlertRaised: { statement: string } }>({ query: RAISED });
  const next = events.next();
  // Where it does not connect, `next` says why.
  await Promise.race([isConnected, next]);
  let pending: typeof next | null = next;
  return {
    next: async () => {
      const step = await (pending ?? events.next());
      pending = null;
      return step.done === true ? null : step.value.data?.driftAlertRaised.statement;
    },
    stop: () => client.dispose(),
  };
}

describe('the stream of raised alerts', () => {
  it('tells a member of their workspace and of no other', async () => {
    const mine = await makeEngagement(workspace.id, 'Mine');
    const neighbour = await makeEngagement(workspace.id, 'Neighbour');
    const other = await api.makeWorkspace();
    const foreign = await makeEngagement(other.id, 'Mine');
    const member = await listen(await api.makeToken(workspace, 'OWNER'));

    await raiseAlert(other.id, foreign, 'in another workspace');
    await raiseAlert(workspace.id, neighbour, 'at the neighbour');
    await raiseAlert(workspace.id, mine, 'at mine');

    expect([await member.next(), await member.next()]).toEqual(['at the neighbour', 'at mine']);
    member.stop();
  });

  it('ends with the first event after the token was revoked', async () => {
    const place = await makeEngagement(workspace.id, 'Revoked');
    const token = await api.makeToken(workspace, 'OWNER');
    const stream = await listen(token);
    await superuser.query('update bicorne.api_token set revoked_at = now() where workspace_id = $1', [workspace.id]);
    await raiseAlert(workspace.id, place, 'not for them any more');
    expect(await stream.next()).toBeNull();
  });

  it('ends with the first event after the role changed', async () => {
    const place = await makeEngagement(workspace.id, 'Demoted');
    const stream = await listen(await api.makeToken(workspace, 'OWNER'));
    await superuser.query(`update bicorne.api_token set role = 'PARTNER' where workspace_id = $1`, [workspace.id]);
    await raiseAlert(workspace.id, place, 'not for them any more');
    expect(await stream.next()).toBeNull();
  });

  it('is opened for who asks for a stream of events, and for nobody else', async () => {
    const authorization = `Bearer ${await api.makeToken(workspace, 'OWNER')}`;
    const response = await fetch(`${api.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
      body: JSON.stringify({ query: RAISED }),
    });
    expect([response.status, codesOf((await response.json()) as { errors: [] })]).toEqual([406, ['BAD_USER_INPUT']]);
  });

  it('is open so many times at once for one caller, and again when one is closed', async () => {
    const token = await api.makeToken(workspace, 'OWNER');
    const open = () => {
      const ended = new AbortController();
      const answer = fetch(`${api.url}/graphql/stream`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ query: RAISED }),
        signal: ended.signal,
      });
      return { answer, end: () => ended.abort() };
    };
    const streams = Array.from({ length: 20 }, open);
    const statuses = (await Promise.all(streams.map(({ answer }) => answer))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await open().answer;
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(codesOf((await refused.json()) as { errors: [] })).toEqual(['RATE_LIMITED']);
    // Others are not held up.
    (await listen(await api.makeToken(workspace, 'OWNER'))).stop();

    streams[0]?.end();
    await until('there is room again', async () => {
      const stream = open();
      const { status } = await stream.answer;
      stream.end();
      return status === 200;
    });
    for (const { end } of streams) end();
  });

  it('goes through the same gate as queries', async () => {
    const owner = await api.makeToken(workspace, 'OWNER');
    const ask = async (query: string, headers: Record<string, string>) => {
      const response = await fetch(`${api.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query }),
      });
      const body = (await response.json()) as { errors: [] };
      return [response.status, codesOf(body)];
    };
    const authorization = `Bearer ${owner}`;
    await makeEngagement(workspace.id, 'Of the sponsor');
    const sponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'Of the sponsor' });
    expect(await ask(RAISED, { authorization: `Bearer ${sponsor}` })).toEqual([403, ['FORBIDDEN']]);
    expect(await ask(RAISED, {})).toEqual([401, ['UNAUTHENTICATED']]);
    expect(await ask('{ viewer { id } }', { authorization })).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
    expect(await ask('subscription { nothing }', { authorization })).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
    expect(await ask(`${RAISED}${' '.repeat(17_000)}`, { authorization })).toEqual([400, ['QUERY_TOO_COMPLEX']]);
    expect((await fetch(`${api.url}/graphql/stream?query=${encodeURIComponent(RAISED)}`)).status).toBe(404);
  });
});
