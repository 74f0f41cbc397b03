import type { DeliverableState, Hat, Refusal } from '../shared/vocabulary.js';

/** The seven artifacts of the pack, in the order in which an auditor reads them. Bicorne domain language, Deliverables. */
export const ARTIFACT_PACK = [
  'ai-capability-map',
  'model-registry',
  'data-lineage',
  'output-monitoring',
  'stakeholder-impact',
  'incident-runbook',
  'governance-ownership',
] as const;

export type ArtifactKey = (typeof ARTIFACT_PACK)[number];

export const EXPORT_KINDS = ['ARTIFACT_PACK', 'CLIENT', 'WORKSPACE'] as const;
/** What an archive is of: the seven artifacts of an engagement, all that is kept of a client, or all of the workspace. */
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
/** QUEUED → RUNNING → DONE | FAILED; back to QUEUED where whoever made it went away or met an outage. */
export type ExportState = (typeof EXPORT_STATES)[number];

/** An archive is forgotten this many days after it was finished: it can be made again, with the same bytes. */
export const EXPORT_KEPT_DAYS = 30;
/** How often an archive is tried before it counts as failed. */
export const EXPORT_ATTEMPTS = 5;
/** Attached files of a pack together, in bytes; what goes beyond is named in it and left out. */
export const PACK_EVIDENCE_LIMIT = 1024 ** 3;

/** The states in which the text that was submitted stands before others; sent back or withdrawn it does not. */
const STANDS: readonly DeliverableState[] = ['SUBMITTED', 'ACCEPTED'];

/** What of a deliverable decides whether it is in the pack. */
export interface PackCandidate {
  key: string;
  /** Number of the quarter in which it was planned. */
  quarter: number;
  state: DeliverableState;
  submittedRevision: number | null;
}

/** One place of the pack. */
export interface PackPlace<Candidate> {
  /** From 1. */
  number: number;
  key: ArtifactKey;
  /** Whose submitted revision is in the pack: of the newest quarter in which one stands. */
  included: Candidate | null;
  /** The deliverable of the newest quarter; null where none was ever planned. */
  newest: Candidate | null;
}

/** Fills the seven places. The order of the candidates does not matter. */
export function choosePack<Candidate extends PackCandidate>(candidates: readonly Candidate[]): PackPlace<Candidate>[] {
  return ARTIFACT_PACK.map((key, index) => {
    const own = candidates.filter((one) => one.key === key).toSorted((a, b) => b.quarter - a.quarter);
    const included = own.find(({ state, submittedRevision }) => STANDS.includes(state) && submittedRevision !== null);
    return { number: index + 1, key, included: included ?? null, newest: own[0] ?? null };
  });
}

/** Why an engagement with these hats has no pack; null where it has one. The artifacts are owed under the CAIO hat. */
export function packRefusal(hats: readonly Hat[]): Refusal | null {
  if (hats.includes('CAIO')) return null;
  return {
    code: 'NO_ARTIFACTS',
    field: 'engagementId',
    message: 'The artifact pack is owed under the CAIO hat, which this engagement does not have.',
  };
}
