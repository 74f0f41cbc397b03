import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { describeOnEachBackend, type TestServers } from '../support/queue-backends.js';

// Real: the API as a process, PostgreSQL, Redis, sign-in. The worker is left out: nothing takes the jobs.

describeOnEachBackend('the board of the queues', (open) => {
  let servers: TestServers;
  let api: TestApi;
  let workspace: TestWorkspace;
  let owner: string;

  beforeAll(async () => {
    servers = await open();
    api = await startApi(servers.database.url, servers.redis ? { REDIS_URL: servers.redis.url } : {});
    workspace = await api.makeWorkspace();
    owner = await api.signIn(workspace.ownerEmail);
  });

  afterAll(async () => {
    await api?.close();
    await servers?.stop();
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers });

  it('opens for an owner, with all of its parts from here', async () => {
    const page = await get('/queues', { cookie: owner });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).toContain('Bicorne queues');
    expect(html).not.toContain('https:');
    const parts = [...html.matchAll(/(?:src|href)="(static\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
    expect(parts.length).toBeGreaterThan(1);
    for (const path of parts) expect((await get(`/queues/${path}`, { cookie: owner })).status).toBe(200);
  });

  it('tells an owner what each queue holds', async () => {
    const answer = await get('/queues/api/queues', { cookie: owner });
    expect(answer.status).toBe(200);
    const { queues } = (await answer.json()) as {
      queues: { displayName?: string; name: string; readOnlyMode: boolean }[];
    };
    expect(queues.map(({ displayName, name }) => displayName ?? name)).toEqual(
      expect.arrayContaining(['drift', 'delivery', 'upkeep', 'export']),
    );
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
  });

  it('is not there for anybody else, and nothing can be changed through it', async () => {
    const token = `Bearer ${await api.makeToken(workspace, 'OWNER')}`;
    for (const path of ['/queues', '/queues/api/queues', '/queues/static/favicon.ico']) {
      expect((await get(path)).status).toBe(404);
      expect((await get(path, { authorization: token })).status).toBe(404);
    }
    const member = 'a.practitioner@example.com';
    await api.ask(
      `mutation ($input: AddMemberInput!) { addMember(input: $input) { userErrors { code } } }`,
      { input: { name: 'Ada', email: member, role: 'PRACTITIONER', password: 'words enough for a sentence' } },
      { authorization: token },
    );
    expect((await get('/queues', { cookie: await api.signIn(member, 'words enough for a sentence') })).status).toBe(
      404,
    );
    const change = { method: 'PUT', headers: { cookie: owner, origin: api.url } };
    expect((await fetch(`${api.url}/queues/api/queues/%7Bbicorne-drift%7D/pause`, change)).status).toBe(404);
  });
});
