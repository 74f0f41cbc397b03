import { refusalWhereOver } from '../engagement/over.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, DeliverableState, EngagementState, Refusal } from '../shared/vocabulary.js';
import { readOptionalText, readText } from '../shared/text.js';

/** What a change of a deliverable's state looks at. */
export interface DeliverableFacts {
  state: DeliverableState;
  engagementState: EngagementState;
  /** The newest revision, or null where nothing was written yet. Numbers start at 1. */
  latestRevision: { number: number } | null;
  /** Number of the revision that was submitted last, or null. */
  submittedRevision: number | null;
}

export type DeliverableCommand =
  /** A new revision is about to be kept; the facts are those before it. */
  | { kind: 'SAVE' }
  /** The latest revision goes to the client. */
  | { kind: 'SUBMIT' }
  | { kind: 'ACCEPT'; note?: string | null }
  | { kind: 'REQUEST_CHANGES'; reason: string }
  | { kind: 'WAIVE'; reason: string };

/** What is to be saved. Fields that are absent stay as they are. */
export interface DeliverableChange {
  state: DeliverableState;
  /**
   * The revision whose depth and verdict stand for the deliverable from now on. While one is submitted or accepted, that
   * one counts, however many drafts are written after it.
   */
  measuredBy: 'LATEST_REVISION' | 'SUBMITTED_REVISION';
  submittedRevision?: number;
  submittedAt?: Date;
  sentBackAt?: Date;
  acceptedAt?: Date;
  waivedAt?: Date;
  /** A due date that waits for the sponsor is taken back: nothing is due any more. */
  withdrawsDueDateMove?: true;
  /** Why it was sent back or waived, or the note of an acceptance. */
  reason?: string | null;
}

const REASON_LIMIT = 2_000;

/**
 * The one transition function of a deliverable (Bicorne domain language, Deliverables). Who may give a command is
 * declared with the access rules, not here.
 *
 * - SAVE keeps a revision at any time before acceptance. On a submitted deliverable it is a draft beside the submitted
 *   revision: the client still answers what was submitted, and a second SUBMIT replaces it.
 * - SUBMIT needs a revision newer than the submitted one. A thin or empty one is taken and marked: THIN tells of it.
 * - ACCEPT and REQUEST_CHANGES answer a submission. WAIVE ends what is not accepted. With ACCEPT and WAIVE a due date that
 *   waits for the sponsor is taken back.
 * - Of an engagement that is over only ACCEPT is left, of what lies with the client.
 *
 * Refusal codes: WRONG_STATE (the engagement is over), NOTHING_WRITTEN, ALREADY_SUBMITTED, NOTHING_NEW, NOT_SUBMITTED, ALREADY_ACCEPTED, WAIVED, and
 * those of {@link readText} for a reason or note.
 */
export function decideDeliverable(
  command: DeliverableCommand,
  facts: DeliverableFacts,
  now: Date,
): Decided<DeliverableChange> {
  if (facts.state === 'ACCEPTED') return refused(ALREADY_ACCEPTED);
  if (facts.state === 'WAIVED') return refused(ALREADY_WAIVED);
  const over = command.kind === 'ACCEPT' ? null : refusalWhereOver(facts.engagementState, OVER);
  if (over) return refused(over);
  switch (command.kind) {
    case 'SAVE':
      return facts.state === 'SUBMITTED'
        ? decided({ state: 'SUBMITTED', measuredBy: 'SUBMITTED_REVISION' })
        : decided({ state: 'IN_PROGRESS', measuredBy: 'LATEST_REVISION' });
    case 'SUBMIT':
      return submit(facts, now);
    case 'ACCEPT': {
      if (facts.state !== 'SUBMITTED') return refused(NOT_SUBMITTED);
      const note = readOptionalText(command.note, { field: 'note', what: 'the note', max: REASON_LIMIT });
      if (!note.ok) return note;
      return decided({
        state: 'ACCEPTED',
        measuredBy: 'SUBMITTED_REVISION',
        acceptedAt: now,
        reason: note.value,
        withdrawsDueDateMove: true,
      });
    }
    case 'REQUEST_CHANGES': {
      if (facts.state !== 'SUBMITTED') return refused(NOT_SUBMITTED);
      const reason = readReason(command.reason);
      if (!reason.ok) return reason;
      return decided({
        state: 'CHANGES_REQUESTED',
        measuredBy: 'LATEST_REVISION',
        sentBackAt: now,
        reason: reason.value,
      });
    }
    case 'WAIVE': {
      const reason = readReason(command.reason);
      if (!reason.ok) return reason;
      return decided({
        state: 'WAIVED',
        measuredBy: 'LATEST_REVISION',
        waivedAt: now,
        reason: reason.value,
        withdrawsDueDateMove: true,
      });
    }
    default:
      return impossible(command);
  }
}

function submit(facts: DeliverableFacts, now: Date): Decided<DeliverableChange> {
  const { latestRevision, submittedRevision } = facts;
  if (!latestRevision) return refused(NOTHING_WRITTEN);
  if (submittedRevision !== null && latestRevision.number <= submittedRevision)
    return refused(facts.state === 'SUBMITTED' ? ALREADY_SUBMITTED : NOTHING_NEW);
  return decided({
    state: 'SUBMITTED',
    measuredBy: 'LATEST_REVISION',
    submittedRevision: latestRevision.number,
    submittedAt: now,
  });
}

function readReason(reason: string): Decided<string> {
  return readText(reason, { field: 'reason', what: 'the reason', max: REASON_LIMIT });
}

function impossible(command: never): never {
  throw new Error(`Unknown deliverable command ${JSON.stringify(command)}`);
}

const OVER = {
  field: 'deliverableId',
  consequence: 'its deliverables stay as they are, and only what lies with the client can still be accepted',
};
const NOTHING_WRITTEN: Refusal = {
  code: 'NOTHING_WRITTEN',
  field: 'deliverableId',
  message: 'Nothing is written yet: save a revision first, then submit it.',
};
const ALREADY_SUBMITTED: Refusal = {
  code: 'ALREADY_SUBMITTED',
  field: 'deliverableId',
  message: 'This revision is submitted already. To replace it, save a new revision and submit that.',
};
const NOTHING_NEW: Refusal = {
  code: 'NOTHING_NEW',
  field: 'deliverableId',
  message: 'The client asked for changes to this revision: save a new one, then submit that.',
};
const NOT_SUBMITTED: Refusal = {
  code: 'NOT_SUBMITTED',
  field: 'deliverableId',
  message: 'Only a submitted deliverable can be answered, and this one is not submitted.',
};
const ALREADY_ACCEPTED: Refusal = {
  code: 'ALREADY_ACCEPTED',
  field: 'deliverableId',
  message: 'The client has accepted this deliverable: it does not change any more.',
};
const ALREADY_WAIVED: Refusal = {
  code: 'WAIVED',
  field: 'deliverableId',
  message: 'This deliverable was waived: nothing is owed on it any more.',
};
