import { startOfDay } from '../../calendar/index.js';
import { hatsOf } from '../../engagement/hats.js';
import { counted } from '../../shared/text.js';
import type { Hat } from '../../shared/vocabulary.js';
import { earliest, latest } from '../moments.js';
import { momentOfSilence, silentDays } from '../silence.js';
import type { DriftFacts, Rule, Signal } from '../types.js';

/** Days without a sign of work under one of two hats, while the other is worn. */
export const NEGLECT_DAYS = 14;
/** Days without a sign of work under the only hat. */
export const NEGLECT_DAYS_SINGLE_HAT = 21;
/** Signs of work under the other hat, since the neglected one had its last, that show that work went on without it. */
export const NEGLECT_OTHER_ACTIVITY = 3;

/**
 * Nothing was done under a hat for too long: no revision that raised depth, no decision, evidence or acceptance. Counted
 * from the last of these or from the start day, whichever is later; pauses do not count. In a two-hat engagement it holds
 * only where the other hat had three or more in that silence, however long ago: work went on and left this hat behind, and
 * that is so until something is done under it, also where the other rests by now. So no look that was missed loses it.
 * Where the other had fewer, both are quiet, and neither is dropped for the other.
 * Bicorne domain language, Drift: NEGLECTED_HAT.
 */
export const neglectedHat: Rule = {
  code: 'NEGLECTED_HAT',

  evaluate(facts, now) {
    return hatsOf(facts.shape).flatMap((hat) => {
      const silence = silenceOf(facts, hat, now);
      return silence.days >= silence.limit && silence.otherIsWorn ? [signal(facts, silence)] : [];
    });
  },

  nextChangeAt(facts, now) {
    // Something recorded with a time to come begins to count at that time.
    const toCome = facts.activity.map(({ at }) => at).filter((at) => at > now);
    const silences = hatsOf(facts.shape).map((hat) => silenceOf(facts, hat, now));
    return earliest([
      ...toCome,
      ...silences
        .filter(({ otherIsWorn }) => otherIsWorn)
        .map(({ since, days, limit }) => momentOfSilence(since, Math.max(limit, days + 1), facts.pauses ?? [])),
    ]);
  },
};

interface Silence {
  hat: Hat;
  since: Date;
  /** Whether `since` is a sign of work, and not the start of the engagement. */
  hadActivity: boolean;
  days: number;
  limit: number;
  /** The other hat, and what was done under it since; null in a single-hat engagement. */
  other: { hat: Hat; activity: number } | null;
  /** True in a single-hat engagement. */
  otherIsWorn: boolean;
}

function silenceOf(facts: DriftFacts, hat: Hat, now: Date): Silence {
  const start = startOfDay(facts.startsOn, facts.timeZone);
  const past = facts.activity.filter(({ at }) => at <= now);
  const last = latest(past.filter((one) => one.hat === hat).map(({ at }) => at));
  const since = last !== null && last > start ? last : start;
  const sibling = hatsOf(facts.shape).find((candidate) => candidate !== hat);
  const other = sibling
    ? { hat: sibling, activity: past.filter((one) => one.hat === sibling && one.at > since).length }
    : null;
  return {
    hat,
    since,
    hadActivity: since !== start,
    days: silentDays(since, now, facts.pauses ?? []),
    limit: other ? NEGLECT_DAYS : NEGLECT_DAYS_SINGLE_HAT,
    other,
    otherIsWorn: other === null || other.activity >= NEGLECT_OTHER_ACTIVITY,
  };
}

function signal(facts: DriftFacts, { hat, hadActivity, days, limit, other }: Silence): Signal {
  const wearer = facts.hats.find((candidate) => candidate.hat === hat)?.practitionerName;
  const under = `under the ${hat} hat${wearer ? `, worn by ${wearer},` : ''}`;
  const period = hadActivity ? `for ${counted(days, 'day')}` : `in the ${counted(days, 'day')} since the start`;
  const meanwhile = other ? `, while the ${other.hat} hat had ${counted(other.activity, 'step')} forward` : '';
  return {
    rule: 'NEGLECTED_HAT',
    subject: { kind: 'HAT', id: hat },
    hat,
    severity: 'WARNING',
    figures: [
      { name: 'daysSilent', value: days, threshold: limit },
      ...(other ? [{ name: 'otherHatActivity', value: other.activity, threshold: NEGLECT_OTHER_ACTIVITY }] : []),
    ],
    statement: `Nothing has moved ${under} ${period}${meanwhile}.`,
    clearsWhen: `A revision that raises depth, a decision, evidence or an acceptance is recorded under the ${hat} hat.`,
  };
}
