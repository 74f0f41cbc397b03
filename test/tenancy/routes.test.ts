import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '@bicorne/application';
import { newLinkSecret } from '@bicorne/identity';
import { unsubscribeToken } from '@bicorne/notifications';
import { createClient } from 'graphql-sse';
import { randomUUID } from 'node:crypto';
import type { Asker } from './askers.js';
import { leaksOf, makeWorld, rowsOfType, type World } from './world.js';

// Real: the API's process, PostgreSQL, sign-in, tokens, graphql-sse's own client. What is not GraphQL over HTTP: addresses
// with an id or a secret in them, and streams.

let world: World;

beforeAll(async () => {
  world = await makeWorld();
}, 120_000);

afterAll(() => world?.close());

interface Told {
  status: number;
  body: string;
  headers: string[];
}

/** What an address answers, with the names of its headers. */
async function call(path: string, { headers }: Pick<Asker, 'headers'>, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(`${world.api.url}${path}`, { ...init, headers });
  return { status: response.status, body: await response.text(), headers: [...response.headers.keys()].sort() };
}

/** Everybody to whom nothing of the second client of theirs is shown. */
function strangers(): Asker[] {
  const { ours, theirs } = world;
  const { UNASSIGNED, SPONSOR, VIEWER } = theirs.sessions;
  return [...Object.values(ours.sessions), ...ours.tokens, ...ours.ended, UNASSIGNED, SPONSOR, VIEWER];
}

function ofSecond(type: string): string {
  const [, second] = world.theirs.clientIds;
  const row = rowsOfType(world.theirs, type).find(({ clientId }) => clientId === second);
  if (!row) throw new Error(`No ${type} of the second client.`);
  return toGlobalId(type, row.id);
}

describe('an address with an id', () => {
  it.each([
    ['a file', (id: string) => `/files/${id}`, 'File'],
    ['a written read', (id: string) => `/written-reads/${id}.pdf`, 'IntakeAssessment'],
    ['an export', (id: string) => `/exports/${id}.zip`, 'ExportJob'],
  ])('answers for %s of somebody else as for none', async (_what, path, type) => {
    const foreign = ofSecond(type);
    const leaks = leaksOf(world, () => true);
    for (const asker of strangers()) {
      const there = await call(path(foreign), asker);
      const none = await call(path(toGlobalId(type, randomUUID())), asker);
      expect({ asker: asker.what, ...there }).toEqual({ asker: asker.what, ...none });
      expect([401, 403, 404]).toContain(there.status);
      expect(leaks.in(there.body, '')).toEqual([]);
    }
  });

  it.each([
    ['a file', (id: string) => `/files/${id}`, 'File'],
    ['a written read', (id: string) => `/written-reads/${id}.pdf`, 'IntakeAssessment'],
  ])('opens %s for who may', async (_what, path, type) => {
    const { OWNER, OTHER_SPONSOR } = world.theirs.sessions;
    expect((await call(path(ofSecond(type)), OWNER)).status).toBe(200);
    if (type !== 'File') expect((await call(path(ofSecond(type)), OTHER_SPONSOR)).status).toBe(200);
  });

  it('takes no file for an engagement of somebody else', async () => {
    const upload = (asker: Asker, engagementId: string) => {
      const form = new FormData();
      form.set('engagementId', engagementId);
      form.set('file', new Blob(['text']), 'a.txt');
      return call('/files', asker, { method: 'POST', body: form });
    };
    const files = async () => (await world.superuser.query('select id from file')).rows.length;
    const before = await files();
    for (const asker of strangers()) {
      const there = await upload(asker, ofSecond('Engagement'));
      const none = await upload(asker, toGlobalId('Engagement', randomUUID()));
      expect({ asker: asker.what, ...there }).toEqual({ asker: asker.what, ...none });
      expect([401, 403, 404]).toContain(there.status);
    }
    expect(await files()).toBe(before);
  });
});

describe('an address with a secret', () => {
  it.each([
    ['a calendar', (secret: string) => `/calendar/${secret}.ics`],
    ['a shared read', (secret: string) => `/r/${secret}`],
    ['its Markdown', (secret: string) => `/r/${secret}.md`],
    ['its PDF', (secret: string) => `/r/${secret}.pdf`],
  ])('answers for %s alike, whether the workspace in it is there or not', async (_what, path) => {
    const there = await call(path(newLinkSecret(world.theirs.workspaceId).secret), { headers: {} });
    const none = await call(path(newLinkSecret(randomUUID()).secret), { headers: {} });
    const malformed = await call(path('nonsense'), { headers: {} });
    expect([there, none]).toEqual([malformed, malformed]);
    expect(there.status).toBe(404);
  });

  it('stops no emails for a person whom somebody made up, nor for one who is there', async () => {
    const [member] = rowsOfType(world.theirs, 'Member');
    const forged = (id: string) =>
      unsubscribeToken('not the secret of this installation', {
        workspaceId: world.theirs.workspaceId,
        recipient: { kind: 'MEMBER', id },
      });
    const post = (token: string) => call(`/unsubscribe/${token}`, { headers: {} }, { method: 'POST' });
    const [there, none] = [await post(forged(member!.id)), await post(forged(randomUUID()))];
    expect(there).toEqual(none);
    expect(there.status).toBe(404);
  });

  it('tells nothing of a workspace that publishes no intake', async () => {
    const ask = async (workspace: string) => {
      const query = 'query ($workspace: String!) { publicIntake(workspace: $workspace) { workspaceName } }';
      const { status, data, errors } = await world.api.ask(query, { workspace });
      return { status, data, errors };
    };
    const there = await ask(`w-${world.theirs.workspaceId}`);
    expect(there).toEqual(await ask(`w-${randomUUID()}`));
    expect(there).toMatchObject({ status: 200, data: { publicIntake: null } });
  });
});

describe('the board of the queues', () => {
  it('is nowhere for anybody but an owner who signed in', async () => {
    const { OWNER: _owner, ...others } = world.ours.sessions;
    const leftOut = [...Object.values(others), ...world.ours.tokens, ...world.ours.ended];
    const told = new Set<string>();
    for (const asker of leftOut) told.add(JSON.stringify(await call('/queues', asker)));
    expect(told.size).toBe(1);
    expect([...told][0]).toContain('"status":404');
    expect((await call('/queues/', world.ours.sessions.OWNER)).status).toBe(200);
  });
});

describe('an idempotency key', () => {
  it('of another workspace, or of another person of one’s own, gives nobody their answer', async () => {
    const key = randomUUID();
    const query = 'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id name } } }';
    const create = async ({ headers }: Asker) => {
      const as = { ...headers, 'idempotency-key': key };
      const { data } = await world.api.ask<{ createClient: { client: { id: string } } }>(
        query,
        { input: { name: 'Same' } },
        as,
      );
      return data?.createClient.client.id;
    };
    const { ours, theirs } = world;
    const made = [
      await create(theirs.sessions.OWNER),
      await create(theirs.sessions.PARTNER),
      await create(ours.sessions.OWNER),
    ];
    expect(new Set(made).size).toBe(3);
    expect(made).not.toContain(undefined);
    expect(await create(theirs.sessions.OWNER)).toBe(made[0]);
  });
});

describe('a stream of alerts', () => {
  /** Raises one, as a check does that finds drift. @returns its published id */
  async function raise(place: World['ours'], engagementId: string): Promise<string> {
    const { rows } = await world.superuser.query<{ id: string }>(
      `insert into drift_alert (workspace_id, engagement_id, client_id, rule, subject_kind, subject_id, hat, severity, state,
         statement, clears_when, figures, opened_at, updated_at)
       select workspace_id, id, client_id, 'EMPTY_HAT', 'HAT', gen_random_uuid(), 'CTO', 'WARNING', 'OPEN', 'Nobody.',
         'Somebody wears it.', '[]', now(), now()
       from engagement where workspace_id = $1 and id = $2 returning id`,
      [place.workspaceId, engagementId],
    );
    await world.superuser.query(`select pg_notify('bicorne_alert', $1)`, [`${place.workspaceId}:${rows[0]?.id ?? ''}`]);
    return toGlobalId('DriftAlert', rows[0]?.id ?? '');
  }

  async function listen({ headers }: Asker) {
    let connected: () => void = () => undefined;
    const isConnected = new Promise<void>((resolve) => (connected = resolve));
    const on = { connected: () => connected() };
    const client = createClient({ url: `${world.api.url}/graphql/stream`, headers, retryAttempts: 0, on });
    const query = 'subscription { driftAlertRaised { id } }';
    const events = client.iterate<{ driftAlertRaised: { id: string } }>({ query });
    const first = events.next();
    await Promise.race([isConnected, first]);
    return {
      first: async () => {
        const step = await first;
        return step.done === true ? null : step.value.data?.driftAlertRaised.id;
      },
      stop: () => client.dispose(),
    };
  }

  it('tells each of their own and of nobody else’s', async () => {
    const { ours, theirs } = world;
    const [mine] = rowsOfType(ours, 'Engagement');
    const [foreign] = rowsOfType(theirs, 'Engagement');
    const streams = [await listen(ours.sessions.OWNER), await listen(theirs.sessions.OWNER)];
    const theirAlert = await raise(theirs, foreign!.id);
    const ourAlert = await raise(ours, mine!.id);
    // The first that each hears is their own: what came before was kept from them.
    expect(await streams[0]!.first()).toBe(ourAlert);
    expect(await streams[1]!.first()).toBe(theirAlert);
    for (const stream of streams) stream.stop();
  });
});
