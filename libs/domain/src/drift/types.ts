import type { WorkingCalendar } from '../calendar/working-days.js';
import type { CharterAcknowledgement, CharterVersion } from '../charter/types.js';
import type { DeliverableContent } from '../deliverable/deliverable-content.js';
import type { Quarter } from '../engagement/quarter.js';
import type {
  CalendarDay,
  DeliverableState,
  EngagementState,
  Hat,
  Money,
  Severity,
  Shape,
  StandingQuestion,
  Verdict,
} from '../shared/vocabulary.js';
import type { RuleCode } from './rule-codes.js';

/** Everything the rules look at, of one engagement. The order of its lists means nothing. */
export interface DriftFacts {
  id: string;
  state: EngagementState;
  shape: Shape;
  timeZone: string;
  startsOn: CalendarDay;
  /** The last day, pauses and renewals included. */
  endsOn: CalendarDay;
  startedAt: Date | null;
  /** Every quarter of the engagement, moved by its pauses. What is counted per quarter goes by these. */
  quarters: readonly Quarter[];
  /** Of the workspace: ISO weekdays on which it works, and days on which it does not. */
  workingCalendar: WorkingCalendar;
  /** Pauses that are over. What is counted in silence stands still in them; due dates have moved already. */
  pauses?: readonly { from: Date; to: Date }[];
  hats: readonly DriftHat[];
  deliverables: readonly DriftDeliverable[];
  activity: readonly DriftActivity[];
  /** Name of the one person accountable for AI risk, or null. */
  aiRiskOwner: string | null;
  /** Every published version, so that the one in force at any moment can be found. */
  charters: readonly DriftCharter[];
  /** The decision log. */
  decisions: readonly DriftDecision[];
  /** The newest answer to each of the two test questions that has one. */
  standingAnswers: readonly { question: StandingQuestion; answeredAt: Date }[];
  /** What two deliverables of different hats have in common; pairs that share nothing are left out. */
  overlaps: readonly DriftOverlap[];
}

/** Text that two deliverables of different hats have in common, by the revisions that count. */
export interface DriftOverlap {
  /** Ids of the two; the order means nothing. */
  deliverableIds: readonly [string, string];
  /** Five-word runs that stand in both. */
  shared: number;
  /** Five-word runs of each, in the order of `deliverableIds`. */
  shingles: readonly [number, number];
}

export interface DriftHat {
  hat: Hat;
  practitionerId: string | null;
  practitionerName: string | null;
  /** Decision rights of the charter in force that this hat holds, alone or jointly. */
  rightsCount: number;
  perDecisionLimit: Money | null;
  perQuarterLimit: Money | null;
}

export interface DriftDeliverable {
  id: string;
  key: string;
  title: string;
  hat: Hat;
  state: DeliverableState;
  /** The day that counts: moves that a sponsor acknowledged, and pauses, are in it. */
  dueOn: CalendarDay;
  /** The day that was agreed first, moved by pauses only. */
  originalDueOn: CalendarDay;
  /** Moves that a sponsor acknowledged. */
  dueDateMoves: readonly { from: CalendarDay; to: CalendarDay; acknowledgedAt: Date }[];
  /** Number of the quarter in which it was planned, from 1. */
  quarter: number;
  weight: number;
  /** Of the revision that counts; null where there is none. */
  depth: number | null;
  verdict: Verdict | null;
  submittedAt: Date | null;
  /** When the client last sent it back. */
  sentBackAt?: Date | null;
  /** Every submission, with the depth that the revision had. */
  submissions: readonly { at: Date; revision: number; depth: number }[];
  /** What the revision that counts holds; null where there is none. */
  content: DeliverableContent | null;
  /**
   * What stands as evidence in the revision that counts, by identity, links of its text too; and the hash of the file that
   * the revision was taken from.
   */
  evidence: readonly string[];
  /** Headings of the template's sections. */
  templateSections: readonly string[];
  /** The template's own thresholds, where they differ from 60 and 40. */
  thresholds?: { thin: number; critical: number };
  worstCriticalSection?: { heading: string; depth: number } | null;
  /** Headings of the sections that keep it thin, in the order of the document. */
  thinSections: readonly string[];
}

export const ACTIVITY_KINDS = ['REVISION_RAISED_DEPTH', 'DECISION', 'EVIDENCE', 'ACCEPTANCE'] as const;
/** What shows that a hat is worn. A revision that did not raise depth does not. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface DriftActivity {
  hat: Hat;
  kind: ActivityKind;
  at: Date;
}

/** A published version with the moments that say when it came into force. */
export interface DriftCharter extends CharterVersion {
  publishedAt: Date;
  acknowledgements: readonly (CharterAcknowledgement & { at: Date })[];
}

export interface DriftDecision {
  id: string;
  area: string;
  hatWorn: Hat | 'JOINT';
  title: string;
  /** When it was taken. */
  at: Date;
  decidedBy: {
    /** The same for one person in every decision, different for two. */
    key: string;
    name: string;
  };
  /** The earlier decision that it replaces. */
  supersedesId: string | null;
  /** By each hat, with a reason; only of a JOINT decision. */
  signOffs: readonly { hat: Hat; at: Date }[];
  /** When a sponsor approved the spend over a limit; null where none did. */
  approvedAt: Date | null;
  spend: Money | null;
  vendor: string | null;
}

export const SUBJECT_KINDS = ['DELIVERABLE', 'HAT', 'DECISION', 'ENGAGEMENT'] as const;

/** What a finding is about. The id of a hat is the hat. */
export interface SignalSubject {
  kind: (typeof SUBJECT_KINDS)[number];
  id: string;
}

/** A figure that a rule compared, and what it compared it with. */
export interface SignalFigure {
  name: string;
  value: number;
  threshold: number;
}

/** One rule's finding about one engagement at one moment. At most one for a rule and a subject. */
export interface Signal {
  rule: RuleCode;
  subject: SignalSubject;
  /** The hat that drifts; null where the finding is about the engagement as a whole. */
  hat: Hat | null;
  severity: Severity;
  figures: SignalFigure[];
  /** One or two sentences for the person who is told, without ids. */
  statement: string;
  /** One sentence: what makes the finding go away. */
  clearsWhen: string;
}

/** A drift rule: a pure function of the facts and a moment. It is asked about active engagements only. */
export interface Rule {
  code: RuleCode;
  evaluate(facts: DriftFacts, now: Date): Signal[];
  /**
   * The earliest moment after `now` at which `evaluate` can say anything else for the same facts, a figure in a sentence
   * included; null where time alone changes nothing. Earlier than needed is allowed, later is not.
   */
  nextChangeAt(facts: DriftFacts, now: Date): Date | null;
}
