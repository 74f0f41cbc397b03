import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportArtifactPack, makeArtifactPack, sweepExports, type Services } from '@bicorne/application';
import { EXPORT_ATTEMPTS, EXPORT_KEPT_DAYS } from '@bicorne/domain';
import { markdownPdf, type PdfThread } from '@bicorne/documents';
import type { Job } from '@bicorne/jobs';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';
import { demoText, submitArtifact } from '../support/pack.js';

// Real: PostgreSQL with its policies and its clock, storage on disk. Left out: the queue, and the thread that prints.

let server: TestDatabase;
let database: DataSource;
let worker: DataSource;
let superuser: pg.Client;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;
let exportJobId: string;

beforeAll(async () => {
  server = await testDatabase();
  database = await openDatabase({ url: server.url, role: 'app', poolSize: 3 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 5 });
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  services = await testServices();
  practice = await Practice.open(new WorkspaceTransaction(database), services);
  engagement = await practice.engagement();
  const registry = { key: 'model-registry', markdown: demoText('model-registry'), day: '2026-03-04' };
  await submitArtifact(practice, engagement, registry);
});

beforeEach(async () => {
  await superuser.query('delete from export_job');
  const asking = practice.acting(practice.owner, at('2026-03-06T10:00'));
  exportJobId = await must(exportArtifactPack(asking, { engagementId: engagement.id }));
});

afterAll(async () => {
  await superuser?.end();
  await worker?.destroy();
  await database?.destroy();
  await server?.drop();
});

function make(print: PdfThread['print'] = markdownPdf, signal?: AbortSignal) {
  const openPrinter = (): PdfThread => ({ print, close: async () => undefined });
  const deps = { transaction: new WorkspaceTransaction(worker), services, openPrinter };
  return makeArtifactPack(deps, { workspaceId: practice.workspaceId, exportJobId }, signal);
}

async function sweep(): Promise<{ due: number; forgotten: number; added: Job[] }> {
  const added: Job[] = [];
  const queues = { add: async (jobs: readonly Job[]) => void added.push(...jobs), waiting: async () => 0 };
  const transaction = new WorkspaceTransaction(worker);
  return { ...(await sweepExports({ database: worker, transaction, services, queues })), added };
}

interface Row {
  state: string;
  attempts: number;
  error: string | null;
  progress: number;
  sha256: string | null;
}

async function row(): Promise<Row> {
  const { rows } = await superuser.query<Row>(
    'select state, attempts, error, progress, sha256 from export_job where id = $1',
    [exportJobId],
  );
  if (!rows[0]) throw new Error('The export is gone.');
  return rows[0];
}

describe('an export', () => {
  it('is made once, however often it is brought', async () => {
    expect(await Promise.all([make(), make(), make()]).then((all) => all.toSorted())).toEqual([
      'DONE',
      'NOT_DUE',
      'NOT_DUE',
    ]);
    expect(await make()).toBe('NOT_DUE');
    expect(await row()).toMatchObject({ state: 'DONE', attempts: 1, progress: 1 });
  });

  it('is tried again after a pause, and fails in words for people', async () => {
    const broken = async (): Promise<Buffer> => Promise.reject(new Error('Out of memory at 0x1f.'));
    for (let attempt = 1; attempt <= EXPORT_ATTEMPTS; attempt++) {
      await expect(make(broken)).rejects.toThrow('Out of memory');
      // Not before its pause is over.
      expect(await make(broken)).toBe('NOT_DUE');
      expect((await row()).state).toBe(attempt < EXPORT_ATTEMPTS ? 'QUEUED' : 'FAILED');
      await superuser.query('update export_job set next_attempt_at = now()');
    }
    const { error } = await row();
    expect(error).toMatch(/^The archive could not be made\./);
    expect(error).not.toContain('memory');
    expect(await make()).toBe('NOT_DUE');
  });

  it('is refused from a maker whose lease lapsed and was taken', async () => {
    let overtaken = false;
    const slow = async (...document: Parameters<PdfThread['print']>): Promise<Buffer> => {
      if (!overtaken) {
        overtaken = true;
        await superuser.query('update export_job set lease_until = now()');
        expect(await make()).toBe('DONE');
      }
      return markdownPdf(...document);
    };
    const { sha256: none } = await row();
    expect(none).toBeNull();
    expect(await make(slow)).toBe('STALE');
    expect(await row()).toMatchObject({ state: 'DONE', attempts: 2 });
  });

  it('is given back at once where the process ends, which is no try', async () => {
    const ending = new AbortController();
    const result = await make(async (document) => {
      ending.abort();
      return markdownPdf(document);
    }, ending.signal);
    expect(result).toBe('GIVEN_BACK');
    expect(await row()).toMatchObject({ state: 'QUEUED', attempts: 0, progress: 0 });
    expect(await make()).toBe('DONE');
  });

  it('that was lost by every maker is failed rather than tried for ever', async () => {
    await superuser.query("update export_job set state = 'RUNNING', attempts = $1, lease_until = now()", [
      EXPORT_ATTEMPTS,
    ]);
    expect(await make()).toBe('NOT_DUE');
    expect(await row()).toMatchObject({ state: 'FAILED', attempts: EXPORT_ATTEMPTS });
  });
});

describe('the sweep', () => {
  it("brings what waits in nobody's hands", async () => {
    const job = { name: 'export.artifact-pack', payload: { workspaceId: practice.workspaceId, exportJobId } };
    expect((await sweep()).added).toEqual([job]);
    await superuser.query("update export_job set state = 'RUNNING', lease_until = now() + interval '1 minute'");
    expect((await sweep()).added).toEqual([]);
    await superuser.query('update export_job set lease_until = now()');
    expect((await sweep()).added).toEqual([job]);
  });

  it('forgets what was kept long enough, and its bytes once nothing else has them', async () => {
    await make();
    const { sha256 } = await row();
    const kept = () => services.storage.stat(practice.workspaceId, sha256 ?? '');
    const first = exportJobId;
    exportJobId = await must(
      exportArtifactPack(practice.acting(practice.owner, at('2026-03-06T11:00')), { engagementId: engagement.id }),
    );
    await make();
    expect((await row()).sha256).toBe(sha256);

    const age = `update export_job set finished_at = now() - make_interval(days => $1, mins => 1) where id = $2`;
    await superuser.query(age, [EXPORT_KEPT_DAYS - 1, first]);
    expect((await sweep()).forgotten).toBe(0);
    await superuser.query(age, [EXPORT_KEPT_DAYS, first]);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept()).not.toBeNull();
    await superuser.query(age, [EXPORT_KEPT_DAYS, exportJobId]);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept()).toBeNull();
  });
});
