import { dayOf, startOfDay } from '../../calendar/index.js';
import { quarterOn } from '../../engagement/quarter.js';
import { formatMoney, isShareOf, remainingMoney } from '../../shared/money.js';
import { counted } from '../../shared/text.js';
import { byWhomAndWhen, decisionInArea, decisionsInForce, nextEntryAt } from '../decision-log.js';
import { earliest } from '../moments.js';
import { isApproved, limitExceeded, spendingByQuarter } from '../spending.js';
import type { QuarterSpending } from '../spending.js';
import type { DriftDecision, DriftFacts, DriftHat, Rule, Signal } from '../types.js';

/** Hundredths of a quarter's limit from which the hat is told that little is left. */
export const QUARTER_NOTICE_PERCENT = 80;

/**
 * A decision in force spends more than a hat may spend in one decision, or decisions take the sum of a quarter over what a
 * hat may spend in it, and no sponsor approved. In the first case the decision is the subject; in the second the hat, until
 * every decision that passed the limit is approved, in an earlier quarter too. A notice from 80 % of the running quarter's
 * limit. A joint decision spends under both hats, one that was superseded spends nothing. Where no limit is agreed there
 * is none to pass: readiness speaks of that. Bicorne domain language, Drift: OVER_LIMIT.
 */
export const overLimit: Rule = {
  code: 'OVER_LIMIT',

  evaluate(facts, now) {
    const decisions = decisionsInForce(facts.decisions, now).filter((decision) => !isApproved(decision, now));
    return [
      ...decisions.flatMap((decision) => overPerDecision(facts, decision)),
      ...facts.hats.flatMap((hat) => overPerQuarter(facts, hat, now)),
    ];
  },

  // With a new quarter another limit begins to fill.
  nextChangeAt(facts, now) {
    const beginnings = facts.quarters.map(({ from }) => startOfDay(from, facts.timeZone)).filter((at) => at > now);
    return earliest([nextEntryAt(facts, now), ...beginnings]);
  },
};

function overPerDecision(facts: DriftFacts, decision: DriftDecision): Signal[] {
  const over = limitExceeded(facts.hats, decision);
  if (over === null) return [];
  return [
    {
      rule: 'OVER_LIMIT',
      subject: { kind: 'DECISION', id: decision.id },
      hat: decision.hatWorn === 'JOINT' ? null : decision.hatWorn,
      severity: 'WARNING',
      figures: [{ name: 'spend', value: Number(over.spend.amount), threshold: Number(over.limit.amount) }],
      statement: `The decision ${decisionInArea(decision)}, taken ${byWhomAndWhen(decision, facts.timeZone)}, spends ${formatMoney(over.spend)}. The ${over.hat} hat may spend ${formatMoney(over.limit)} in one decision, and no sponsor has approved more.`,
      clearsWhen: `A sponsor approves it, or a decision that spends ${formatMoney(over.limit)} or less supersedes it.`,
    },
  ];
}

function overPerQuarter(facts: DriftFacts, hat: DriftHat, now: Date): Signal[] {
  const quarters = spendingByQuarter(facts, hat, now);
  const unapproved = quarters
    .map((spending) => ({ spending, waiting: spending.passing.filter((decision) => !isApproved(decision, now)) }))
    .filter(({ waiting }) => waiting.length > 0)
    .sort((a, b) => b.spending.quarter - a.spending.quarter);
  const [newest] = unapproved;
  if (newest) return [warning(hat, newest.spending, newest.waiting)];

  const running = quarterOn(facts.quarters, dayOf(now, facts.timeZone)).number;
  const spending = quarters.find(({ quarter }) => quarter === running);
  return spending && isFilling(spending) ? [notice(hat, spending)] : [];
}

/** From the share on that is told, while nothing has passed the limit: what a sponsor approved beyond it is known. */
function isFilling({ sum, limit, passing }: QuarterSpending): boolean {
  return passing.length === 0 && Number(sum.amount) > 0 && isShareOf(sum, limit, QUARTER_NOTICE_PERCENT);
}

function warning({ hat }: DriftHat, { quarter, sum, limit }: QuarterSpending, waiting: DriftDecision[]): Signal {
  const [first, ...more] = waiting;
  const others = more.length > 0 ? ` and ${counted(more.length, 'more decision')}` : '';
  return {
    rule: 'OVER_LIMIT',
    subject: { kind: 'HAT', id: hat },
    hat,
    severity: 'WARNING',
    figures: [{ name: 'quarterSpend', value: Number(sum.amount), threshold: Number(limit.amount) }],
    statement: `Decisions under the ${hat} hat spend ${formatMoney(sum)} in quarter ${quarter}, over its limit of ${formatMoney(limit)} a quarter. No sponsor has approved “${first?.title ?? ''}”${others}, which took it there.`,
    clearsWhen: `A sponsor approves every decision that took the quarter over the limit, or decisions that spend less supersede them.`,
  };
}

function notice({ hat }: DriftHat, { quarter, sum, limit }: QuarterSpending): Signal {
  const threshold = (Number(limit.amount) * QUARTER_NOTICE_PERCENT) / 100;
  return {
    rule: 'OVER_LIMIT',
    subject: { kind: 'HAT', id: hat },
    hat,
    severity: 'NOTICE',
    figures: [{ name: 'quarterSpend', value: Number(sum.amount), threshold }],
    statement: `Decisions under the ${hat} hat spend ${formatMoney(sum)} in quarter ${quarter}, which is ${QUARTER_NOTICE_PERCENT} % or more of its limit of ${formatMoney(limit)}; ${formatMoney(remainingMoney(limit, sum))} are left.`,
    clearsWhen: `The quarter ends, a higher limit is agreed, or decisions that spend less supersede some of these.`,
  };
}
