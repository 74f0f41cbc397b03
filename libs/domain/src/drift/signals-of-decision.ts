import { evaluateDrift } from './evaluate.js';
import type { DriftDecision, DriftFacts, Signal } from './types.js';

/** The id of a decision that is not recorded. */
const UNRECORDED = 'unrecorded';

/**
 * What the rules would find if a decision were recorded: the signals that it brings, and those whose figures it changes.
 * Empty as {@link evaluateDrift} is, of an engagement that is not active.
 */
export function signalsOfDecision(facts: DriftFacts, decision: Omit<DriftDecision, 'id'>, now: Date): Signal[] {
  const before = new Set(evaluateDrift(facts, now).map(said));
  const decisions = [...facts.decisions, { ...decision, id: UNRECORDED }];
  return evaluateDrift({ ...facts, decisions }, now).filter((signal) => !before.has(said(signal)));
}

function said({ rule, subject, severity, figures }: Signal): string {
  return JSON.stringify([rule, subject, severity, figures]);
}
