import type { ArchivedFile, ArchiveEntry, PdfDocument, Storage } from '@bicorne/documents';
import { PACK_EVIDENCE_LIMIT, dayOf, formatDay, sectionTables } from '@bicorne/domain';
import { evidenceName } from './evidence-name.js';
import type { Pack, PackDeliverable, PackEvidence, PackRevision } from './load-pack.js';
import { manifestOf, packDate, type PackedArtifact } from './pack-manifest.js';
import { readmeOf } from './pack-readme.js';

export interface PackTools {
  workspaceId: string;
  storage: Pick<Storage, 'get' | 'stat'>;
  print(document: PdfDocument): Promise<Uint8Array>;
  /** Told after each artifact how many of the seven are done. Throws to stop. */
  onArtifact(done: number): Promise<void>;
}

/**
 * The files of the pack in their order: what to read first, then a folder for each artifact, and the manifest last, which
 * lists all the others with their hashes. The same state gives the same files.
 */
export async function* packEntries(
  pack: Pack,
  tools: PackTools,
  written: readonly ArchivedFile[],
): AsyncGenerator<ArchiveEntry> {
  yield text('README.txt', readmeOf(pack));
  const packed: PackedArtifact[] = [];
  const room = { left: PACK_EVIDENCE_LIMIT };
  for (const place of pack.places) {
    const { included } = place;
    const artifact: PackedArtifact = { place, leftOut: [] };
    if (included?.revision) {
      const folder = `${String(place.number).padStart(2, '0')}-${place.key}`;
      yield* artifactEntries(pack, included, included.revision, { folder, room, artifact, tools });
    }
    packed.push(artifact);
    await tools.onArtifact(place.number);
  }
  yield json('manifest.json', manifestOf(pack, packed, written));
}

interface ArtifactParts {
  folder: string;
  /** Bytes that attached files may still take, of the whole pack. */
  room: { left: number };
  artifact: PackedArtifact;
  tools: PackTools;
}

async function* artifactEntries(
  pack: Pack,
  deliverable: PackDeliverable,
  revision: PackRevision,
  { folder, room, artifact, tools }: ArtifactParts,
): AsyncGenerator<ArchiveEntry> {
  const { key, title } = deliverable;
  const pdf = await tools.print(documentOf(pack, deliverable, revision));
  yield { path: `${folder}/${key}.pdf`, content: pdf, text: false };
  const head = { artifact: key, title, revision: revision.number };
  yield json(`${folder}/tables.json`, { ...head, tables: sectionTables(revision.markdown) });
  yield text(`${folder}/source.md`, revision.markdown);
  /** Where each file stands; null where it is left out. */
  const files = new Map<string, string | null>();
  const attached = new Map<string, ArchiveEntry>();
  for (const { file } of revision.evidence) {
    if (!file || files.has(keyOf(file))) continue;
    const path = `evidence/${evidenceName(file)}`;
    // The same bytes under names that are the same once they are safe.
    if (attached.has(path)) {
      files.set(keyOf(file), path);
      continue;
    }
    const stored = await tools.storage.stat(tools.workspaceId, file.sha256);
    const fits = stored !== null && stored.size <= room.left;
    files.set(keyOf(file), fits ? path : null);
    if (!fits) {
      artifact.leftOut.push(file.name);
      continue;
    }
    room.left -= stored.size;
    attached.set(path, { path: `${folder}/${path}`, content: bytesOf(tools, file.sha256), text: false });
  }
  yield json(`${folder}/evidence.json`, { ...head, evidence: revision.evidence.map((one) => evidenceOf(one, files)) });
  yield* attached.values();
}

function documentOf(pack: Pack, deliverable: PackDeliverable, revision: PackRevision): PdfDocument {
  const { title, hat, state, submittedAt, acceptedAt } = deliverable;
  const day = (moment: string | null): string =>
    moment === null ? '' : formatDay(dayOf(new Date(moment), pack.engagement.timeZone));
  return {
    markdown: revision.markdown,
    title,
    client: pack.client.name,
    author: pack.consultancy,
    hats: [hat],
    date: new Date(packDate(pack)),
    facts: [
      { label: 'Client', value: pack.client.name },
      { label: 'Prepared by', value: pack.consultancy },
      { label: 'Revision', value: String(revision.number) },
      state === 'ACCEPTED'
        ? { label: 'Accepted by the client', value: day(acceptedAt) }
        : { label: 'Submitted, not accepted yet', value: day(submittedAt) },
    ],
  };
}

/** A piece of evidence as `evidence.json` has it. */
function evidenceOf(
  { section, kind, url, statement, file }: PackEvidence,
  files: ReadonlyMap<string, string | null>,
): object {
  if (!file) return { section, kind, url, statement };
  const { name, mediaType, size, sha256 } = file;
  return {
    section,
    kind,
    statement,
    file: { name, mediaType, size, sha256, path: files.get(keyOf(file)) ?? null },
  };
}

async function* bytesOf({ storage, workspaceId }: PackTools, sha256: string): AsyncGenerator<Uint8Array> {
  const content = await storage.get(workspaceId, sha256);
  if (content === null) throw new Error(`Storage has lost ${sha256} while an archive was made.`);
  yield* content as AsyncIterable<Uint8Array>;
}

function keyOf({ sha256, name }: { sha256: string; name: string }): string {
  return `${sha256} ${name}`;
}

function text(path: string, content: string): ArchiveEntry {
  return { path, content: new TextEncoder().encode(content), text: true };
}

function json(path: string, content: object): ArchiveEntry {
  return text(path, `${JSON.stringify(content, null, 2)}\n`);
}
