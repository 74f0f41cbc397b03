import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trustedDocuments } from './trusted-documents.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bicorne-documents-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('writes the documents also where nothing was built yet', async () => {
  const manifest = join(folder, 'dist/apps/admin-documents.json');
  const { buildStart } = trustedDocuments(fileURLToPath(new URL('src', import.meta.url)), manifest);
  (buildStart as () => void)();
  const documents = Object.values(JSON.parse(await readFile(manifest, 'utf8')) as Record<string, string>);
  expect(documents.filter((text) => text.includes('query Portfolio'))).toHaveLength(1);
});
