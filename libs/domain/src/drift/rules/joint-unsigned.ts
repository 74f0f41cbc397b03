import { dayOf, endOfDay, endOfWorkingDays, workingDaysPassed } from '../../calendar/index.js';
import { counted, listOf } from '../../shared/text.js';
import type { Hat } from '../../shared/vocabulary.js';
import { HATS } from '../../shared/vocabulary.js';
import { byWhomAndWhen, decisionInArea, decisionsInForce, nextEntryAt } from '../decision-log.js';
import { earliest } from '../moments.js';
import { runningWorkingDays } from '../running-days.js';
import type { DriftDecision, DriftFacts, Rule, Signal } from '../types.js';

/** Whole working days in which both hats sign a joint decision. */
export const SIGN_OFF_WORKING_DAYS = 2;

/**
 * A joint decision in force was not signed by both hats by the end of the second working day after the day on which it was
 * taken. Days of a pause do not count. Where one signature is missing, that hat drifts; where both are, neither alone.
 * Bicorne domain language, Drift: JOINT_UNSIGNED.
 */
export const jointUnsigned: Rule = {
  code: 'JOINT_UNSIGNED',

  evaluate(facts, now) {
    const calendar = runningWorkingDays(facts);
    return unsigned(facts, now).flatMap(({ decision, missing }) => {
      if (now < endOfWorkingDays(decision.at, SIGN_OFF_WORKING_DAYS, calendar, facts.timeZone)) return [];
      return [signal(facts, decision, missing, workingDaysPassed(decision.at, now, calendar, facts.timeZone))];
    });
  },

  // What is overdue may have waited a day longer at each midnight; what is not is overdue when its last day ends.
  nextChangeAt(facts, now) {
    const calendar = runningWorkingDays(facts);
    const ends = unsigned(facts, now).map(({ decision }) => {
      const end = endOfWorkingDays(decision.at, SIGN_OFF_WORKING_DAYS, calendar, facts.timeZone);
      return end > now ? end : endOfDay(dayOf(now, facts.timeZone), facts.timeZone);
    });
    return earliest([nextEntryAt(facts, now), ...ends]);
  },
};

function unsigned(facts: DriftFacts, now: Date): { decision: DriftDecision; missing: Hat[] }[] {
  return decisionsInForce(facts.decisions, now)
    .filter(({ hatWorn }) => hatWorn === 'JOINT')
    .map((decision) => ({
      decision,
      missing: HATS.filter((hat) => !decision.signOffs.some((signOff) => signOff.hat === hat && signOff.at <= now)),
    }))
    .filter(({ missing }) => missing.length > 0);
}

function signal(facts: DriftFacts, decision: DriftDecision, missing: readonly Hat[], days: number): Signal {
  const [only] = missing.length === 1 ? missing : [];
  const who = listOf(missing.map((hat) => `the ${hat} hat`));
  return {
    rule: 'JOINT_UNSIGNED',
    subject: { kind: 'DECISION', id: decision.id },
    hat: only ?? null,
    severity: 'WARNING',
    figures: [
      { name: 'workingDaysUnsigned', value: days, threshold: SIGN_OFF_WORKING_DAYS },
      { name: 'signatures', value: HATS.length - missing.length, threshold: HATS.length },
    ],
    statement: `The joint decision ${decisionInArea(decision)} was taken ${byWhomAndWhen(decision, facts.timeZone)}, and after ${counted(days, 'working day')} the signature of ${who} is missing.`,
    clearsWhen: `A reason is given and the decision is signed for ${who}, or another decision supersedes it.`,
  };
}
