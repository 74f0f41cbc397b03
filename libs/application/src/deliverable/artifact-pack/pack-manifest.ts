import type { ArchivedFile } from '@bicorne/documents';
import type { PackPlace } from '@bicorne/domain';
import { toGlobalId } from '../../global-id.js';
import type { Pack, PackDeliverable } from './load-pack.js';

/** A place of the pack, and what of its evidence is not in it. */
export interface PackedArtifact {
  place: PackPlace<PackDeliverable>;
  /** Names of attached files that storage has lost or that the pack had no room for. */
  leftOut: string[];
}

/** Rises when a reader of the manifest would have to know. */
const MANIFEST_VERSION = 1;

/** The last moment at which something in the pack came to be: its date, whenever it is made. */
export function packDate({ engagement, places }: Pack): string {
  const moments = places.flatMap(({ included }) => [
    included?.submittedAt,
    included?.acceptedAt,
    included?.revision?.savedAt,
  ]);
  return moments.reduce<string>((last, moment) => (moment && moment > last ? moment : last), engagement.createdAt);
}

/** What `manifest.json` says: whose the pack is, what it is made from, what is missing, and the hash of every other file. */
export function manifestOf(pack: Pack, artifacts: readonly PackedArtifact[], files: readonly ArchivedFile[]): object {
  const { client, engagement, consultancy } = pack;
  return {
    format: 'bicorne-artifact-pack',
    version: MANIFEST_VERSION,
    asOf: packDate(pack),
    client: { id: toGlobalId('Client', client.id), name: client.name },
    consultancy,
    engagement: {
      id: toGlobalId('Engagement', engagement.id),
      shape: engagement.shape,
      startsOn: engagement.startsOn,
      timeZone: engagement.timeZone,
    },
    complete: pack.places.every(({ included }) => included !== null),
    artifacts: artifacts.map(artifactOf),
    files: [...files],
  };
}

function artifactOf({ place: { number, key, included, newest }, leftOut }: PackedArtifact): object {
  if (!included?.revision) return missingOf(number, key, newest);
  const { title, quarter, state, submittedAt, acceptedAt, revision } = included;
  return {
    number,
    key,
    title,
    included: true,
    quarter,
    state,
    submittedAt,
    acceptedAt,
    depth: Math.round(revision.depth),
    verdict: revision.verdict,
    revision: { id: toGlobalId('Revision', revision.id), number: revision.number, savedAt: revision.savedAt },
    evidenceLeftOut: leftOut,
  };
}

/** An artifact that is not there. What a draft says of itself is not for outside; of one that was sent back it is known. */
function missingOf(number: number, key: string, newest: PackDeliverable | null): object {
  const seen = newest?.state === 'CHANGES_REQUESTED' ? newest.revision : null;
  return {
    number,
    key,
    title: newest?.title ?? null,
    included: false,
    why: whyMissing(newest),
    quarter: newest?.quarter ?? null,
    state: newest?.state ?? null,
    depth: seen ? Math.round(seen.depth) : null,
    verdict: seen?.verdict ?? null,
  };
}

/** One sentence for the reader of the pack. */
export function whyMissing(newest: PackDeliverable | null): string {
  switch (newest?.state) {
    case undefined:
      return 'It was not planned in this engagement.';
    case 'PLANNED':
      return 'It is planned, and nothing was submitted.';
    case 'IN_PROGRESS':
      return 'It is being written, and is not submitted.';
    case 'CHANGES_REQUESTED':
      return 'It was submitted, and the client asked for changes.';
    case 'WAIVED':
      return 'It was waived by the client.';
    case 'SUBMITTED':
    case 'ACCEPTED':
      return 'Its submitted revision is missing.';
  }
}
