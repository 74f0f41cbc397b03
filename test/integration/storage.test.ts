import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { prepareUpload, sweepStorage, uploadFile, type FileView, type Services } from '@bicorne/application';
import { FILES_PER_ENGAGEMENT, type Decided } from '@bicorne/domain';
import { openDiskStorage } from '@bicorne/documents';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';
import { makeOlder, placeOfBytes } from '../support/kept-bytes.js';
import { sha256 } from '../support/pack.js';

// Real: storage on disk, PostgreSQL with its policies under the roles of the API and of the worker. Time is moved in the
// dates of files.

const A_DAY_AGO = 24 * 60 + 1;

let server: TestDatabase;
let database: DataSource;
let worker: DataSource;
let superuser: pg.Client;
let dataDir: string;
let services: Services;
let practice: Practice;
let engagement: StartedEngagement;

beforeAll(async () => {
  server = await testDatabase();
  database = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 2 });
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
});

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bicorne-storage-'));
  services = { ...(await testServices()), storage: openDiskStorage(join(dataDir, 'files')) };
  practice = await Practice.open(new WorkspaceTransaction(database), services);
  engagement = await practice.engagement();
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

afterAll(async () => {
  await superuser?.end();
  await worker?.destroy();
  await database?.destroy();
  await server?.drop();
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function upload(text: string): Promise<Decided<FileView>> {
  return (await begun(text))();
}

/** An upload that was let begin; what is returned receives it. */
async function begun(text: string): Promise<() => ReturnType<typeof uploadFile>> {
  const context = practice.acting(practice.owner, at('2026-03-04T10:00'));
  const target = await must(prepareUpload(context, engagement.id));
  return () => uploadFile(context, target, { name: 'note.txt', content: bytesOf(text) });
}

/** Bytes without a row, as a transaction leaves them that fails at its commit. */
async function orphan(text: string, workspaceId = practice.workspaceId): Promise<string> {
  const received = await services.storage.receive(bytesOf(text));
  await received.keep(workspaceId);
  return received.sha256;
}

function sweep(): Promise<{ cleared: number; forgotten: number }> {
  return sweepStorage({ transaction: new WorkspaceTransaction(worker), services });
}

function kept(hash: string, workspaceId = practice.workspaceId): Promise<object | null> {
  return services.storage.stat(workspaceId, hash);
}

const place = (hash: string, workspaceId = practice.workspaceId): string => placeOfBytes(dataDir, workspaceId, hash);

describe('an upload', () => {
  it('leaves nothing behind where it is refused', async () => {
    expect(await upload('\u0000')).toMatchObject({ ok: false, refusals: [{ code: 'UNSUPPORTED_TYPE' }] });
    expect(await kept(sha256(new TextEncoder().encode('\u0000')))).toBeNull();
    expect(await readdir(join(dataDir, 'files/incoming'))).toEqual([]);
  });

  it('leaves the same bytes of another alone where it is refused', async () => {
    const hash = await orphan('\u0000');
    expect(await upload('\u0000')).toMatchObject({ ok: false });
    expect(await kept(hash)).not.toBeNull();
  });

  it('is counted again once it has come: of two for the last place one is refused, and leaves nothing', async () => {
    await superuser.query(
      `insert into file (workspace_id, client_id, engagement_id, name, media_type, size, sha256, uploaded_at, uploaded_by)
       select $1, $2, $3, 'note.txt', 'text/plain', 1, repeat('a', 64), now(), 'Olive Owner'
       from generate_series(2, $4::int)`,
      [practice.workspaceId, engagement.clientId, engagement.id, FILES_PER_ENGAGEMENT],
    );
    const begunBoth = [await begun('One.'), await begun('Two.')];
    const both = await Promise.all(begunBoth.map((receive) => receive()));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusals: [{ code: 'TOO_MANY', field: 'engagementId' }] });
    const found = await Promise.all(['One.', 'Two.'].map((text) => kept(sha256(new TextEncoder().encode(text)))));
    expect(found.filter((one) => one !== null)).toHaveLength(1);
    expect(await readdir(join(dataDir, 'files/incoming'))).toEqual([]);
  });
});

describe('the sweep of storage', () => {
  it('forgets bytes that no row names, once they are a day old', async () => {
    const file = await must(upload('Needed.'));
    const [old, young] = [await orphan('Old.'), await orphan('Young.')];
    await makeOlder(place(file.sha256), A_DAY_AGO);
    await makeOlder(place(old), A_DAY_AGO);
    await makeOlder(place(young), A_DAY_AGO - 5);
    expect(await sweep()).toEqual({ cleared: 0, forgotten: 1 });
    expect(await kept(old)).toBeNull();
    expect(await kept(young)).not.toBeNull();
    expect(await kept(file.sha256)).not.toBeNull();
  });

  it('clears away what broke off while it was written, once it is a day old', async () => {
    const incoming = join(dataDir, 'files/incoming');
    await services.storage.receive(bytesOf('Neither kept nor dropped.'));
    const [left] = await readdir(incoming);
    await makeOlder(join(incoming, left ?? ''), A_DAY_AGO - 5);
    expect(await sweep()).toEqual({ cleared: 0, forgotten: 0 });
    await makeOlder(join(incoming, left ?? ''), A_DAY_AGO);
    expect(await sweep()).toEqual({ cleared: 1, forgotten: 0 });
    expect(await readdir(incoming)).toEqual([]);
  });

  it('goes through more than one batch, workspace by workspace', async () => {
    const other = await Practice.open(new WorkspaceTransaction(database), services);
    const hashes = await Promise.all(
      Array.from({ length: 1_010 }, (_, n) => orphan(`${n}`, n % 100 === 0 ? other.workspaceId : practice.workspaceId)),
    );
    await Promise.all(
      hashes.map((hash, n) => makeOlder(place(hash, n % 100 === 0 ? other.workspaceId : undefined), A_DAY_AGO)),
    );
    expect(await sweep()).toEqual({ cleared: 0, forgotten: 1_010 });
  });

  it('leaves alone what is not its own: a workspace that the database does not know, and what else stands there', async () => {
    const elsewhere = randomUUID();
    const foreign = await orphan('Of another installation.', elsewhere);
    await makeOlder(place(foreign, elsewhere), A_DAY_AGO);
    const note = join(dataDir, 'files', practice.workspaceId, 'README');
    await orphan('x');
    await writeFile(note, 'Mounted from the file server.');
    await makeOlder(note, A_DAY_AGO);
    expect(await sweep()).toEqual({ cleared: 0, forgotten: 0 });
    expect(await kept(foreign, elsewhere)).not.toBeNull();
    expect(await readdir(join(dataDir, 'files', practice.workspaceId))).toContain('README');
  });
});
