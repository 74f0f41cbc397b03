/** What the rules about decisions read out of the log and the charters. Nothing counts before its own moment. */
import { dayOf, formatDay } from '../calendar/index.js';
import { areaLabel } from '../charter/areas.js';
import { charterInForce } from '../charter/in-force.js';
import type { Hat } from '../shared/vocabulary.js';
import { HATS } from '../shared/vocabulary.js';
import { earliest } from './moments.js';
import type { DriftCharter, DriftDecision, DriftFacts } from './types.js';

/**
 * The charter that was in force at a moment: of the versions published by then, the newest that was acknowledged by
 * everybody by then. Null where none was. Bicorne domain language, Charter and decisions.
 */
export function charterInForceAt(charters: readonly DriftCharter[], moment: Date): DriftCharter | null {
  return charterInForce(
    charters
      .filter(({ publishedAt }) => publishedAt <= moment)
      .map((charter) => ({ ...charter, acknowledgements: charter.acknowledgements.filter(({ at }) => at <= moment) })),
  );
}

/** The decisions that hold at `now`: taken by then, and replaced by none that was taken by then. */
export function decisionsInForce(decisions: readonly DriftDecision[], now: Date): DriftDecision[] {
  const taken = decisions.filter(({ at }) => at <= now);
  const superseded = new Set(taken.map(({ supersedesId }) => supersedesId));
  return taken.filter(({ id }) => !superseded.has(id));
}

/** Of two at the same moment the one with the greater id is the later, so that their order is always the same. */
export function byTime(a: DriftDecision, b: DriftDecision): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * The next moment at which a decision, its sign-off or approval, a charter or an acknowledgement dated later than `now`
 * begins to count.
 */
export function nextEntryAt(facts: DriftFacts, now: Date): Date | null {
  return earliest(
    [
      ...facts.decisions.flatMap(({ at, signOffs, approvedAt }) => [
        at,
        ...signOffs.map((signOff) => signOff.at),
        ...(approvedAt ? [approvedAt] : []),
      ]),
      ...facts.charters.flatMap(({ publishedAt, acknowledgements }) => [
        publishedAt,
        ...acknowledgements.map(({ at }) => at),
      ]),
    ].filter((moment) => moment > now),
  );
}

/** The hats that a decision was taken under. */
export function hatsWorn({ hatWorn }: DriftDecision): readonly Hat[] {
  return hatWorn === 'JOINT' ? HATS : [hatWorn];
}

/** “Vector store” in vendor selection, for the middle of a sentence. */
export function decisionInArea({ title, area }: DriftDecision): string {
  return `“${title}” in ${areaLabel(area)}`;
}

/** "by Ben Okafor on 12 March 2026". With the year: a log is read long after, and the words must not change with time. */
export function byWhomAndWhen({ decidedBy, at }: DriftDecision, timeZone: string): string {
  return `by ${decidedBy.name} on ${formatDay(dayOf(at, timeZone))}`;
}
