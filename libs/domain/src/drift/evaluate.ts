import { compareText } from '../shared/text.js';
import { earliest } from './moments.js';
import { RULE_CODES } from './rule-codes.js';
import { RULES } from './rules/index.js';
import type { DriftFacts, Signal } from './types.js';

/**
 * Every finding about the engagement at that moment, in the order of RULE_CODES and then of the subject's id, whatever the
 * order of the facts. Empty unless the engagement is active: a draft, a paused and a closed one raise no drift.
 */
export function evaluateDrift(facts: DriftFacts, now: Date): Signal[] {
  if (facts.state !== 'ACTIVE') return [];
  return RULES.flatMap((rule) => rule.evaluate(facts, now)).sort(
    (a, b) =>
      RULE_CODES.indexOf(a.rule) - RULE_CODES.indexOf(b.rule) ||
      compareText(a.subject.kind, b.subject.kind) ||
      compareText(a.subject.id, b.subject.id),
  );
}

/**
 * The earliest moment after `now` at which a rule that depends on time can find anything else while the facts stay as they
 * are; null where none can, or where the engagement is not active. Waking late is harmless: every rule compares ranges.
 */
export function nextCheckAt(facts: DriftFacts, now: Date): Date | null {
  if (facts.state !== 'ACTIVE') return null;
  return earliest(RULES.map((rule) => rule.nextChangeAt(facts, now)));
}
