import type { FailureMode, Hat, RecommendedShape } from '../shared/vocabulary.js';

export const AGREEMENTS = ['UNANIMOUS', 'MAJORITY', 'CONFLICTED'] as const;
/** How far the first three questions point the same way as the recommendation. */
export type Agreement = (typeof AGREEMENTS)[number];

export const RUBRIC_QUESTIONS = ['AI_STORY', 'PLATFORM', 'SENIOR_TECHNOLOGY_OWNER', 'SAME_PERSON'] as const;
/** The four questions that are weighed, Q1 to Q4. */
export type RubricQuestion = (typeof RUBRIC_QUESTIONS)[number];

export const LEANS = ['CTO', 'CAIO', 'ONE_PERSON', 'SEPARATE_ROLES'] as const;
/** Q1 to Q3 lean to a hat; Q4 to both hats on one person, or to separate roles. */
export type Lean = (typeof LEANS)[number];

export const CAUTION_CODES = [
  'DEPTH_NOT_EVIDENCED',
  'DEPTH_MISSING',
  'PLATFORM_IS_BOTTLENECK',
  'CTO_SEAT_ALREADY_HELD',
  'AI_IS_A_SIDE_RESPONSIBILITY',
  'STAGE_FAVOURS_ONE_PERSON',
  'ANSWERS_CONFLICT',
] as const;
export type CautionCode = (typeof CAUTION_CODES)[number];

export interface RecommendationReason {
  question: RubricQuestion;
  /** The answer as the rubric knows it: STRATEGIC_STORY, BOTTLENECK, YES, NO. */
  answer: string;
  leansTo: Lean;
  weight: number;
  /** One sentence for the client. */
  statement: string;
}

export interface Caution {
  code: CautionCode;
  /** One sentence for the client. */
  statement: string;
}

/** One of the four signals toward a CAIO or of the three toward a CTO. */
export interface Signpost {
  hat: Hat;
  on: boolean;
  statement: string;
}

export interface Recommendation {
  shape: RecommendedShape;
  /** In the order in which they are to be filled; empty for NEITHER. */
  hats: Hat[];
  agreement: Agreement;
  /** 0 to 4. */
  caioSignals: number;
  /** 0 to 3. */
  ctoSignals: number;
  /** The four questions, in order. */
  reasons: RecommendationReason[];
  cautions: Caution[];
  failureModeToWatch: FailureMode | null;
  /** Why this shape and not another: the line of the rubric that decided, as a sentence for the client. */
  why: string;
  /** All seven signals, on or off. */
  signposts: Signpost[];
}
