import type { OpenArchive } from '@bicorne/documents';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { filePath, MANIFEST, tablePath, type ArchiveManifest } from './archive-entries.js';

/** What is wrong with an archive, in a sentence. */
export class BadArchive extends Error {}

const MANIFEST_BYTES = 256 * 1024 ** 2;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.object({ id: z.guid(), name: z.string() });

const manifest = z.object({
  format: z.literal('bicorne-archive'),
  version: z.literal(1),
  kind: z.enum(['WORKSPACE', 'CLIENT']),
  madeAt: z.string(),
  madeBy: z.string(),
  workspace: named.extend({ slug: z.string() }),
  client: named.nullable(),
  schema: z.string(),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.int().nonnegative() })),
  files: z.array(z.object({ path: z.string(), size: z.int().nonnegative(), sha256 })),
}) satisfies z.ZodType<ArchiveManifest>;

/**
 * The manifest of an archive, once every file in it was read and is what the manifest says.
 *
 * @throws BadArchive where it is none of Bicorne's, or a file is missing, is another, or is not listed
 */
export async function checkedManifest(archive: OpenArchive): Promise<ArchiveManifest> {
  const size = archive.files.get(MANIFEST);
  if (size === undefined || size > MANIFEST_BYTES)
    throw new BadArchive('This is no archive of Bicorne: it has no manifest.json.');
  const chunks: Buffer[] = [];
  for await (const chunk of await archive.read(MANIFEST)) chunks.push(chunk as Buffer);
  const read = manifest.safeParse(jsonOf(Buffer.concat(chunks).toString('utf8')));
  if (!read.success) throw new BadArchive(`The manifest cannot be read: ${z.prettifyError(read.error)}`);
  const listed = new Map(read.data.files.map((file) => [file.path, file]));
  for (const path of archive.files.keys())
    if (path !== MANIFEST && !listed.has(path))
      throw new BadArchive(`The archive has ${path}, which its manifest does not list.`);
  for (const file of listed.values()) {
    const found = archive.files.has(file.path) ? await hashOf(archive, file.path) : null;
    if (found !== file.sha256) throw new BadArchive(`${file.path} is missing or not what the manifest says.`);
  }
  for (const { name } of read.data.tables)
    if (!listed.has(tablePath(name))) throw new BadArchive(`The archive has no rows of ${name}.`);
  return read.data;
}

/** The hashes of the attached files in it. */
export function attachedOf({ files }: ArchiveManifest): string[] {
  return files.filter(({ path, sha256: hash }) => path === filePath(hash)).map(({ sha256: hash }) => hash);
}

/** The rows of a table, each the JSON of one, in batches. */
export async function* rowsIn(archive: OpenArchive, table: string, atOnce: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of createInterface({ input: await archive.read(tablePath(table)) })) {
    const row = line.replace(/,$/, '');
    if (row === '[' || row === ']' || row === '[]' || row === '') continue;
    batch.push(row);
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function hashOf(archive: OpenArchive, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await archive.read(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
