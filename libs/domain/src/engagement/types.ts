import type { CharterVersion } from '../charter/types.js';
import type { DepthAttestation } from '../member/depth-evidenced.js';
import type { CalendarDay, DeliverableState, EngagementState, Hat, Money, Shape } from '../shared/vocabulary.js';
import type { Quarter } from './quarter.js';

/** Who wears a hat, how much, and what they may spend. Null where it is not agreed yet, which a draft may leave open. */
export interface HatAssignment {
  hat: Hat;
  practitionerId: string | null;
  /** 0.25 to 5; 0 for a hat about which nothing is agreed yet. */
  daysPerWeek: number;
  perDecisionLimit: Money | null;
  perQuarterLimit: Money | null;
}

/** A template, as far as planning needs it. */
export interface CatalogueEntry {
  key: string;
  hat: Hat;
  title: string;
  /** Days after the start of the engagement. */
  dueDay: number;
  weight: number;
}

export interface PlannedDeliverable {
  key: string;
  hat: Hat;
  title: string;
  dueOn: CalendarDay;
  weight: number;
}

export const READINESS_CODES = [
  'HATS_ASSIGNED',
  'CAIO_DEPTH_EVIDENCED',
  'DECISION_RIGHTS_WRITTEN',
  'DECISION_RIGHTS_ACKNOWLEDGED',
  'SPENDING_LIMITS_AGREED',
  'AI_RISK_OWNER_NAMED',
  'OUTPUT_SPLIT',
] as const;
export type ReadinessCode = (typeof READINESS_CODES)[number];

export interface ReadinessCondition {
  code: ReadinessCode;
  met: boolean;
  /** One sentence: what is there, or what is missing and would meet it. */
  detail: string;
}

export interface Readiness {
  ready: boolean;
  /** All seven, in the order of READINESS_CODES. */
  conditions: ReadinessCondition[];
}

/** What readiness looks at. */
export interface ReadinessFacts {
  shape: Shape;
  assignments: readonly (Pick<HatAssignment, 'hat' | 'practitionerId' | 'perDecisionLimit' | 'perQuarterLimit'> & {
    practitionerName?: string | null;
  })[];
  /** Of the assigned practitioners; those of others are passed over. */
  depthAttestations: readonly (DepthAttestation & { practitionerId: string })[];
  /** The newest published version, or null. */
  charter: CharterVersion | null;
  /** Names of the people accountable for AI risk. */
  aiRiskOwners: readonly string[];
  deliverables: readonly { key: string; hat: Hat; title: string; state: DeliverableState }[];
}

/** What a change of state looks at, besides readiness. */
export interface EngagementFacts {
  state: EngagementState;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  timeZone: string;
  /** The day, in the engagement's time zone, on which the running pause began; null where there is none. */
  pausedOn: CalendarDay | null;
  /** All of them; the last one ends with the engagement. */
  quarters: readonly Quarter[];
  deliverables: readonly EngagementDeliverable[];
}

export interface EngagementDeliverable {
  id: string;
  title: string;
  state: DeliverableState;
  dueOn: CalendarDay;
  /** The day that was agreed first. Pauses move it, nothing else does. */
  originalDueOn: CalendarDay;
  /** A due date that waits for the sponsor. */
  pendingDueOn?: CalendarDay | null;
}

export type EngagementCommand =
  | { kind: 'START'; readiness: ReadinessFacts }
  | { kind: 'PAUSE'; reason?: string | null }
  | { kind: 'RESUME' }
  | { kind: 'COMPLETE' }
  | { kind: 'END_EARLY'; reason: string }
  | ({ kind: 'RENEW' } & Renewal);

/** A further quarter, and what the hats owe in it. */
export interface Renewal {
  shape: Shape;
  /** First day; left out, the day after the last quarter. */
  startsOn?: CalendarDay | null;
  /** Keys of templates. One that an earlier quarter had may come again. */
  templates: readonly string[];
  /** What there is to choose from: the catalogue and the workspace's own. */
  catalogue: readonly CatalogueEntry[];
}

/** What is to be saved. Fields that are absent stay as they are. */
export interface EngagementChange {
  state: EngagementState;
  startedAt?: Date;
  /** Only on PAUSE. */
  pauseReason?: string | null;
  /** Null ends the pause. */
  pausedOn?: CalendarDay | null;
  closedAt?: Date;
  closedReason?: string;
  endsOn?: CalendarDay;
  /** Calendar days by which the pause moved what is due; only on RESUME. */
  movedByDays?: number;
  movedDeliverables?: {
    id: string;
    dueOn: CalendarDay;
    originalDueOn: CalendarDay;
    pendingDueOn: CalendarDay | null;
  }[];
  /** Every quarter as it is now; only on RESUME. */
  movedQuarters?: Quarter[];
  /** Only on RENEW. */
  addedQuarter?: Quarter;
  planned?: PlannedDeliverable[];
}
