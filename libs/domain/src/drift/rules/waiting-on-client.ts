import { dayOf, endOfDay, endOfWorkingDays, formatDay, workingDaysPassed } from '../../calendar/index.js';
import { counted } from '../../shared/text.js';
import { earliest } from '../moments.js';
import { runningWorkingDays } from '../running-days.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal } from '../types.js';
import { named } from '../wording.js';

/** Whole working days in which the client answers a submission. */
export const CLIENT_ANSWER_WORKING_DAYS = 5;

/**
 * A deliverable lies with the client, who has neither accepted it nor sent it back by the end of the fifth working day
 * after the day of its submission. Days of a pause do not count. No hat drifts: the sponsor is told (RULE_AUDIENCE), and
 * nothing is held against the practitioner. Bicorne domain language, Drift: WAITING_ON_CLIENT.
 */
export const waitingOnClient: Rule = {
  code: 'WAITING_ON_CLIENT',

  evaluate(facts, now) {
    const calendar = runningWorkingDays(facts);
    return withClient(facts).flatMap(({ deliverable, submittedAt }) => {
      if (now < endOfWorkingDays(submittedAt, CLIENT_ANSWER_WORKING_DAYS, calendar, facts.timeZone)) return [];
      const days = workingDaysPassed(submittedAt, now, calendar, facts.timeZone);
      return [signal(facts, deliverable, submittedAt, days)];
    });
  },

  // What is overdue may have waited a day longer at each midnight.
  nextChangeAt(facts, now) {
    const calendar = runningWorkingDays(facts);
    return earliest(
      withClient(facts).map(({ submittedAt }) => {
        const end = endOfWorkingDays(submittedAt, CLIENT_ANSWER_WORKING_DAYS, calendar, facts.timeZone);
        return end > now ? end : endOfDay(dayOf(now, facts.timeZone), facts.timeZone);
      }),
    );
  },
};

function withClient(facts: DriftFacts): { deliverable: DriftDeliverable; submittedAt: Date }[] {
  return facts.deliverables.flatMap((deliverable) =>
    deliverable.state === 'SUBMITTED' && deliverable.submittedAt !== null
      ? [{ deliverable, submittedAt: deliverable.submittedAt }]
      : [],
  );
}

function signal(facts: DriftFacts, deliverable: DriftDeliverable, submittedAt: Date, days: number): Signal {
  const submittedOn = formatDay(dayOf(submittedAt, facts.timeZone));
  return {
    rule: 'WAITING_ON_CLIENT',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: null,
    severity: 'WARNING',
    figures: [{ name: 'workingDaysUnanswered', value: days, threshold: CLIENT_ANSWER_WORKING_DAYS }],
    statement: `${named(deliverable)} was submitted on ${submittedOn}, and for ${counted(days, 'working day')} the client has neither accepted it nor sent it back.`,
    clearsWhen: 'A sponsor accepts it, asks for changes, or waives it.',
  };
}
