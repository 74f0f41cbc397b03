import type { Hat, Money, RightHolder } from '../shared/vocabulary.js';

/** One area of decision, and whose it is. */
export interface DecisionRight {
  /** The key of a default area, or an area of the client's own as it was written. */
  area: string;
  holder: RightHolder;
  /** Who holds a NAMED_OUTSIDE right; null otherwise. */
  holderName: string | null;
  note: string | null;
}

export interface CharterAcknowledgement {
  /** A member's id or a client contact's. */
  personId: string;
  as: 'PRACTITIONER' | 'SPONSOR';
}

/** A published version. It never changes; acknowledgements are added to it. */
export interface CharterVersion {
  version: number;
  rights: readonly DecisionRight[];
  /** The practitioners in it: who wears a hat of the engagement. */
  practitionerIds: readonly string[];
  acknowledgements: readonly CharterAcknowledgement[];
}

/** Who must agree before the decision is taken. NAMED_OUTSIDE is the person whom the right names. */
export type Approval = Hat | 'SPONSOR' | 'NAMED_OUTSIDE';

export interface WhichHatQuestion {
  rights: readonly DecisionRight[];
  assignments: readonly {
    hat: Hat;
    practitionerId: string | null;
    practitionerName: string | null;
    perDecisionLimit: Money | null;
    perQuarterLimit: Money | null;
  }[];
  area: string;
  amount?: Money | null;
  /** What each hat has spent in the running quarter; a hat that is not there has spent nothing. */
  quarterSpend: Partial<Record<Hat, Money | null>>;
}

export interface Wearer {
  /** Null for a person outside the engagement. */
  hat: Hat | null;
  practitionerId: string | null;
  name: string;
}

export interface WhichHatAnswer {
  /** Null: the charter does not have the area. */
  holder: RightHolder | null;
  /** Two for JOINT, even where one person wears both hats; empty where nobody does. */
  wornBy: Wearer[];
  /** Null where no amount was asked about, or there is no limit to hold it against. */
  withinPerDecisionLimit: boolean | null;
  /** Before this decision, never below zero; for JOINT the lesser of the two hats'. Null where no limit is agreed. */
  quarterRemaining: Money | null;
  approvalsNeeded: Approval[];
  statement: string;
}
