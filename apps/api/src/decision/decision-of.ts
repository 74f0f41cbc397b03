import { loadDecisionSignals, type DecisionView } from '@bicorne/application';
import type { DriftSignal } from '../drift/drift.types.js';
import { moneyOf } from '../graphql/money.js';
import type { Batch } from '../graphql/request-context.js';
import type { Decision } from './decision.types.js';

/** A decision as the schema shows it. */
export function decisionOf({
  decidedBy,
  spend,
  currency,
  engagementId: _engagement,
  ...decision
}: DecisionView): Decision {
  return { ...decision, decidedBy: { name: decidedBy }, spend: moneyOf(spend, currency) };
}

/** The open signals about each decision; none for the client side, which sees no alerts. */
export const signalsByDecision: Batch<DriftSignal[]> = async (context, decisionIds) => {
  if (context.caller.clientId !== null) return decisionIds.map(() => []);
  const rows = await context.transaction.run(context.caller, (tx) => loadDecisionSignals(tx, decisionIds));
  return decisionIds.map((id) => rows.filter((row) => row.decisionId === id));
};
