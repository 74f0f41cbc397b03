import { DEPTH_EVIDENCE_KINDS, decided, refused } from '../shared/vocabulary.js';
import type { Decided, DepthEvidenceKind, Refusal } from '../shared/vocabulary.js';
import { isWebAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';

/** One piece of evidence that a practitioner's AI depth is real. */
export interface DepthAttestation {
  kind: DepthEvidenceKind;
}

/** The kinds without a single piece of evidence, in the order of the vocabulary. */
export function depthEvidenceMissing(attestations: readonly DepthAttestation[]): DepthEvidenceKind[] {
  const there = new Set(attestations.map((attestation) => attestation.kind));
  return DEPTH_EVIDENCE_KINDS.filter((kind) => !there.has(kind));
}

/** Whether there is at least one piece of evidence of each kind. Bicorne domain language, Engagement: readiness. */
export function depthEvidenced(attestations: readonly DepthAttestation[]): boolean {
  return depthEvidenceMissing(attestations).length === 0;
}

const STATEMENT_LIMIT = 4_000;
const URL_LIMIT = 2_000;

export interface AttestDepthCommand {
  kind: DepthEvidenceKind;
  statement: string;
  evidenceUrl: string;
}

/**
 * An attestation that may be kept: what was done, in words, and where it can be looked at (an http or https address
 * without a password in it).
 */
export function attestDepth(command: AttestDepthCommand): Decided<AttestDepthCommand> {
  const refusals: Refusal[] = [];
  if (!DEPTH_EVIDENCE_KINDS.includes(command.kind))
    refusals.push({
      code: 'INVALID',
      field: 'kind',
      message: `The kind is one of ${DEPTH_EVIDENCE_KINDS.join(', ')}.`,
    });
  const statement = readText(command.statement, { field: 'statement', what: 'the statement', max: STATEMENT_LIMIT });
  if (!statement.ok) refusals.push(...statement.refusals);
  const url = readText(command.evidenceUrl, { field: 'evidenceUrl', what: 'the address', max: URL_LIMIT });
  if (!url.ok) refusals.push(...url.refusals);
  else if (!isWebAddress(url.value))
    refusals.push({
      code: 'INVALID_URL',
      field: 'evidenceUrl',
      message: 'The address of the evidence starts with https:// or http:// and holds no password.',
    });
  if (!statement.ok || !url.ok || refusals.length > 0) return refused(...refusals);
  return decided({ kind: command.kind, statement: statement.value, evidenceUrl: url.value });
}
