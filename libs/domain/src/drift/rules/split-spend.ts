import { formatMoney } from '../../shared/money.js';
import { byWhomAndWhen, decisionInArea, nextEntryAt } from '../decision-log.js';
import { SPLIT_WINDOW_DAYS, splitSpending } from '../spending.js';
import type { SplitSpending } from '../spending.js';
import type { DriftFacts, Rule, Signal } from '../types.js';

/**
 * Decisions under one hat buy from one vendor within 7 days, each inside the hat's limit a decision, their sum over it,
 * and no sponsor approved. The subject is the decision with which the sum passed the limit; each further one within the
 * days is a finding of its own. What a sponsor approved counts in no sum, nor does what was superseded. Vendors are one
 * where case, punctuation or the legal form differ; a joint decision spends under both hats, and is found once. Bicorne
 * domain language, Drift: SPLIT_SPEND.
 */
export const splitSpend: Rule = {
  code: 'SPLIT_SPEND',

  evaluate(facts, now) {
    const found = new Map<string, SplitSpending>();
    for (const split of facts.hats.flatMap((hat) => splitSpending(facts, hat, now))) {
      const other = found.get(split.last.id);
      if (!other || isWorse(split, other)) found.set(split.last.id, split);
    }
    return [...found.values()].map((split) => signal(facts, split));
  },

  nextChangeAt: nextEntryAt,
};

/** Of a joint decision's two hats the one that is further over its limit; of equals the CTO hat, whatever their order. */
function isWorse(one: SplitSpending, other: SplitSpending): boolean {
  const [a, b] = [excess(one), excess(other)];
  return a === b ? one.hat === 'CTO' && other.hat !== 'CTO' : a > b;
}

function excess({ sum, limit }: SplitSpending): number {
  return Number(sum.amount) - Number(limit.amount);
}

function signal(facts: DriftFacts, { hat, decisions, last, sum, limit }: SplitSpending): Signal {
  return {
    rule: 'SPLIT_SPEND',
    subject: { kind: 'DECISION', id: last.id },
    hat,
    severity: 'WARNING',
    figures: [
      { name: 'spendTogether', value: Number(sum.amount), threshold: Number(limit.amount) },
      { name: 'decisions', value: decisions.length, threshold: 2 },
    ],
    statement: `Within ${SPLIT_WINDOW_DAYS} days ${decisions.length} decisions under the ${hat} hat spend ${formatMoney(sum)} with ${(last.vendor ?? '').trim()}: each is inside the limit of ${formatMoney(limit)} a decision, together they are over it. The last is ${decisionInArea(last)}, taken ${byWhomAndWhen(last, facts.timeZone)}.`,
    clearsWhen: 'A sponsor approves the last of them, or a decision that spends less supersedes one of them.',
  };
}
