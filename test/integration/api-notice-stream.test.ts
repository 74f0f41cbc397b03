import { tellNotices } from '@bicorne/application';
import { openDatabase } from '@bicorne/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient, type Client, type ExecutionResult } from 'graphql-sse';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, PostgreSQL and its notifications, graphql-sse's own client, the worker's step under its role.
// The notices are written by the test as superuser, in the place of a scan.

const TOLD = 'subscription { noticesTold(first: 10) { unread edges { node { statement } } } }';

let database: TestDatabase;
let api: TestApi;
let superuser: pg.Client;
let worker: DataSource;
let workspace: TestWorkspace;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  superuser = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  worker = await openDatabase({ url: database.url, role: 'worker', poolSize: 2 });
  workspace = await api.makeWorkspace();
});

afterAll(async () => {
  await worker?.destroy();
  await superuser?.end();
  await api?.close();
  await database?.drop();
});

async function write(workspaceId: string, recipientId: string, address: string): Promise<void> {
  const data = { address, reason: 'It is gone.', url: 'https://bicorne.example/settings?tab=webhooks' };
  await superuser.query(
    `insert into notice (workspace_id, id, recipient_kind, recipient_id, recipient, channel, severity, urgency, due_at, payload, created_at)
     values ($1, $2, 'MEMBER', $3, 'Somebody', 'IN_APP', 'WARNING', 'IMMEDIATE', now(), $4, clock_timestamp())`,
    [workspaceId, randomUUID(), recipientId, { type: 'webhook_endpoint.disabled', data }],
  );
}

async function ownerOf({ id }: TestWorkspace): Promise<string> {
  const { rows } = await superuser.query<{ id: string }>('select id from member where workspace_id = $1', [id]);
  return rows[0]?.id ?? '';
}

type Told = ExecutionResult<{ noticesTold: { unread: number; edges: { node: { statement: string } }[] } }>;

/** Listens as who holds these headers; resolves when the stream is open. */
async function listen(headers: Record<string, string>): Promise<{ client: Client; events: AsyncIterator<Told> }> {
  let connected: () => void = () => undefined;
  const isConnected = new Promise<void>((resolve) => (connected = resolve));
  const client = createClient({
    url: `${api.url}/graphql/stream`,
    headers: { origin: api.url, ...headers },
    retryAttempts: 0,
    on: { connected: () => connected() },
  });
  const events = client.iterate({ query: TOLD }) as AsyncIterator<Told>;
  const first = events.next();
  await Promise.race([isConnected, first]);
  let pending: typeof first | undefined = first;
  return {
    client,
    events: {
      next: () => {
        const step = pending ?? events.next();
        pending = undefined;
        return step;
      },
    },
  };
}

describe('the stream of notices', () => {
  it('tells a person what they are told, once for all of it, and nobody else', async () => {
    const other = await api.makeWorkspace();
    const { client, events } = await listen({ cookie: await api.signIn(workspace.ownerEmail) });
    await write(workspace.id, randomUUID(), 'a neighbour');
    await write(other.id, await ownerOf(other), 'a stranger');
    await tellNotices(worker);
    for (const address of ['first.example', 'second.example'])
      await write(workspace.id, await ownerOf(workspace), address);
    await tellNotices(worker);

    const { value } = await events.next();
    const { unread, edges } = (value as Told).data?.noticesTold ?? { unread: 0, edges: [] };
    expect(unread).toBe(2);
    expect(edges.map(({ node }) => node.statement)).toEqual([
      'Nothing is sent to second.example any more. It is gone.',
      'Nothing is sent to first.example any more. It is gone.',
    ]);
    client.dispose();
  });

  it('is none for a token, which stands for no person', async () => {
    const { client, events } = await listen({ authorization: `Bearer ${await api.makeToken(workspace, 'OWNER')}` });
    const { value } = await events.next();
    expect((value as Told).errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
    client.dispose();
  });
});
