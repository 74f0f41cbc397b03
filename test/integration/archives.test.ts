import {
  archiveEntries,
  BadArchive,
  exportData,
  makeArtifactPack,
  restoreWorkspace,
  TABLE_DATA,
  type ArchiveManifest,
  type UseCaseContext,
} from '@bicorne/application';
import { openArchive, openPdfThread, zip } from '@bicorne/documents';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { columnsWith, plantWord, textColumns } from '../support/canaries.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, TEST_DATA_DIR, testServices } from '../support/factories.js';
import { placeOfBytes } from '../support/kept-bytes.js';
import { tenantTables } from '../tenancy/catalogue.js';
import { BYTES, hashOf, TwoPractices } from '../support/two-practices.js';

// Real: PostgreSQL, storage on disk, ZIPs as they are written and read. Two databases: one that is exported, one restored to.

const NOW = at('2026-04-01T10:00');
const WORD = 'canary-archived';
const SECRET = { secret: randomBytes(32).toString('hex') };

let two: TwoPractices;
let elsewhere: { server: TestDatabase; owner: DataSource; beneath: pg.Client };
let folder: string;
let bytes: Buffer;
let planted: string[];

beforeAll(async () => {
  two = await TwoPractices.open();
  const server = await testDatabase();
  const owner = await openDatabase({ url: server.url, role: 'owner', poolSize: 2 });
  const beneath = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await beneath.connect();
  elsewhere = { server, owner, beneath };
  folder = await mkdtemp(join(tmpdir(), 'bicorne-archives-'));
  planted = await plantWord(two.beneath, WORD, (table, columns) =>
    columns.includes('workspace_id') ? `workspace_id = '${two.practice.workspaceId}'` : null,
  );
  bytes = await archiveOf(null);
});

afterAll(async () => {
  await two?.close();
  await elsewhere?.beneath.end();
  await elsewhere?.owner.destroy();
  await elsewhere?.server.drop();
  await rm(folder, { recursive: true, force: true });
});

async function archiveOf(clientId: string | null): Promise<Buffer> {
  const { workspaceId, services } = two.practice;
  return new WorkspaceTransaction(two.app).run(
    { workspaceId },
    async (tx) => {
      const chunks: Uint8Array[] = [];
      const order = { clientId, madeBy: 'Olive Owner' };
      for await (const chunk of zip((written) => archiveEntries(tx, order, services, written))) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    { snapshot: true },
  );
}

const partsOf = (archive: Uint8Array) => unzipSync(new Uint8Array(archive));
const textOf = (parts: Record<string, Uint8Array>, path: string) => Buffer.from(parts[path] ?? []).toString('utf8');
const manifestOf = (parts: Record<string, Uint8Array>) => JSON.parse(textOf(parts, 'manifest.json')) as ArchiveManifest;

async function restore(archive: Uint8Array, slug: string | null = null) {
  const file = join(folder, `${randomBytes(8).toString('hex')}.zip`);
  await writeFile(file, archive);
  const opened = await openArchive(file);
  const { storage } = await testServices();
  try {
    return await restoreWorkspace({ database: elsewhere.owner, storage, secrets: SECRET }, opened, slug);
  } finally {
    opened.close();
  }
}

describe('the list of what goes into an archive', () => {
  it('has every table of a workspace', async () => {
    expect(Object.keys(TABLE_DATA).sort()).toEqual((await tenantTables(two.beneath)).sort());
  });

  it('leaves out every column of bytes, which are hashes of secrets or sealed', async () => {
    const secret = (await textColumns(two.beneath)).filter(({ type, table }) => type === 'bytea' && TABLE_DATA[table]);
    expect(secret.length).toBeGreaterThan(4);
    for (const { table, column } of secret)
      expect([table, TABLE_DATA[table]?.without]).toEqual([table, expect.arrayContaining([column])]);
  });
});

describe('the archive of a workspace', () => {
  it('has every row and every text of it, and the bytes of files', async () => {
    const parts = partsOf(bytes);
    const manifest = manifestOf(parts);
    const { workspaceId } = two.practice;
    for (const { name, rows } of manifest.tables) {
      const { rows: counted } = await two.beneath.query<{ count: number }>(
        `select count(*)::int as count from ${name} where workspace_id = $1`,
        [workspaceId],
      );
      expect([name, rows, (JSON.parse(textOf(parts, `tables/${name}.json`)) as unknown[]).length]).toEqual([
        name,
        counted[0]?.count,
        counted[0]?.count,
      ]);
    }
    const passing = ['outbox', 'idempotency_key'];
    for (const column of planted) {
      const [table = '', name = ''] = column.split('.');
      if (!passing.includes(table))
        expect([column, textOf(parts, `tables/${table}.json`).includes(`${WORD} ${name} `)]).toEqual([column, true]);
    }
    for (const text of Object.values(BYTES)) expect(textOf(parts, `files/${hashOf(text)}`)).toBe(text);
  });

  it('says what is in it, with the hash of each file', () => {
    const parts = partsOf(bytes);
    const { files, ...head } = manifestOf(parts);
    expect(head).toMatchObject({
      format: 'bicorne-archive',
      version: 1,
      kind: 'WORKSPACE',
      client: null,
      madeBy: 'Olive Owner',
    });
    expect(files.map(({ path }) => path).sort()).toEqual(
      Object.keys(parts)
        .filter((path) => path !== 'manifest.json')
        .sort(),
    );
    for (const { path, sha256, size } of files)
      expect([
        path,
        createHash('sha256')
          .update(parts[path] ?? '')
          .digest('hex'),
        parts[path]?.length,
      ]).toEqual([path, sha256, size]);
  });

  it('of a client has that client alone', async () => {
    const [{ clientId }, { clientId: other }] = two.clients;
    const parts = partsOf(await archiveOf(clientId));
    const all = Object.keys(parts)
      .map((path) => textOf(parts, path))
      .join('\n');
    expect(manifestOf(parts)).toMatchObject({ kind: 'CLIENT', client: { id: clientId } });
    expect(all).toContain(clientId);
    expect(all).not.toContain(other);
    expect(Object.keys(parts)).not.toContain(`files/${hashOf(BYTES.second)}`);
    await expect(restore(await archiveOf(clientId))).rejects.toThrow('only a whole workspace is restored');
  });

  it('is made by the worker for an owner, once where it is asked for twice', async () => {
    const context: UseCaseContext = two.practice.acting(two.practice.owner, NOW);
    const exportJobId = await must(exportData(context, { clientId: null }));
    expect(await must(exportData(context, { clientId: null }))).toBe(exportJobId);
    const deps = { transaction: context.transaction, services: context.services, openPrinter: () => openPdfThread() };
    const { workspaceId } = two.practice;
    expect(await makeArtifactPack(deps, { workspaceId, exportJobId })).toBe('DONE');
    const [job] = await two.practice.query<{ sha256: string; state: string }>(
      'select * from export_job where id = $1',
      [exportJobId],
    );
    expect(existsSync(placeOfBytes(TEST_DATA_DIR, workspaceId, job?.sha256 ?? ''))).toBe(true);
  });
});

describe('a restore', () => {
  const drop = (parts: Record<string, Uint8Array>, path: string): boolean => Reflect.deleteProperty(parts, path);

  it.each<[string, (parts: Record<string, Uint8Array>) => unknown, string]>([
    [
      'with another byte in a table',
      (parts) => (parts['tables/client.json'] = Buffer.from('[]')),
      'not what the manifest says',
    ],
    ['without a file', (parts) => drop(parts, `files/${hashOf(BYTES.first)}`), 'is missing'],
    ['with a file too many', (parts) => (parts['tables/extra.json'] = Buffer.from('[]')), 'does not list'],
    ['without a manifest', (parts) => drop(parts, 'manifest.json'), 'no archive of Bicorne'],
    [
      'of a newer version',
      (parts) =>
        (parts['manifest.json'] = Buffer.from(
          textOf(parts, 'manifest.json').replace(/"schema": "[^"]+"/, '"schema": "Future9"'),
        )),
      'newer Bicorne',
    ],
  ])('%s is refused, and leaves nothing', async (_what, change, message) => {
    const parts = partsOf(bytes);
    change(parts);
    const restored = restore(zipSync(parts));
    await expect(restored).rejects.toThrow(BadArchive);
    await expect(restored).rejects.toThrow(message);
    expect((await elsewhere.beneath.query('select from workspace')).rowCount).toBe(0);
  });

  it('brings back every row, text and file, with ids, and what is not said to stay behind', async () => {
    const restored = await restore(bytes);
    expect(restored).toMatchObject({ files: 3, owner: { password: expect.any(String) } });
    const { workspaceId } = two.practice;
    for (const [table, { inArchive, without = [], restored: changed = {} }] of Object.entries(TABLE_DATA)) {
      const left = [...without, ...Object.keys(changed), 'user_id', ...(table === 'audit_entry' ? ['id'] : [])];
      const rowsOf = async (client: pg.Client) =>
        (
          await client.query<{ row: string }>(
            `select (to_jsonb(t) - $2::text[])::text as row from ${table} t where workspace_id = $1
             ${table === 'audit_entry' ? "and actor_name <> 'bicorne restore' and noun <> 'EXPORT_JOB'" : ''} order by 1`,
            [workspaceId, left],
          )
        ).rows;
      const [there, here] = [await rowsOf(elsewhere.beneath), await rowsOf(two.beneath)];
      if (table === 'webhook_endpoint') expect(there).toHaveLength(here.length);
      else expect([table, there]).toEqual([table, inArchive === 'RESTORED' ? here : []]);
    }
    const texts = await columnsWith(elsewhere.beneath, WORD);
    expect(
      planted.filter((name) => TABLE_DATA[name.split('.')[0] ?? '']?.inArchive === 'RESTORED' && !texts.includes(name)),
    ).toEqual([]);
  });

  it('sends nothing that waited, and keeps endpoints for a new secret', async () => {
    const { beneath } = elsewhere;
    const due = await beneath.query(
      `select from delivery where state in ('PENDING', 'SENDING') union all select from outbox union all
       select from notice where channel <> 'IN_APP' and delivery_id is null and dropped_because is null`,
    );
    expect(due.rowCount).toBe(0);
    const { rows } = await beneath.query<{ disabled: boolean; length: number }>(
      'select disabled_at is not null as disabled, length(secret_sealed) as length from webhook_endpoint',
    );
    for (const { disabled, length } of rows) expect([disabled, length > 33]).toEqual([true, true]);
    const people = await beneath.query(
      'select from member m where not exists (select from auth."user" u where u.id = m.user_id)',
    );
    expect(people.rowCount).toBe(0);
  });

  it('is refused where the workspace is already, or its slug', async () => {
    await expect(restore(bytes)).rejects.toThrow('is here already');
    await elsewhere.beneath.query('update workspace set erased_at = now()');
    await expect(restore(bytes)).rejects.toThrow('was erased here');
  });
});
