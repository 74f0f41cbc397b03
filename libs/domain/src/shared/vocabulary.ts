/** The words of the domain, as closed lists. Every layer and the published schema use exactly these. */

export const HATS = ['CTO', 'CAIO'] as const;
export type Hat = (typeof HATS)[number];

export const SHAPES = ['FRACTIONAL_CTO', 'FRACTIONAL_CAIO', 'CTO_AND_CAIO', 'TWO_ROLES'] as const;
/** How an engagement is staffed. A recommendation may also be NEITHER, which no engagement can have. */
export type Shape = (typeof SHAPES)[number];
export type RecommendedShape = Shape | 'NEITHER';

export const STAGES = ['PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B_OR_LATER', 'MID_MARKET', 'ENTERPRISE'] as const;
export type Stage = (typeof STAGES)[number];

export const CLIENT_SOURCES = ['MEMBER', 'PUBLIC_INTAKE'] as const;
/** How a client came into the portfolio: a member entered it, or it answered the intake at the public address. */
export type ClientSource = (typeof CLIENT_SOURCES)[number];

export const MEMBER_ROLES = ['OWNER', 'PARTNER', 'PRACTITIONER'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const CLIENT_CONTACT_ROLES = ['SPONSOR', 'VIEWER'] as const;
export type ClientContactRole = (typeof CLIENT_CONTACT_ROLES)[number];

export type Role = MemberRole | ClientContactRole;

export const ENGAGEMENT_STATES = ['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'ENDED_EARLY'] as const;
export type EngagementState = (typeof ENGAGEMENT_STATES)[number];

export const DELIVERABLE_STATES = [
  'PLANNED',
  'IN_PROGRESS',
  'SUBMITTED',
  'CHANGES_REQUESTED',
  'ACCEPTED',
  'WAIVED',
] as const;
export type DeliverableState = (typeof DELIVERABLE_STATES)[number];

export const VERDICTS = ['EMPTY', 'THIN', 'SUBSTANTIVE'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const SEVERITIES = ['NOTICE', 'WARNING', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const RIGHT_HOLDERS = ['CTO', 'CAIO', 'JOINT', 'NAMED_OUTSIDE'] as const;
export type RightHolder = (typeof RIGHT_HOLDERS)[number];

export const EVIDENCE_KINDS = ['LINK', 'FILE', 'STATEMENT'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const DEPTH_EVIDENCE_KINDS = ['MODEL_SELECTION', 'EVALUATION', 'GOVERNANCE_ARTIFACTS'] as const;
/** What attests that a practitioner's AI depth is real. */
export type DepthEvidenceKind = (typeof DEPTH_EVIDENCE_KINDS)[number];

export const STANDING_QUESTIONS = ['PLATFORM_IN_18_MONTHS', 'AI_RISK_POSTURE'] as const;
export type StandingQuestion = (typeof STANDING_QUESTIONS)[number];

export const FAILURE_MODES = ['DROPPED_AI_HALF', 'NO_PLATFORM_CREDIBILITY', 'BAD_INTERFACE'] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export type CalendarDay = string;

/** An amount as a decimal string with two digits after the point, and its ISO 4217 currency. */
export interface Money {
  amount: string;
  currency: string;
}

/** Something the caller can mend: returned as a value, shown as a user error. */
export interface Refusal {
  code: string;
  /** The input field (or readiness condition) that is at fault. */
  field?: string;
  /** One sentence that says what is wrong and what would be right. */
  message: string;
}

/** What a rule decides: a value, or the reasons why not. */
export type Decided<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

export const decided = <T>(value: T): Decided<T> => ({ ok: true, value });
export const refused = (...refusals: Refusal[]): { ok: false; refusals: Refusal[] } => ({ ok: false, refusals });
