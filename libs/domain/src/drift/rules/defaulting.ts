import { hatsOf, otherHat } from '../../engagement/hats.js';
import { counted } from '../../shared/text.js';
import type { Hat } from '../../shared/vocabulary.js';
import { nextEntryAt } from '../decision-log.js';
import { earliest } from '../moments.js';
import { momentOfSilence, silentDays } from '../silence.js';
import type { DriftDecision, DriftFacts, Rule, Signal } from '../types.js';

/** Days back from now in which decisions are counted. */
export const DEFAULTING_DAYS = 30;
/** Decisions from which a share says anything. */
export const DEFAULTING_DECISIONS = 5;
/** Hundredths of the decisions that are one hat's from which the other is defaulting. */
export const DEFAULTING_PERCENT = 80;

/**
 * In an engagement with two hats, of five or more decisions in the last 30 days four fifths or more were taken under one
 * hat. A joint decision is one of those that are counted and neither hat's alone: both were worn. What was superseded
 * since counts as well, for the rule asks which hat was worn, not what holds. Days of a pause are left out of the 30. The
 * subject and the hat are the one that the decisions fall to. Bicorne domain language, Drift: DEFAULTING.
 */
export const defaulting: Rule = {
  code: 'DEFAULTING',

  evaluate(facts, now) {
    const hats = hatsOf(facts.shape);
    if (hats.length < 2) return [];
    const counted = recentDecisions(facts, now);
    if (counted.length < DEFAULTING_DECISIONS) return [];
    return hats.flatMap((hat) => {
      const under = counted.filter(({ hatWorn }) => hatWorn === hat).length;
      return under * 100 >= counted.length * DEFAULTING_PERCENT ? [signal(hat, under, counted.length)] : [];
    });
  },

  nextChangeAt(facts, now) {
    const leaving = recentDecisions(facts, now).map(({ at }) =>
      momentOfSilence(at, DEFAULTING_DAYS, facts.pauses ?? []),
    );
    return earliest([nextEntryAt(facts, now), ...leaving]);
  },
};

function recentDecisions(facts: DriftFacts, now: Date): DriftDecision[] {
  return facts.decisions.filter(({ at }) => at <= now && silentDays(at, now, facts.pauses ?? []) < DEFAULTING_DAYS);
}

function signal(hat: Hat, under: number, total: number): Signal {
  const other = otherHat(hat);
  return {
    rule: 'DEFAULTING',
    subject: { kind: 'HAT', id: hat },
    hat,
    severity: 'WARNING',
    figures: [
      { name: 'percentUnderOneHat', value: Math.floor((under * 100) / total), threshold: DEFAULTING_PERCENT },
      { name: 'decisions', value: total, threshold: DEFAULTING_DECISIONS },
    ],
    statement: `Of the ${counted(total, 'decision')} in the last ${DEFAULTING_DAYS} days ${under === total ? 'all' : under} were taken under the ${hat} hat: decisions fall to it by default, and the ${other} hat is hardly worn.`,
    clearsWhen: `Decisions are taken under the ${other} hat, or jointly, until less than ${DEFAULTING_PERCENT} % of those in the last ${DEFAULTING_DAYS} days are the ${hat} hat's.`,
  };
}
