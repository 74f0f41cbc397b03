import { prepareUpload, saveRevision, submitDeliverable, uploadFile } from '@bicorne/application';
import { findProjectRoot } from '@bicorne/config';
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, must, type Practice, type StartedEngagement } from './factories.js';

/** A deliverable as a practitioner wrote it for the demo workspace. */
export function demoText(key: string): string {
  return readFileSync(join(findProjectRoot(import.meta.url), `libs/application/demo/lumen-legal/${key}.md`), 'utf8');
}

export interface Attached {
  name: string;
  bytes: Uint8Array;
}

/** Writes and submits an artifact with a link, a statement and an attached file as its evidence. */
export async function submitArtifact(
  practice: Practice,
  engagement: StartedEngagement,
  { key, markdown, attached, day }: { key: string; markdown: string; attached?: Attached; day: string },
): Promise<void> {
  const context = practice.acting(practice.owner, at(`${day}T10:00`));
  const deliverableId = engagement.deliverables.get(key) ?? '';
  const section = 'Models in use';
  const evidence = [
    { section, kind: 'LINK' as const, url: 'https://example.com/evaluation' },
    { section, kind: 'STATEMENT' as const, statement: 'Seen in production.' },
  ];
  if (attached === undefined) {
    await must(saveRevision(context, { deliverableId, markdown, evidence }));
  } else {
    const target = await must(prepareUpload(context, engagement.id));
    const content = (async function* () {
      yield attached.bytes;
    })();
    const { id: fileId } = await must(uploadFile(context, target, { name: attached.name, content }));
    const file = { section, kind: 'FILE' as const, fileId };
    await must(saveRevision(context, { deliverableId, markdown, evidence: [...evidence, file] }));
  }
  await must(submitDeliverable(context, { deliverableId }));
}

/** The parts of a manifest that the tests look at. */
export interface Manifest {
  complete: boolean;
  asOf: string;
  client: { name: string };
  artifacts: {
    key: string;
    included: boolean;
    state: string | null;
    verdict: string | null;
    revision?: { number: number };
  }[];
  files: { path: string; size: number; sha256: string }[];
}

export interface Unpacked {
  paths: string[];
  manifest: Manifest;
  bytes: (path: string) => Uint8Array;
  text: (path: string) => string;
  tables: (folder: string) => unknown[];
  evidence: (folder: string) => { kind: string; file?: { path: string } }[];
}

/** Reads an archive as whoever receives it would. */
export function unpack(archive: Uint8Array): Unpacked {
  const files = unzipSync(archive);
  const bytes = (path: string): Uint8Array => {
    const found = files[path];
    if (!found) throw new Error(`The archive has no ${path}, but ${Object.keys(files).join(', ')}`);
    return found;
  };
  const text = (path: string): string => new TextDecoder().decode(bytes(path));
  const manifest = JSON.parse(text('manifest.json')) as Manifest;
  return {
    paths: Object.keys(files),
    manifest,
    bytes,
    text,
    tables: (folder) => (JSON.parse(text(`${folder}/tables.json`)) as { tables: unknown[] }).tables,
    evidence: (folder) =>
      (JSON.parse(text(`${folder}/evidence.json`)) as { evidence: { kind: string; file?: { path: string } }[] })
        .evidence,
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
