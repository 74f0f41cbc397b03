import { decided, refused } from '../shared/vocabulary.js';
import type { Decided } from '../shared/vocabulary.js';
import type { CharterAcknowledgement, CharterVersion } from './types.js';

export interface MissingAcknowledgements {
  practitionerIds: string[];
  sponsor: boolean;
}

/** Whose acknowledgement a version still waits for. */
export function missingAcknowledgements(
  version: Pick<CharterVersion, 'practitionerIds' | 'acknowledgements'>,
): MissingAcknowledgements {
  const by = new Set(version.acknowledgements.filter((a) => a.as === 'PRACTITIONER').map((a) => a.personId));
  return {
    practitionerIds: [...new Set(version.practitionerIds)].filter((id) => !by.has(id)),
    sponsor: !version.acknowledgements.some((a) => a.as === 'SPONSOR'),
  };
}

/** Whether every practitioner in the version, of whom there is at least one, and a sponsor have acknowledged it. */
export function isAcknowledged(version: Pick<CharterVersion, 'practitionerIds' | 'acknowledgements'>): boolean {
  const missing = missingAcknowledgements(version);
  return version.practitionerIds.length > 0 && missing.practitionerIds.length === 0 && !missing.sponsor;
}

/**
 * The version that counts: the newest that is acknowledged by all. A newer one that still waits changes nothing; null
 * where none is acknowledged yet. Bicorne domain language, Charter and decisions.
 */
export function charterInForce<V extends CharterVersion>(versions: readonly V[]): V | null {
  return versions.filter(isAcknowledged).reduce<V | null>((a, b) => (a && a.version > b.version ? a : b), null);
}

/** The version that says who decides what: the one in force, and before any is, the newest that is published. */
export function charterThatCounts<V extends { version: number }>(versions: readonly V[], inForce: V | null): V | null {
  return inForce ?? versions.reduce<V | null>((a, b) => (a && a.version > b.version ? a : b), null);
}

export interface AcknowledgeFacts {
  version: Pick<CharterVersion, 'version' | 'practitionerIds' | 'acknowledgements'>;
  newestVersion: number;
}

/**
 * Whether the person may acknowledge the version, and as what. `already` says that it was done before: acknowledging
 * twice is the same as once. Refused for a version that a newer one replaced (SUPERSEDED) and for anyone who is neither a
 * practitioner in it nor a sponsor (NOT_A_PARTY).
 */
export function acknowledgeCharter(
  facts: AcknowledgeFacts,
  person: { id: string; sponsor: boolean },
): Decided<CharterAcknowledgement & { already: boolean }> {
  const { version, newestVersion } = facts;
  const as = version.practitionerIds.includes(person.id) ? 'PRACTITIONER' : person.sponsor ? 'SPONSOR' : null;
  if (as === null)
    return refused({
      code: 'NOT_A_PARTY',
      field: 'charterId',
      message: 'A charter is acknowledged by the practitioners who wear its hats and by a sponsor of the client.',
    });
  if (version.version < newestVersion)
    return refused({
      code: 'SUPERSEDED',
      field: 'charterId',
      message: `Version ${version.version} was replaced: acknowledge version ${newestVersion}.`,
    });
  const already = version.acknowledgements.some((a) => a.personId === person.id && a.as === as);
  return decided({ personId: person.id, as, already });
}
