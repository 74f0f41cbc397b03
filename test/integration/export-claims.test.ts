import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportArtifactPack, makeArtifactPack, sweepExports, type Services } from '@bicorne/application';
import { EXPORT_ATTEMPTS, EXPORT_KEPT_DAYS } from '@bicorne/domain';
import { Unprintable, type PdfThread } from '@bicorne/documents';
import { markdownPdf } from '../../libs/documents/src/pdf/markdown-pdf.js';
import type { Job } from '@bicorne/jobs';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, TEST_DATA_DIR, testServices, type StartedEngagement } from '../support/factories.js';
import { makeOlder, placeOfBytes } from '../support/kept-bytes.js';
import { demoText, submitArtifact } from '../support/pack.js';
import { until } from '../support/until.js';

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

async function sweep(storage = services.storage): Promise<{ due: number; forgotten: number; added: Job[] }> {
  const added: Job[] = [];
  const queues = { add: async (jobs: readonly Job[]) => void added.push(...jobs), waiting: async () => 0 };
  const transaction = new WorkspaceTransaction(worker);
  return { ...(await sweepExports({ database: worker, transaction, services: { storage }, queues })), added };
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

  it.each([
    ['TOO_SLOW', /the document "Model registry" takes more than 60 seconds to print\./],
    ['TOO_LARGE', /the document "Model registry" takes more memory to print than it may\./],
  ] as const)('fails at once where a document is %s to print, and names it', async (why, error) => {
    expect(await make(async ({ title }) => Promise.reject(new Unprintable(title, why)))).toBe('FAILED');
    const failed = await row();
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1, sha256: null });
    expect(failed.error).toMatch(error);
    expect(await make()).toBe('NOT_DUE');
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

  const age = (id: string, days: number) =>
    superuser.query('update export_job set finished_at = now() - make_interval(days => $1, mins => 1) where id = $2', [
      days,
      id,
    ]);
  const kept = (sha256: string) => services.storage.stat(practice.workspaceId, sha256);
  const makeBytesOlder = (sha256: string) => makeOlder(placeOfBytes(TEST_DATA_DIR, practice.workspaceId, sha256), 61);

  async function made(): Promise<string> {
    expect(await make()).toBe('DONE');
    const { sha256 } = await row();
    return sha256 ?? '';
  }

  async function askAgain(): Promise<void> {
    const asking = practice.acting(practice.owner, at('2026-03-06T11:00'));
    exportJobId = await must(exportArtifactPack(asking, { engagementId: engagement.id }));
  }

  it('forgets what was kept long enough, and its bytes once nothing else has them', async () => {
    const sha256 = await made();
    const first = exportJobId;
    await askAgain();
    expect(await made()).toBe(sha256);
    await makeBytesOlder(sha256);

    await age(first, EXPORT_KEPT_DAYS - 1);
    expect((await sweep()).forgotten).toBe(0);
    await age(first, EXPORT_KEPT_DAYS);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept(sha256)).not.toBeNull();
    await age(exportJobId, EXPORT_KEPT_DAYS);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept(sha256)).toBeNull();
  });

  it('leaves bytes that came within the last hour', async () => {
    const sha256 = await made();
    await age(exportJobId, EXPORT_KEPT_DAYS);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept(sha256)).not.toBeNull();
  });

  it('leaves bytes that an uploaded file has too', async () => {
    const sha256 = await made();
    await superuser.query(
      `insert into file (workspace_id, client_id, engagement_id, name, media_type, size, sha256, uploaded_at, uploaded_by)
       values ($1, $2, $3, 'pack.zip', 'application/zip', 1, $4, now(), 'Olive Owner')`,
      [practice.workspaceId, engagement.clientId, engagement.id, sha256],
    );
    await makeBytesOlder(sha256);
    await age(exportJobId, EXPORT_KEPT_DAYS);
    expect((await sweep()).forgotten).toBe(1);
    expect(await kept(sha256)).not.toBeNull();
    await superuser.query('delete from file where sha256 = $1', [sha256]);
  });

  it('takes no bytes from under an archive that is finished meanwhile', async () => {
    const sha256 = await made();
    await age(exportJobId, EXPORT_KEPT_DAYS);
    await makeBytesOlder(sha256);
    await askAgain();
    let making: Promise<unknown> | undefined;
    await sweep({
      ...services.storage,
      delete: async (...which) => {
        making = make();
        await until('the archive is finished, or waits for the sweep', async () => {
          const { rows } = await superuser.query("select 1 from pg_locks where locktype = 'advisory' and not granted");
          return rows.length > 0 || (await row()).state === 'DONE';
        });
        // The lock alone has to do, as where clocks disagree.
        await makeBytesOlder(sha256);
        return services.storage.delete(...which);
      },
    });
    expect(await making).toBe('DONE');
    expect((await row()).sha256).toBe(sha256);
    expect(await kept(sha256)).not.toBeNull();
  });
});
