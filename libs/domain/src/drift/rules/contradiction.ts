import { areaKey, areaLabel } from '../../charter/areas.js';
import { counted } from '../../shared/text.js';
import { byTime, byWhomAndWhen, decisionInArea, decisionsInForce, nextEntryAt } from '../decision-log.js';
import type { DriftDecision, DriftFacts, Rule, Signal } from '../types.js';

/**
 * Two decisions hold in one area, taken by different people, and the later one does not supersede the earlier. Found once
 * for the later one, however many earlier ones it stands against. A joint decision is of everyone who wears a hat,
 * whoever wrote it down. Critical where the two were taken under different hats, for then each half of the engagement goes by
 * its own; a warning under one hat, as when a practitioner took it over. Bicorne domain language, Drift: CONTRADICTION.
 */
export const contradiction: Rule = {
  code: 'CONTRADICTION',

  evaluate(facts, now) {
    return byArea(decisionsInForce(facts.decisions, now)).flatMap((decisions) =>
      decisions.sort(byTime).flatMap((decision, place) => {
        const earlier = decisions
          .slice(0, place)
          .filter((candidate) => areOfDifferentPeople(facts, candidate, decision));
        const last = earlier.at(-1);
        return last ? [signal(facts, decision, last, earlier)] : [];
      }),
    );
  },

  nextChangeAt: nextEntryAt,
};

function byArea(decisions: readonly DriftDecision[]): DriftDecision[][] {
  const areas = new Map<string, DriftDecision[]>();
  for (const decision of decisions) {
    const key = areaKey(decision.area);
    areas.set(key, [...(areas.get(key) ?? []), decision]);
  }
  return [...areas.values()];
}

function areOfDifferentPeople(facts: DriftFacts, one: DriftDecision, other: DriftDecision): boolean {
  if (one.hatWorn === 'JOINT' && other.hatWorn === 'JOINT') return false;
  const people = peopleOf(facts, one);
  return !peopleOf(facts, other).some((person) => people.includes(person));
}

/** A joint decision is of both who wear the hats, whoever of them wrote it down. */
function peopleOf({ hats }: DriftFacts, { hatWorn, decidedBy }: DriftDecision): string[] {
  if (hatWorn !== 'JOINT') return [decidedBy.key];
  return [decidedBy.key, ...hats.flatMap(({ practitionerId }) => practitionerId ?? [])];
}

function signal(
  facts: DriftFacts,
  decision: DriftDecision,
  last: DriftDecision,
  earlier: readonly DriftDecision[],
): Signal {
  const acrossHats = earlier.some(({ hatWorn }) => hatWorn !== decision.hatWorn);
  const more = earlier.length - 1;
  const against = `“${last.title}”, decided ${byWhomAndWhen(last, facts.timeZone)}`;
  return {
    rule: 'CONTRADICTION',
    subject: { kind: 'DECISION', id: decision.id },
    // It lies between two people: everyone who wears a hat is told.
    hat: null,
    severity: acrossHats ? 'CRITICAL' : 'WARNING',
    figures: [{ name: 'decisionsContradicted', value: earlier.length, threshold: 1 }],
    statement: `The decision ${decisionInArea(decision)} was taken ${byWhomAndWhen(decision, facts.timeZone)} and stands beside ${against}${more > 0 ? `, and ${counted(more, 'more decision')}` : ''}: neither supersedes the other.`,
    clearsWhen: `Decisions are superseded until those that hold in ${areaLabel(decision.area)} are all of one person, or all joint.`,
  };
}
