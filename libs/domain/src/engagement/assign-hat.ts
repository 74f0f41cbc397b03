import { compareMoney, readMoney } from '../shared/money.js';
import { listOf } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, EngagementState, Hat, Money, Refusal, Shape } from '../shared/vocabulary.js';
import { currenciesOf, daysRefusals, limitsReversed } from './draft.js';
import { hatsOf } from './hats.js';
import type { HatAssignment } from './types.js';

/** A change of one hat. What is left out stays; null takes away. */
export interface AssignHatCommand {
  hat: Hat;
  practitionerId?: string | null;
  daysPerWeek?: number | null;
  perDecisionLimit?: { amount: string; currency: string } | null;
  perQuarterLimit?: { amount: string; currency: string } | null;
}

export interface AssignHatFacts {
  state: EngagementState;
  shape: Shape;
  /** Of every limit. */
  currency: string;
  /** One for every hat of the shape. */
  assignments: readonly HatAssignment[];
  /** What is known of the practitioner whom the command names; null for nobody of the workspace. */
  practitioner: { depthEvidenced: boolean } | null;
  /** As whom the caller acts: who leads the practice, a practitioner, or a sponsor of the client. */
  by: 'LEAD' | 'PRACTITIONER' | 'SPONSOR';
}

type LimitName = 'perDecisionLimit' | 'perQuarterLimit';
const LIMITS: readonly LimitName[] = ['perDecisionLimit', 'perQuarterLimit'];

/**
 * Who wears a hat from now on, how much, and what they may spend. A draft is changed freely by the consultancy. Once the
 * engagement runs, who leads the practice changes it, within what was agreed with the client: the shape holds, a CAIO has
 * evidence of depth, a limit is never taken away, and only a sponsor raises one. In CTO_AND_CAIO the hats are one
 * person's, so that a new practitioner takes both. Bicorne domain language, Engagement.
 *
 * @returns the assignments as they are now, and the currency of all limits
 */
export function assignHat(
  command: AssignHatCommand,
  facts: AssignHatFacts,
): Decided<{ assignments: HatAssignment[]; currency: string }> {
  const current = facts.assignments.find(({ hat }) => hat === command.hat);
  if (facts.state === 'COMPLETED' || facts.state === 'ENDED_EARLY')
    return refused({ code: 'WRONG_STATE', field: 'engagementId', message: 'The engagement is over: its hats stay.' });
  if (!current)
    return refused({
      code: 'HAT_NOT_IN_SHAPE',
      field: 'hat',
      message: `The engagement has only the ${hatsOf(facts.shape).join(' and ')} hat.`,
    });
  const refusals: Refusal[] = [
    ...callerRefusals(command, facts),
    ...personRefusals(command, facts),
    ...(isGiven(command.daysPerWeek) ? daysRefusals(command.daysPerWeek, 'daysPerWeek') : []),
  ];
  const changed = { ...current };
  if (command.practitionerId !== undefined) changed.practitionerId = command.practitionerId;
  if (isGiven(command.daysPerWeek)) changed.daysPerWeek = Math.round(command.daysPerWeek * 100) / 100;
  for (const name of LIMITS) {
    const limit = readLimit(name, command, current, facts);
    if (limit.ok) changed[name] = limit.value;
    else refusals.push(...limit.refusals);
  }
  refusals.push(...limitsReversed(changed, ''));
  const assignments = facts.assignments.map((assignment) => {
    if (assignment.hat === command.hat) return changed;
    const together = facts.shape === 'CTO_AND_CAIO' && command.practitionerId !== undefined;
    return together ? { ...assignment, practitionerId: changed.practitionerId } : assignment;
  });
  const currencies = currenciesOf(assignments);
  if (currencies.length > 1)
    refusals.push({
      code: 'MIXED_CURRENCIES',
      field: LIMITS.find((name) => isGiven(command[name])) ?? 'hat',
      message: `Spending limits are agreed in one currency, not in ${listOf(currencies)}.`,
    });
  if (refusals.length > 0) return refused(...refusals);
  return decided({ assignments, currency: currencies[0] ?? facts.currency });
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

const RUNS: readonly EngagementState[] = ['ACTIVE', 'PAUSED'];

function callerRefusals(command: AssignHatCommand, { by, state }: AssignHatFacts): Refusal[] {
  if (by === 'PRACTITIONER' && RUNS.includes(state))
    return [
      {
        code: 'NOT_ALLOWED',
        field: 'engagementId',
        message: 'Once an engagement runs, an owner or a partner of the workspace assigns its hats.',
      },
    ];
  if (by !== 'SPONSOR') return [];
  const fields = (['practitionerId', 'daysPerWeek'] as const).filter((field) => command[field] !== undefined);
  return fields.map((field) => ({
    code: 'NOT_ALLOWED',
    field,
    message: 'A sponsor agrees the spending limits. Who wears a hat, and how much, is for the consultancy to say.',
  }));
}

function personRefusals({ hat, practitionerId }: AssignHatCommand, facts: AssignHatFacts): Refusal[] {
  if (!isGiven(practitionerId)) return [];
  const refusal = (code: string, message: string): Refusal[] => [{ code, field: 'practitionerId', message }];
  if (!facts.practitioner) return refusal('UNKNOWN_PRACTITIONER', 'There is no such member in the workspace.');
  if (!RUNS.includes(facts.state)) return [];
  const other = facts.assignments.find((assignment) => assignment.hat !== hat);
  if (facts.shape === 'TWO_ROLES' && other?.practitionerId === practitionerId)
    return refusal(
      'ONE_PERSON_FOR_TWO_ROLES',
      `They wear the ${other.hat} hat already, and the shape is two roles: assign a second practitioner.`,
    );
  const takesCaio = hat === 'CAIO' || facts.shape === 'CTO_AND_CAIO';
  if (takesCaio && !facts.practitioner.depthEvidenced)
    return refusal(
      'DEPTH_NOT_EVIDENCED',
      'A CAIO has evidence of depth of every kind: attest it before they take over.',
    );
  return [];
}

function readLimit(
  name: LimitName,
  command: AssignHatCommand,
  current: HatAssignment,
  facts: AssignHatFacts,
): Decided<Money | null> {
  const given = command[name];
  const agreed = current[name];
  if (given === undefined) return decided(agreed);
  const runs = RUNS.includes(facts.state);
  if (given === null)
    return runs
      ? refused({ code: 'REQUIRED', field: name, message: 'A running engagement keeps its limits: change the amount.' })
      : decided(null);
  const money = readMoney(given, name);
  if (!money.ok || !runs) return money;
  if (money.value.currency !== facts.currency)
    return refused({
      code: 'WRONG_CURRENCY',
      field: name,
      message: `The limits of a running engagement are in its currency, ${facts.currency}.`,
    });
  const raised = agreed === null || compareMoney(money.value, agreed) > 0;
  if (raised && facts.by !== 'SPONSOR')
    return refused({
      code: 'SPONSOR_RAISES',
      field: name,
      message: 'Once the engagement runs, a sponsor of the client raises a limit; the consultancy may lower it.',
    });
  return money;
}
