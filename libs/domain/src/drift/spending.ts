/** What the decisions in force spend, held against the limits of the hats. Bicorne domain language, Drift. */
import { dayOf } from '../calendar/index.js';
import { quarterOn } from '../engagement/quarter.js';
import { addMoney, compareMoney, remainingMoney, zeroMoney } from '../shared/money.js';
import type { Hat, Money } from '../shared/vocabulary.js';
import { HATS } from '../shared/vocabulary.js';
import { byTime, decisionsInForce, hatsWorn } from './decision-log.js';
import type { DriftDecision, DriftFacts, DriftHat } from './types.js';
import { vendorKey } from './vendor-key.js';

/** Days within which purchases from one vendor are read as one. */
export const SPLIT_WINDOW_DAYS = 7;
const DAY = 86_400_000;

/** What is read to hold spending against limits. */
export type SpendingFacts = Pick<DriftFacts, 'decisions' | 'hats' | 'quarters' | 'timeZone'>;

export interface SpendingDecision extends DriftDecision {
  spend: Money;
}

/** Whether a sponsor had approved it by then. */
export function isApproved({ approvedAt }: DriftDecision, now: Date): boolean {
  return approvedAt !== null && approvedAt <= now;
}

/**
 * The decisions in force that spend under the hat, by time. A joint one spends under both. What was superseded spends
 * nothing: the decision that supersedes it says what is spent instead. Other currencies than the limit's do not compare
 * and are left out.
 */
function spendingUnder(facts: SpendingFacts, hat: Hat, currency: string, now: Date): SpendingDecision[] {
  return decisionsInForce(facts.decisions, now)
    .filter((decision) => hatsWorn(decision).includes(hat))
    .flatMap((decision) =>
      decision.spend !== null && decision.spend.currency === currency ? [{ ...decision, spend: decision.spend }] : [],
    )
    .sort(byTime);
}

/** The lowest limit a decision that the spend is over, of the hats that it was taken under; null where it is inside. */
export function limitExceeded(
  hats: readonly DriftHat[],
  decision: DriftDecision,
): { hat: Hat; limit: Money; spend: Money } | null {
  const { spend } = decision;
  if (spend === null) return null;
  const exceeded = HATS.filter((hat) => hatsWorn(decision).includes(hat))
    .flatMap((hat) => {
      const limit = hats.find((candidate) => candidate.hat === hat)?.perDecisionLimit ?? null;
      return limit && limit.currency === spend.currency && compareMoney(spend, limit) > 0
        ? [{ hat, limit, spend }]
        : [];
    })
    .sort((a, b) => compareMoney(a.limit, b.limit));
  return exceeded[0] ?? null;
}

export interface QuarterSpending {
  quarter: number;
  sum: Money;
  limit: Money;
  /** Those with which, or after which, the sum was over the limit, by time. Each needs a sponsor's approval. */
  passing: SpendingDecision[];
}

/** What a hat spends in each quarter in which it spends; empty where it has no limit a quarter. */
export function spendingByQuarter(
  facts: SpendingFacts,
  { hat, perQuarterLimit }: DriftHat,
  now: Date,
): QuarterSpending[] {
  if (perQuarterLimit === null) return [];
  const quarters = new Map<number, QuarterSpending>();
  const nothing = zeroMoney(perQuarterLimit.currency);
  for (const decision of spendingUnder(facts, hat, perQuarterLimit.currency, now)) {
    const quarter = quarterOn(facts.quarters, dayOf(decision.at, facts.timeZone)).number;
    const spending = quarters.get(quarter) ?? { quarter, sum: nothing, limit: perQuarterLimit, passing: [] };
    spending.sum = addMoney(spending.sum, decision.spend);
    const adds = compareMoney(decision.spend, nothing) > 0;
    if (adds && compareMoney(spending.sum, perQuarterLimit) > 0) spending.passing.push(decision);
    quarters.set(quarter, spending);
  }
  return [...quarters.values()];
}

export interface SplitSpending {
  hat: Hat;
  /** Within {@link SPLIT_WINDOW_DAYS} up to the last one, by time; each inside the limit a decision, together over it. */
  decisions: SpendingDecision[];
  last: SpendingDecision;
  sum: Money;
  limit: Money;
}

/**
 * Purchases from one vendor under one hat that together pass the limit which each is inside: one for every decision with
 * which the sum of the days up to it is over the limit. What a sponsor approved is seen, and counts in no sum.
 */
export function splitSpending(facts: SpendingFacts, { hat, perDecisionLimit }: DriftHat, now: Date): SplitSpending[] {
  if (perDecisionLimit === null) return [];
  const nothing = zeroMoney(perDecisionLimit.currency);
  const inside = spendingUnder(facts, hat, perDecisionLimit.currency, now).filter(
    (decision) =>
      !isApproved(decision, now) &&
      compareMoney(decision.spend, nothing) > 0 &&
      compareMoney(decision.spend, perDecisionLimit) <= 0,
  );
  return byVendor(inside).flatMap((decisions) => {
    let first = 0;
    let sum = nothing;
    return decisions.flatMap((last, place) => {
      sum = addMoney(sum, last.spend);
      for (let out = decisions[first]; out && isBeforeWindow(out, last); out = decisions[first]) {
        sum = remainingMoney(sum, out.spend);
        first += 1;
      }
      if (compareMoney(sum, perDecisionLimit) <= 0) return [];
      return [{ hat, decisions: decisions.slice(first, place + 1), last, sum, limit: perDecisionLimit }];
    });
  });
}

function isBeforeWindow(decision: DriftDecision, last: DriftDecision): boolean {
  return last.at.getTime() - decision.at.getTime() > SPLIT_WINDOW_DAYS * DAY;
}

function byVendor(decisions: readonly SpendingDecision[]): SpendingDecision[][] {
  const vendors = new Map<string, SpendingDecision[]>();
  for (const decision of decisions) {
    const key = vendorKey(decision.vendor ?? '');
    if (key === '') continue;
    const known = vendors.get(key);
    if (known) known.push(decision);
    else vendors.set(key, [decision]);
  }
  return [...vendors.values()];
}

export const APPROVAL_REASONS = ['PER_DECISION', 'PER_QUARTER', 'SPLIT'] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

/**
 * Why each decision in force needs a sponsor's approval, whether it has one or not; one that needs none is left out. What
 * was approved for a split passes no limit any more and is left out too. The rules OVER_LIMIT and SPLIT_SPEND hold for those
 * that have no approval.
 */
export function approvalsNeeded(facts: SpendingFacts, now: Date): Map<string, ApprovalReason[]> {
  const needed = new Map<string, Set<ApprovalReason>>();
  const note = ({ id }: DriftDecision, reason: ApprovalReason): void => {
    needed.set(id, (needed.get(id) ?? new Set()).add(reason));
  };
  const decisions = decisionsInForce(facts.decisions, now);
  for (const decision of decisions) if (limitExceeded(facts.hats, decision)) note(decision, 'PER_DECISION');
  for (const hat of facts.hats) {
    for (const { passing } of spendingByQuarter(facts, hat, now))
      for (const decision of passing) note(decision, 'PER_QUARTER');
    for (const { last } of splitSpending(facts, hat, now)) note(last, 'SPLIT');
  }
  return new Map([...needed].map(([id, reasons]) => [id, APPROVAL_REASONS.filter((reason) => reasons.has(reason))]));
}
