import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unzipSync } from 'fflate';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_SECRET, codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { change, draftEngagement, send, type DraftedEngagement } from '../support/drafted-engagement.js';
import { until } from '../support/until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: the processes of API and worker, their storage on disk, PostgreSQL with the row policies.

jest.setTimeout(120_000);

const TEXT = '# Evaluation\n\nAccuracy 0.93 on 1,200 cases.\n';
const FILE = `query ($id: ID!) { deliverable(id: $id) { latestRevision { evidence { file { url signedUrl { url expiresAt } } } } } }`;

let database: TestDatabase;
let api: TestApi;
let worker: WorkerProcess;
let dataDir: string;
let engagement: DraftedEngagement;
let fileId: string;

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'bicorne-data-'));
  const env = { BICORNE_DATA_DIR: dataDir, BICORNE_BASE_URL: 'http://bicorne.example.com' };
  [api, worker] = await Promise.all([
    startApi(database.url, env),
    startWorkerProcess({ ...env, DATABASE_URL: database.url, BICORNE_SECRET: API_SECRET }),
  ]);
  engagement = await draftEngagement(api);
  fileId = await upload();
});

afterAll(async () => {
  await worker?.stop();
  await api?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers, redirect: 'manual' });

/** Uploads a file and has it stand as evidence. @returns its published id */
async function upload(): Promise<string> {
  const form = new FormData();
  form.append('engagementId', engagement.engagementId);
  form.append('file', new Blob([TEXT]), 'evaluation.md');
  const uploaded = await fetch(`${api.url}/files`, { method: 'POST', headers: bearer(engagement.owner), body: form });
  const { id } = (await uploaded.json()) as { id: string };
  await change(api, engagement.owner, 'SaveRevision', 'revision { id }', {
    deliverableId: engagement.deliverables.get('model-registry'),
    markdown: '# Model registry\n\n## Models in use\n\nclaims-triage v3.2\n',
    evidence: [{ section: 'Models in use', kind: 'FILE', fileId: id }],
  });
  return id;
}

interface Signed {
  deliverable: {
    latestRevision: { evidence: { file: { url: string; signedUrl: { url: string; expiresAt: string } } }[] };
  };
}

async function signedBy(token: string): Promise<{ path: string; expiresAt: Date }> {
  const { data } = await api.ask<Signed>(FILE, { id: engagement.deliverables.get('model-registry') }, token);
  const url = data?.deliverable.latestRevision.evidence[0]?.file.signedUrl.url ?? '';
  expect(url).toMatch(/^http:\/\/bicorne\.example\.com\/files\//);
  const expiresAt = data?.deliverable.latestRevision.evidence[0]?.file.signedUrl.expiresAt ?? '';
  return { path: new URL(url).pathname, expiresAt: new Date(expiresAt) };
}

describe('a signed address of a file', () => {
  it('gives it without a sign-in, to be saved, by its own type, for five minutes', async () => {
    const { path, expiresAt } = await signedBy(engagement.owner);
    expect((expiresAt.getTime() - Date.now()) / 1_000).toBeGreaterThan(290);
    expect((expiresAt.getTime() - Date.now()) / 1_000).toBeLessThan(302);
    const given = await get(path);
    expect({ status: given.status, text: await given.text() }).toEqual({ status: 200, text: TEXT });
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'text/markdown',
      'content-disposition': `attachment; filename="evaluation.md"; filename*=UTF-8''evaluation.md`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('is where who is signed in is led to, and nobody else', async () => {
    const led = await get(`/files/${fileId}`, bearer(engagement.owner));
    expect(led.status).toBe(303);
    expect(led.headers.get('location')).toMatch(new RegExp(`^/files/${fileId}/[A-Za-z0-9_-]{96}$`));
    expect((await get(`/files/${fileId}`)).status).toBe(401);
    expect((await get(`/files/${fileId}`, bearer(engagement.sponsor))).status).toBe(404);
  });

  it('is of one file and one caller, and ends with the right of its caller', async () => {
    const other = await api.makeToken(engagement.workspace, 'PARTNER');
    const { path } = await signedBy(other);
    expect((await get(path)).status).toBe(200);
    const second = await upload();
    expect((await get(path.replace(fileId, second))).status).toBe(404);
    for (const changed of [`${path}A`, path.slice(0, -1), path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))])
      expect((await get(changed)).status).toBe(404);
    await api.database.transaction(async (manager) => {
      await manager.query("select set_config('app.workspace_id', $1, true)", [engagement.workspace.id]);
      await manager.query("update api_token set revoked_at = now() where role = 'PARTNER'");
    });
    const ended = await get(path);
    expect(ended.status).toBe(404);
    expect(await ended.json()).toEqual(await (await get(path.replace(/.$/, '_'))).json());
  });
});

describe('data over GraphQL', () => {
  const clientId = async () => {
    const { data } = await api.ask<{ clients: { edges: { node: { id: string } }[] } }>(
      'query { clients(first: 1) { edges { node { id } } } }',
      {},
      engagement.owner,
    );
    return data?.clients.edges[0]?.node.id ?? '';
  };
  const archive = async (input: object) => {
    const { dataExport } = await change<{ dataExport: { id: string } }>(
      api,
      engagement.owner,
      'ExportData',
      'dataExport { id }',
      input,
    );
    const ask = 'query ($id: ID!) { dataExport(id: $id) { state progress url error client { id } } }';
    let found: { state: string; url: string } | undefined;
    await until(
      'the archive is made',
      async () => {
        const { data } = await api.ask<{ dataExport: { state: string; url: string } }>(
          ask,
          { id: dataExport.id },
          engagement.owner,
        );
        found = data?.dataExport;
        return found?.state === 'DONE' || found?.state === 'FAILED';
      },
      20_000,
    );
    return { id: dataExport.id, path: new URL(found?.url ?? 'http://x').pathname };
  };

  it('is exported in the background and downloaded by who may', async () => {
    for (const input of [{}, { clientId: await clientId() }]) {
      const { path } = await archive(input);
      const given = await get(path, bearer(engagement.owner));
      expect(given.status).toBe(200);
      const parts = unzipSync(new Uint8Array(await given.arrayBuffer()));
      expect(Object.keys(parts)).toEqual(
        expect.arrayContaining(['manifest.json', 'tables/client.json', 'tables/revision.json']),
      );
      expect((await get(path, bearer(engagement.sponsor))).status).toBe(404);
      const foreign = await api.makeToken(await api.makeWorkspace(), 'OWNER');
      expect((await get(path, bearer(foreign))).status).toBe(404);
    }
  });

  it('is for leads, and of the workspace for owners', async () => {
    const { path, id } = await archive({});
    const partner = await api.makeToken(engagement.workspace, 'PARTNER');
    expect((await send(api, partner, 'ExportData', 'dataExport { id }', {})).userErrors).toMatchObject([
      { code: 'OWNER_ONLY' },
    ]);
    expect((await get(path, bearer(partner))).status).toBe(404);
    expect(codesOf(await api.ask('query ($id: ID!) { dataExport(id: $id) { id } }', { id }, partner))).toEqual([
      'NOT_FOUND',
    ]);
    const practitioner = await api.makeToken(engagement.workspace, 'PRACTITIONER');
    for (const token of [practitioner, engagement.sponsor])
      expect(codesOf(await api.ask('query { dataExports(first: 1) { totalCount } }', {}, token))).toEqual([
        'FORBIDDEN',
      ]);
  });

  it('of a client is erased by a lead who types its name', async () => {
    const [id, partner] = [await clientId(), await api.makeToken(engagement.workspace, 'PARTNER')];
    const wrong = await send(api, partner, 'EraseClient', 'erasedId', { clientId: id, confirmation: 'noordlicht' });
    expect(wrong).toMatchObject({ erasedId: null, userErrors: [{ code: 'NOT_CONFIRMED', field: 'confirmation' }] });
    const erased = await send(api, partner, 'EraseClient', 'erasedId', {
      clientId: id,
      confirmation: engagement.clientName,
    });
    expect(erased).toMatchObject({ erasedId: id, userErrors: [] });
    expect((await get(`/files/${fileId}`, bearer(engagement.owner))).status).toBe(404);
    const again = await api.ask(
      'mutation ($input: EraseClientInput!) { eraseClient(input: $input) { erasedId } }',
      { input: { clientId: id, confirmation: engagement.clientName } },
      partner,
    );
    expect(codesOf(again)).toEqual(['NOT_FOUND']);
  });

  it('of the workspace is erased by an owner who signed in, and everybody is out', async () => {
    const { workspace, owner } = engagement;
    const confirmation = `Workspace ${workspace.slug}`;
    expect((await send(api, owner, 'EraseWorkspace', 'erasedId', { confirmation })).userErrors).toMatchObject([
      { code: 'NOT_BY_TOKEN' },
    ]);
    const cookie = await api.signIn(workspace.ownerEmail);
    const erase =
      'mutation ($input: EraseWorkspaceInput!) { eraseWorkspace(input: $input) { erasedId userErrors { code } } }';
    const erased = await api.ask<{ eraseWorkspace: { erasedId: string } }>(
      erase,
      { input: { confirmation } },
      { cookie },
    );
    expect(erased.data?.eraseWorkspace).toMatchObject({ erasedId: expect.any(String), userErrors: [] });
    for (const as of [{ cookie }, owner])
      expect(codesOf(await api.ask('query { viewer { id } }', {}, as))).toEqual(['UNAUTHENTICATED']);
    await expect(api.signIn(workspace.ownerEmail)).rejects.toThrow('Sign-in answered 401');
  });
});
