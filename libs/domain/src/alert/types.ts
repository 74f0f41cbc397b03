import type { RuleCode, SignalFigure, SignalSubject } from '../drift/index.js';
import type { AlertState, Hat, Severity } from '../shared/vocabulary.js';

/** What makes an alert the same one: at most one that is not resolved exists for an identity. */
export interface AlertIdentity {
  engagementId: string;
  rule: RuleCode;
  subject: SignalSubject;
}

/** An alert as it is kept. */
export interface AlertFacts extends AlertIdentity {
  id: string;
  hat: Hat | null;
  state: AlertState;
  severity: Severity;
  figures: readonly SignalFigure[];
  statement: string;
  clearsWhen: string;
  openedAt: Date;
  /** The moment at which it comes back; only while SNOOZED. */
  snoozedUntil: Date | null;
}

/** The identity as one text, for comparing and for a unique key. Nothing in it is for a reader. */
export function alertKey({ engagementId, rule, subject }: AlertIdentity): string {
  return [engagementId, rule, subject.kind, subject.id].join('/');
}
