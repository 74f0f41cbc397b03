import type { Hat, RuleCode, Severity, SignalFigure } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

export interface DecisionSignal {
  decisionId: string;
  rule: RuleCode;
  severity: Severity;
  statement: string;
  hat: Hat | null;
  figures: SignalFigure[];
  clearsWhen: string;
}

/** What the rules find about each of these decisions now: its alerts that are not resolved. */
export async function loadDecisionSignals(tx: Tx, decisionIds: readonly string[]): Promise<DecisionSignal[]> {
  return tx.query<DecisionSignal>(
    `select subject_id as "decisionId", rule, severity, statement, hat, figures,
       clears_when as "clearsWhen" from drift_alert
     where subject_kind = 'DECISION' and subject_id = any($1::text[]) and state <> 'RESOLVED'
     order by opened_at, id`,
    [decisionIds],
  );
}
