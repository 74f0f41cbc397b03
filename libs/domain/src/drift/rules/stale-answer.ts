import { addWorkingDays, dayOf, endOfDay, startOfDay, workingDaysBetween } from '../../calendar/index.js';
import type { WorkingCalendar } from '../../calendar/index.js';
import { STANDING_QUESTION_TEXT, hatsOf, standingQuestionOf } from '../../engagement/hats.js';
import { counted } from '../../shared/text.js';
import type { Hat } from '../../shared/vocabulary.js';
import { earliest, latest } from '../moments.js';
import { runningDays } from '../running-days.js';
import type { DriftFacts, Rule, Signal } from '../types.js';

/** The day of the engagement, its first being day 0, on which each test question of its hats has an answer. */
export const ANSWERED_BY_DAY = 30;
/** Days after which an answer is too old to go by. */
export const ANSWER_MAX_AGE_DAYS = 90;

/**
 * The test question of a hat that somebody wears has no answer on day 30, or its newest answer is older than 90
 * days. Calendar days in the engagement's time zone, without those of a pause: unanswered from the beginning of day 30,
 * too old from the beginning of day 91. Bicorne domain language, Drift: STALE_ANSWER.
 */
export const staleAnswer: Rule = {
  code: 'STALE_ANSWER',

  evaluate(facts, now) {
    const calendar = runningDays(facts);
    return hatsWornIn(facts).flatMap((hat) => {
      const answer = standingOf(facts, hat, calendar, now);
      return answer.days >= answer.limit ? [signal(hat, answer)] : [];
    });
  },

  // What is stale is a day older at each midnight.
  nextChangeAt(facts, now) {
    const calendar = runningDays(facts);
    const toCome = facts.standingAnswers.map(({ answeredAt }) => answeredAt).filter((at) => at > now);
    const ends = hatsWornIn(facts).map((hat) => {
      const { since, days, limit } = standingOf(facts, hat, calendar, now);
      return days >= limit
        ? endOfDay(dayOf(now, facts.timeZone), facts.timeZone)
        : startOfDay(addWorkingDays(since, limit, calendar), facts.timeZone);
    });
    return earliest([...toCome, ...ends]);
  },
};

/** Of a hat that nobody wears there is nobody to ask: EMPTY_HAT tells of it. */
function hatsWornIn(facts: DriftFacts): Hat[] {
  const worn = new Set(facts.hats.filter(({ practitionerId }) => practitionerId !== null).map(({ hat }) => hat));
  return hatsOf(facts.shape).filter((hat) => worn.has(hat));
}

interface Standing {
  /** The day of the newest answer, or the first day of the engagement where there is none. */
  since: string;
  answered: boolean;
  /** Days since then; negative before the start. */
  days: number;
  /** Days from which it holds. */
  limit: number;
}

function standingOf(facts: DriftFacts, hat: Hat, calendar: WorkingCalendar, now: Date): Standing {
  const question = standingQuestionOf(hat);
  const answers = facts.standingAnswers.filter((one) => one.question === question && one.answeredAt <= now);
  const newest = latest(answers.map(({ answeredAt }) => answeredAt));
  const since = newest === null ? facts.startsOn : dayOf(newest, facts.timeZone);
  return {
    since,
    answered: newest !== null,
    days: workingDaysBetween(since, dayOf(now, facts.timeZone), calendar),
    limit: newest === null ? ANSWERED_BY_DAY : ANSWER_MAX_AGE_DAYS + 1,
  };
}

function signal(hat: Hat, { answered, days }: Standing): Signal {
  const question = `“${STANDING_QUESTION_TEXT[standingQuestionOf(hat)]}”`;
  return {
    rule: 'STALE_ANSWER',
    subject: { kind: 'HAT', id: hat },
    hat,
    severity: 'NOTICE',
    figures: answered
      ? [{ name: 'daysSinceAnswer', value: days, threshold: ANSWER_MAX_AGE_DAYS }]
      : [{ name: 'daysUnanswered', value: days, threshold: ANSWERED_BY_DAY }],
    statement: answered
      ? `The ${hat} hat's answer to ${question} is ${counted(days, 'day')} old, and counts for ${ANSWER_MAX_AGE_DAYS}.`
      : `The ${hat} hat has not answered ${question}; the engagement is on day ${days}, and the answer is owed by day ${ANSWERED_BY_DAY}.`,
    clearsWhen: answered ? 'The question is answered again.' : 'The question is answered.',
  };
}
