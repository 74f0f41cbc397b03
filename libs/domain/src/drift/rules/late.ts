import { dayOf, endOfDay } from '../../calendar/index.js';
import { daysLate, isOwed, lastDayInTime } from '../../deliverable/due-date.js';
import { counted } from '../../shared/text.js';
import { earliest } from '../moments.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal } from '../types.js';
import { dayInText, named } from '../wording.js';

/** Calendar days from which a late deliverable is critical. */
export const LATE_CRITICAL_DAYS = 7;

/** A deliverable is owed and its due day, in the engagement's time zone, is over. Bicorne domain language, Drift: LATE. */
export const late: Rule = {
  code: 'LATE',

  evaluate(facts, now) {
    return facts.deliverables.flatMap((deliverable) => {
      const days = daysLate(deliverable, facts, now);
      return days === 0 ? [] : [signal(facts, deliverable, days, now)];
    });
  },

  // What is late is one day later at each midnight; what is not is late when its last day ends.
  nextChangeAt(facts, now) {
    const owed = facts.deliverables.filter(({ state }) => isOwed(state));
    return earliest(
      owed.map((deliverable) => {
        const isLateNow = daysLate(deliverable, facts, now) > 0;
        return endOfDay(isLateNow ? dayOf(now, facts.timeZone) : lastDayInTime(deliverable, facts), facts.timeZone);
      }),
    );
  },
};

function signal(facts: DriftFacts, deliverable: DriftDeliverable, days: number, now: Date): Signal {
  const critical = days >= LATE_CRITICAL_DAYS;
  const lastDay = lastDayInTime(deliverable, facts);
  const due = `${named(deliverable)} was due on ${dayInText(deliverable.dueOn, facts.timeZone, now)}`;
  const sentBackAt = lastDay === deliverable.dueOn ? null : deliverable.sentBackAt;
  return {
    rule: 'LATE',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: critical ? 'CRITICAL' : 'WARNING',
    figures: [{ name: 'daysLate', value: days, threshold: critical ? LATE_CRITICAL_DAYS : 1 }],
    statement: sentBackAt
      ? `${due}; the client sent it back on ${dayInText(dayOf(sentBackAt, facts.timeZone), facts.timeZone, now)}, and for ${counted(days, 'day')} it has not been submitted again.`
      : `${due} and has not been submitted; it is ${counted(days, 'day')} late.`,
    clearsWhen: 'It is submitted, a sponsor acknowledges a later due date, or a sponsor waives it.',
  };
}
