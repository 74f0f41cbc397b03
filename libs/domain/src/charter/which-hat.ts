import { listOf, sentence } from '../shared/text.js';
import { addMoney, compareMoney, formatMoney, remainingMoney, zeroMoney } from '../shared/money.js';
import { HATS } from '../shared/vocabulary.js';
import type { Hat, Money } from '../shared/vocabulary.js';
import { areaLabel, sameArea } from './areas.js';
import type { Approval, DecisionRight, Wearer, WhichHatAnswer, WhichHatQuestion } from './types.js';

/**
 * Whose decision it is, before it is taken: the hat, who wears it, whether the amount is inside the limits, and who must
 * agree first. An amount over a limit, without an agreed limit, or in another currency needs a sponsor. A JOINT decision
 * has to be inside the limits of both hats. Bicorne domain language, Charter and decisions.
 */
export function whichHat(question: WhichHatQuestion): WhichHatAnswer {
  const label = sentence(areaLabel(question.area.trim()));
  const right = question.rights.find((candidate) => sameArea(candidate.area, question.area));
  if (!right)
    return answer({
      holder: null,
      approvalsNeeded: ['SPONSOR'],
      statement:
        `The charter has no area "${label}". ${areasOf(question.rights)}` +
        'Agree with a sponsor whose it is, and publish a new version.',
    });
  if (right.holder === 'NAMED_OUTSIDE') return outside(right, label);

  const hats: Hat[] = right.holder === 'JOINT' ? [...HATS] : [right.holder];
  const wornBy = wearers(hats, question);
  const spending = holdAgainstLimits(hats, question);
  const approvalsNeeded: Approval[] = right.holder === 'JOINT' ? [...hats] : [];
  if (spending.sponsorBecause.length > 0) approvalsNeeded.push('SPONSOR');
  return {
    holder: right.holder,
    wornBy,
    withinPerDecisionLimit: spending.withinPerDecisionLimit,
    quarterRemaining: spending.quarterRemaining,
    approvalsNeeded,
    statement: [
      `${label} is ${whose(hats, wornBy)}.`,
      ...(hats.length === 2 ? ['Each hat signs with a reason of its own.'] : []),
      ...spendingSentences(question.amount ?? null, spending),
    ].join(' '),
  };
}

/** What would be right to ask about. */
function areasOf(rights: readonly DecisionRight[]): string {
  return rights.length === 0 ? '' : `It has ${listOf(rights.map(({ area }) => areaLabel(area)))}. `;
}

function answer(given: Pick<WhichHatAnswer, 'holder' | 'approvalsNeeded' | 'statement'> & Partial<WhichHatAnswer>) {
  return { wornBy: [], withinPerDecisionLimit: null, quarterRemaining: null, ...given } satisfies WhichHatAnswer;
}

function outside(right: DecisionRight, label: string): WhichHatAnswer {
  const name = right.holderName ?? 'a person outside the engagement';
  return answer({
    holder: 'NAMED_OUTSIDE',
    wornBy: [{ hat: null, practitionerId: null, name }],
    approvalsNeeded: ['NAMED_OUTSIDE'],
    statement: `${label} is not ours to decide: ${name} holds it.`,
  });
}

function wearers(hats: readonly Hat[], { assignments }: WhichHatQuestion): Wearer[] {
  return hats.flatMap((hat): Wearer[] => {
    const { practitionerId, practitionerName } = assignments.find((assignment) => assignment.hat === hat) ?? {};
    return practitionerId ? [{ hat, practitionerId, name: practitionerName ?? 'Unnamed' }] : [];
  });
}

function whose(hats: readonly Hat[], wornBy: readonly Wearer[]): string {
  const each = hats.map((hat) => {
    const wearer = wornBy.find((candidate) => candidate.hat === hat);
    return `the ${hat}'s (${wearer ? wearer.name : 'nobody wears the hat yet'})`;
  });
  return hats.length === 2 ? `a joint decision, ${listOf(each)}` : each.join('');
}

interface Spending {
  withinPerDecisionLimit: boolean | null;
  quarterRemaining: Money | null;
  /** Why a sponsor has to agree; empty where none has to. */
  sponsorBecause: string[];
}

function holdAgainstLimits(hats: readonly Hat[], question: WhichHatQuestion): Spending {
  const each = hats.map((hat) => ofOneHat(hat, question));
  const verdicts = each.map((spending) => spending.withinPerDecisionLimit);
  const remaining = each.map((spending) => spending.quarterRemaining);
  return {
    withinPerDecisionLimit: verdicts.includes(false) ? false : verdicts.includes(null) ? null : true,
    quarterRemaining: least(remaining),
    sponsorBecause: each.flatMap((spending) => spending.sponsorBecause),
  };
}

function ofOneHat(hat: Hat, { assignments, amount, quarterSpend }: WhichHatQuestion): Spending {
  const { perDecisionLimit, perQuarterLimit } = assignments.find((assignment) => assignment.hat === hat) ?? {};
  const spent = quarterSpend[hat] ?? null;
  const quarterRemaining =
    perQuarterLimit && (spent === null || spent.currency === perQuarterLimit.currency)
      ? remainingMoney(perQuarterLimit, spent ?? zeroMoney(perQuarterLimit.currency))
      : null;
  if (!amount) return { withinPerDecisionLimit: null, quarterRemaining, sponsorBecause: [] };
  if (!perDecisionLimit || !perQuarterLimit || !quarterRemaining)
    return {
      withinPerDecisionLimit: perDecisionLimit ? within(amount, perDecisionLimit) : null,
      quarterRemaining,
      sponsorBecause: [`no spending limit is agreed for the ${hat} hat`],
    };
  if (amount.currency !== perDecisionLimit.currency || amount.currency !== perQuarterLimit.currency)
    return {
      withinPerDecisionLimit: null,
      quarterRemaining,
      sponsorBecause: [`the limits of the ${hat} hat are in ${perDecisionLimit.currency}, not in ${amount.currency}`],
    };
  const sponsorBecause: string[] = [];
  const inside = compareMoney(amount, perDecisionLimit) <= 0;
  if (!inside) sponsorBecause.push(`it is over the ${hat} hat's limit of ${formatMoney(perDecisionLimit)} a decision`);
  // Against the sum, not against what is left: an overspent quarter leaves nothing, not even for an amount of zero.
  const sum = spent ? addMoney(spent, amount) : amount;
  if (compareMoney(sum, perQuarterLimit) > 0)
    sponsorBecause.push(`the ${hat} hat has ${formatMoney(quarterRemaining)} left this quarter`);
  return { withinPerDecisionLimit: inside, quarterRemaining, sponsorBecause };
}

function within(amount: Money, limit: Money): boolean | null {
  return amount.currency === limit.currency ? compareMoney(amount, limit) <= 0 : null;
}

/** The lesser of the amounts; null where one is missing or they do not compare. */
function least(amounts: readonly (Money | null)[]): Money | null {
  return amounts.reduce((a, b) => (a && b && a.currency === b.currency ? (compareMoney(a, b) <= 0 ? a : b) : null));
}

function spendingSentences(amount: Money | null, spending: Spending): string[] {
  const left = spending.quarterRemaining;
  if (!amount) return left ? [`${formatMoney(left)} are left this quarter.`] : [];
  if (spending.sponsorBecause.length > 0)
    return [`${formatMoney(amount)} needs a sponsor's approval: ${listOf(spending.sponsorBecause)}.`];
  return [
    `${formatMoney(amount)} is inside the limits; ${left ? formatMoney(left) : 'nothing'} of the quarter's is left before it.`,
  ];
}
