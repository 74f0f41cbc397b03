import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { acceptDeliverable, openServices, toGlobalId, type Services } from '@bicorne/application';
import { findProjectRoot } from '@bicorne/config';
import { sectionTables } from '@bicorne/domain';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { extractLinks, extractText } from 'unpdf';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { at, must, Practice, type StartedEngagement } from '../support/factories.js';
import { demoText, sha256, submitArtifact, unpack } from '../support/pack.js';
import { describeOnPostgres, type TestServers } from '../support/queue-backends.js';
import { until } from '../support/until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

// Real: the API and workers as processes, PostgreSQL, storage on disk. Time is moved in one place: the lease of a
// killed worker is declared over instead of waited for.

interface Job {
  id: string;
  state: string;
  progress: number;
  url: string | null;
  error: string | null;
  sha256: string | null;
  size: number | null;
  finishedAt: string | null;
}

const JOB = 'id state progress url error sha256 size finishedAt';
const secret = 'a secret for tests with more than 32 characters';
const attached = {
  name: 'Évaluation: 2026.csv',
  bytes: new TextEncoder().encode('case,outcome\n1,right\n2,wrong\n'),
};

describeOnPostgres('the artifact pack', (open) => {
  let servers: TestServers;
  let superuser: pg.Client;
  let database: DataSource;
  let services: Services;
  let practice: Practice;
  let engagement: StartedEngagement;
  let api: TestApi;
  let dataDir: string;
  let owner: string;
  let first: Uint8Array;
  const running = new Set<WorkerProcess>();

  beforeAll(async () => {
    servers = await open();
    dataDir = await mkdtemp(join(tmpdir(), 'bicorne-pack-'));
    superuser = new pg.Client({ connectionString: servers.database.url, options: '-c search_path=bicorne' });
    await superuser.connect();
    database = await openDatabase({ url: servers.database.url, role: 'app', poolSize: 4 });
    services = await openServices({
      projectRoot: findProjectRoot(),
      dataDir,
      baseUrl: 'https://bicorne.example.com',
      secret,
    });
    practice = await Practice.open(new WorkspaceTransaction(database), services);
    engagement = await practice.engagement();
    const registry = { key: 'model-registry', markdown: demoText('model-registry'), attached, day: '2026-03-04' };
    await submitArtifact(practice, engagement, registry);
    // Long enough to be met half done.
    const lineage = { key: 'data-lineage', markdown: demoText('data-lineage').repeat(12), day: '2026-03-05' };
    await submitArtifact(practice, engagement, lineage);
    const accepted = { deliverableId: engagement.deliverables.get('model-registry') ?? '' };
    await must(acceptDeliverable(practice.acting(engagement.sponsor, at('2026-03-06T09:00')), accepted));
    api = await startApi(servers.database.url, {
      BICORNE_DATA_DIR: dataDir,
      BICORNE_BASE_URL: 'https://bicorne.example.com',
    });
    owner = await tokenOf('OWNER');
  });

  afterEach(async () => {
    await Promise.all([...running].map((worker) => worker.kill()));
    running.clear();
  });

  afterAll(async () => {
    await api?.close();
    await database?.destroy();
    await superuser?.end();
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<WorkerProcess> {
    const worker = await startWorkerProcess({
      DATABASE_URL: servers.database.url,
      REDIS_URL: servers.redis?.url,
      BICORNE_BASE_URL: 'https://bicorne.example.com',
      BICORNE_SECRET: secret,
      BICORNE_DATA_DIR: dataDir,
    });
    running.add(worker);
    return worker;
  }

  function tokenOf(role: 'OWNER' | 'SPONSOR' | 'VIEWER', clientName?: string): Promise<string> {
    const workspace = { id: practice.workspaceId, slug: `w-${practice.workspaceId}`, ownerEmail: '' };
    return api.makeToken(workspace, role, { clientName });
  }

  async function ask(as = owner, engagementId = engagement.id) {
    const { data } = await api.ask<{ exportArtifactPack: { exportJob: Job | null; userErrors: { code: string }[] } }>(
      `mutation ($input: ExportArtifactPackInput!) {
         exportArtifactPack(input: $input) { exportJob { ${JOB} } userErrors { code field message } } }`,
      { input: { engagementId: toGlobalId('Engagement', engagementId) } },
      as,
    );
    if (!data) throw new Error('No answer.');
    return data.exportArtifactPack;
  }

  async function asked(): Promise<string> {
    return (await ask()).exportJob?.id ?? '';
  }

  async function look(id: string): Promise<Job> {
    const query = `query ($id: ID!) { exportJob(id: $id) { ${JOB} } }`;
    const { data } = await api.ask<{ exportJob: Job }>(query, { id }, owner);
    if (!data) throw new Error('No answer.');
    return data.exportJob;
  }

  /** Waits for the archive. @returns the job and each progress that was seen on the way */
  async function finished(id: string): Promise<Job & { seen: number[] }> {
    const seen: number[] = [];
    let job = await look(id);
    await until('the export is finished', async () => {
      job = await look(id);
      if (seen.at(-1) !== job.progress) seen.push(job.progress);
      return job.finishedAt !== null;
    });
    return { ...job, seen };
  }

  function fetchFrom(url: string | null, as?: string): Promise<Response> {
    const { pathname } = new URL(url ?? '');
    return fetch(`${api.url}${pathname}`, { headers: as ? { authorization: `Bearer ${as}` } : {} });
  }

  async function archiveOf(job: Job): Promise<Uint8Array> {
    const response = await fetchFrom(job.url, owner);
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  }

  it('is made in the background, and says how far it is', async () => {
    const { exportJob, userErrors } = await ask();
    expect(userErrors).toEqual([]);
    expect(exportJob).toMatchObject({ state: 'QUEUED', progress: 0, url: null, sha256: null });
    // What waits is not asked for twice.
    expect((await ask()).exportJob?.id).toBe(exportJob?.id);

    await start();
    const job = await finished(exportJob?.id ?? '');
    expect(job).toMatchObject({ state: 'DONE', progress: 1, error: null });
    expect(job.seen.toSorted((a, b) => a - b)).toEqual(job.seen);
    expect(job.seen.length).toBeGreaterThan(2);

    const response = await fetchFrom(job.url, owner);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Noordlicht Energie artifact pack\.zip"/,
    );
    first = new Uint8Array(await response.arrayBuffer());
    expect({ size: first.length, sha256: sha256(first) }).toEqual({ size: job.size, sha256: job.sha256 });
  });

  it('holds what was submitted, names what is missing, and hashes every file', async () => {
    const { paths, manifest, bytes, text, tables, evidence } = unpack(first);
    expect(manifest).toMatchObject({
      complete: false,
      client: { name: 'Noordlicht Energie' },
      asOf: '2026-03-06T08:00:00.000Z',
    });
    expect(manifest.files.map(({ path }) => path)).toEqual(paths.filter((path) => path !== 'manifest.json'));
    for (const file of manifest.files)
      expect({ ...file, size: bytes(file.path).length, sha256: sha256(bytes(file.path)) }).toEqual(file);
    expect(manifest.artifacts.filter(({ included }) => included)).toMatchObject([
      { key: 'model-registry', state: 'ACCEPTED', revision: { number: 1 } },
      { key: 'data-lineage', state: 'SUBMITTED', revision: { number: 1 } },
    ]);
    expect(manifest.artifacts.find(({ key }) => key === 'incident-runbook')).toMatchObject({
      included: false,
      state: 'PLANNED',
      verdict: null,
    });
    expect(text('README.txt')).toContain('NOT IN THIS PACK. It is planned, and nothing was submitted.');

    const folder = '02-model-registry';
    expect(text(`${folder}/source.md`)).toBe(demoText('model-registry'));
    expect(tables(folder).length).toBeGreaterThan(0);
    expect(tables(folder)).toEqual(sectionTables(demoText('model-registry')));
    const shown = evidence(folder);
    expect(shown.map(({ kind }) => kind).toSorted()).toEqual(['FILE', 'LINK', 'STATEMENT']);
    const path = shown.find(({ file }) => file)?.file?.path ?? '';
    expect(path).toBe(`evidence/${sha256(attached.bytes).slice(0, 16)}-Évaluation_ 2026.csv`);
    expect(bytes(`${folder}/${path}`)).toEqual(attached.bytes);
  });

  it('prints each artifact', async () => {
    const pdf = unpack(first).bytes('02-model-registry/model-registry.pdf');
    const { totalPages, text } = await extractText(Uint8Array.from(pdf), { mergePages: true });
    expect(totalPages).toBeGreaterThan(1);
    expect(text).toContain('Noordlicht Energie');
    expect(text).toContain(`Page ${totalPages} of ${totalPages}`);
    expect(text.replace(/\s+/g, ' ')).toContain('Accepted by the client 6 March 2026');
    const { links } = await extractLinks(Uint8Array.from(pdf));
    expect(links.every((link) => /^https?:/.test(link))).toBe(true);
  });

  it('is the same archive again, from a worker that takes over from a killed one', async () => {
    const id = await asked();
    const doomed = await start();
    await until('the export is under way', async () => (await look(id)).progress > 0);
    running.delete(doomed);
    await doomed.kill();
    expect((await look(id)).state).toBe('RUNNING');
    await superuser.query('update export_job set lease_until = now() where lease_until is not null');

    await start();
    const job = await finished(id);
    expect(job.state).toBe('DONE');
    expect(await archiveOf(job)).toEqual(first);
    const { rows } = await superuser.query<{ attempts: number }>(
      'select max(attempts)::int as attempts from export_job',
    );
    expect(rows).toEqual([{ attempts: 2 }]);
  });

  it('is given back by a worker that has to end', async () => {
    const id = await asked();
    const ending = await start();
    await until('the export is under way', async () => (await look(id)).state === 'RUNNING');
    running.delete(ending);
    expect(await ending.stop()).toBe(0);
    const left = await look(id);
    expect(['QUEUED', 'DONE']).toContain(left.state);
    await start();
    expect(await finished(id)).toMatchObject({ state: 'DONE', sha256: sha256(first) });
  });

  it('is for the consultancy and the sponsor of its client', async () => {
    const { exportJob } = await ask(await tokenOf('SPONSOR', 'Noordlicht Energie'));
    expect(exportJob).not.toBeNull();
    await start();
    const { url } = await finished(exportJob?.id ?? '');
    expect((await fetchFrom(url, await tokenOf('SPONSOR', 'Noordlicht Energie'))).status).toBe(200);
    expect((await fetchFrom(url, await tokenOf('VIEWER', 'Noordlicht Energie'))).status).toBe(403);
    expect((await fetchFrom(url)).status).toBe(401);

    const other = await practice.client('Ostara Foods');
    expect(other.id).not.toBe(engagement.clientId);
    const stranger = await tokenOf('SPONSOR', 'Ostara Foods');
    expect((await fetchFrom(url, stranger)).status).toBe(404);
    const elsewhere = await api.makeToken(await api.makeWorkspace(), 'OWNER');
    expect((await fetchFrom(url, elsewhere)).status).toBe(404);
    const query = 'query ($id: ID!) { exportJob(id: $id) { state } }';
    expect(codesOf(await api.ask(query, { id: exportJob?.id }, elsewhere))).toEqual(['NOT_FOUND']);
    const list =
      'query ($id: ID!) { engagement(id: $id) { exportJobs(first: 2) { totalCount edges { node { state } } } } }';
    const listed = await api.ask<{ engagement: { exportJobs: { totalCount: number; edges: unknown[] } } }>(
      list,
      { id: toGlobalId('Engagement', engagement.id) },
      owner,
    );
    expect(listed.data?.engagement.exportJobs.totalCount).toBeGreaterThan(2);
    expect(listed.data?.engagement.exportJobs.edges).toHaveLength(2);
  });

  it('is refused where no hat owes artifacts', async () => {
    const onlyCto = await practice.engagement({ shape: 'FRACTIONAL_CTO' });
    const { exportJob, userErrors } = await ask(owner, onlyCto.id);
    expect(exportJob).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'NO_ARTIFACTS', field: 'engagementId' }]);
  });
});
