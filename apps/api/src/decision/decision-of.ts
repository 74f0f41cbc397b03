import {
  loadDecisions,
  loadDecisionSignals,
  loadDecisionStandings,
  narrowedToPractitioner,
  type DecisionStanding,
  type DecisionView,
} from '@bicorne/application';
import type { DriftSignal } from '../drift/drift.types.js';
import { moneyOf } from '../graphql/money.js';
import type { Batch, RequestContext } from '../graphql/request-context.js';
import type { Decision } from './decision.types.js';

/** A decision as the schema shows it. */
export function decisionOf({ decidedBy, spend, currency, signOffs, approval, ...decision }: DecisionView): Decision {
  return {
    ...decision,
    decidedBy: { name: decidedBy },
    spend: moneyOf(spend, currency),
    signOffs: signOffs.map(({ by, ...signOff }) => ({ ...signOff, by: { name: by } })),
    approval: approval && { ...approval, by: { name: approval.by } },
    inForce: decision.supersededById === null,
  };
}

/** Decisions that a request asks for one by one, found in one statement. */
export const decisionsById: Batch<Decision> = async (context, ids) => {
  const rows = await context.transaction.run(context.caller, (tx) =>
    loadDecisions(tx, ids, narrowedToPractitioner(context.caller)),
  );
  const found = new Map(rows.map((row) => [row.id, decisionOf(row)]));
  return ids.map((id) => found.get(id) ?? null);
};

/** The decision as it is at this moment, past the loaders: for the answer of a mutation. */
export async function decisionNow(context: RequestContext, decisionId: string): Promise<{ decision: Decision | null }> {
  const [decision] = await decisionsById(context, [decisionId]);
  return { decision: decision ?? null };
}

/** What the rest of its engagement says of each decision. */
export const standingByDecision: Batch<DecisionStanding> = async (context, decisionIds) => {
  const rows = await context.transaction.run(context.caller, (tx) =>
    loadDecisionStandings(tx, decisionIds, context.now()),
  );
  const found = new Map(rows.map((row) => [row.decisionId, row]));
  return decisionIds.map((id) => found.get(id) ?? null);
};

/** The open signals about each decision; none for the client side, which sees no alerts. */
export const signalsByDecision: Batch<DriftSignal[]> = async (context, decisionIds) => {
  if (context.caller.clientId !== null) return decisionIds.map(() => []);
  const rows = await context.transaction.run(context.caller, (tx) => loadDecisionSignals(tx, decisionIds));
  return decisionIds.map((id) => rows.filter((row) => row.decisionId === id));
};
