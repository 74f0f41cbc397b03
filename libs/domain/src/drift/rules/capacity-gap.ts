import { endOfDay } from '../../calendar/index.js';
import type { PlatformNeed } from '../../deliverable/deliverable-content.js';
import { isOwed, lastDayInTime } from '../../deliverable/due-date.js';
import { compareText, counted, listOf } from '../../shared/text.js';
import { earliest } from '../moments.js';
import { RoadmapItems } from '../roadmap-items.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal } from '../types.js';
import { named } from '../wording.js';

/** Needs beyond these are counted: all of them stand in the document. */
const NEEDS_NAMED = 3;

/**
 * A document of the CAIO hat (an AI strategy or a capability map) depends on platform work that no roadmap item carries.
 * Both sides are read once they were handed in or their due day is over: before that a roadmap is still being planned, and
 * a need still being thought about. Where the engagement owes no roadmap, as under a CAIO alone, the roadmap is somebody
 * else's: a need that names an item of it is taken as carried, one that names none is a gap. Bicorne domain language,
 * Drift: CAPACITY_GAP.
 */
export const capacityGap: Rule = {
  code: 'CAPACITY_GAP',

  evaluate(facts, now) {
    const roadmaps = facts.deliverables.filter(isRoadmap);
    if (roadmaps.length > 0 && !roadmaps.some((roadmap) => stands(roadmap, facts, now))) return [];
    const items = new RoadmapItems(roadmaps.flatMap(({ content }) => content?.roadmapItems ?? []));
    return facts.deliverables.flatMap((deliverable) => {
      if (!hasNeeds(deliverable) || !stands(deliverable, facts, now)) return [];
      const needs = deliverable.content?.platformNeeds ?? [];
      const gaps = needs.filter((need) => (roadmaps.length === 0 ? need.roadmapItem === null : !items.carry(need)));
      return gaps.length === 0 ? [] : [signal(deliverable, gaps, roadmaps.length > 0)];
    });
  },

  nextChangeAt(facts, now) {
    return earliest(
      facts.deliverables
        .filter((deliverable) => isRoadmap(deliverable) || hasNeeds(deliverable))
        .map((deliverable) => endOfDay(lastDayInTime(deliverable, facts), facts.timeZone))
        .filter((moment) => moment > now),
    );
  },
};

function isRoadmap({ key, hat, state, content }: DriftDeliverable): boolean {
  return hat === 'CTO' && state !== 'WAIVED' && (key === 'roadmap' || (content?.roadmapItems ?? []).length > 0);
}

function hasNeeds({ hat, state, content }: DriftDeliverable): boolean {
  return hat === 'CAIO' && state !== 'WAIVED' && (content?.platformNeeds ?? []).length > 0;
}

/** Whether a document was handed in at any time, or its due day is over. */
function stands(deliverable: DriftDeliverable, facts: DriftFacts, now: Date): boolean {
  if (!isOwed(deliverable.state) || deliverable.submittedAt !== null) return true;
  return now >= endOfDay(lastDayInTime(deliverable, facts), facts.timeZone);
}

function signal(deliverable: DriftDeliverable, gaps: readonly PlatformNeed[], ownRoadmap: boolean): Signal {
  const shown = gaps
    .toSorted((a, b) => compareText(a.need, b.need) || compareText(a.roadmapItem ?? '', b.roadmapItem ?? ''))
    .slice(0, NEEDS_NAMED)
    .map(({ need, roadmapItem }) =>
      roadmapItem === null ? `“${need}”` : `“${need}” (said to be in “${roadmapItem}”)`,
    );
  const more = gaps.length - shown.length;
  const list = more > 0 ? `${shown.join(', ')} and ${counted(more, 'more piece')}` : listOf(shown);
  return {
    rule: 'CAPACITY_GAP',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: 'WARNING',
    figures: [{ name: 'needsNotCarried', value: gaps.length, threshold: 1 }],
    statement: `${named(deliverable)} depends on platform work that ${ownRoadmap ? 'no item of the roadmap carries' : 'names no roadmap item'}: ${list}.`,
    clearsWhen: ownRoadmap
      ? 'A revision of the roadmap carries the work, or one of this document no longer needs it.'
      : 'A revision of this document names the roadmap item that carries the work, or no longer needs it.',
  };
}
