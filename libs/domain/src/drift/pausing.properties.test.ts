import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../calendar/index.js';
import { decideEngagement } from '../engagement/lifecycle.js';
import { SEVERITIES } from '../shared/vocabulary.js';
import { anyDriftFacts, anyMoment } from './any-drift-facts.factory.js';
import { evaluateDrift } from './evaluate.js';
import type { DriftFacts, Signal } from './types.js';

const HOUR = 3_600_000;

describe('a pause, of any length, at any moment', () => {
  it('opens nothing when it ends that was not open when it began, and makes nothing more severe', () => {
    fc.assert(
      fc.property(anyDriftFacts, anyMoment, fc.integer({ min: 0, max: 200 * 24 }), (facts, from, hours) => {
        const to = new Date(from.getTime() + hours * HOUR);
        const before = asOf(facts, from);
        const known = severities(evaluateDrift(before, from));
        const opened = [...severities(evaluateDrift(resumed(before, from, to), to))].filter(
          ([identity, severity]) => severity > (known.get(identity) ?? -1),
        );
        expect(opened).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

function severities(signals: readonly Signal[]): Map<string, number> {
  return new Map(
    signals.map(({ rule, subject, severity }) => [
      `${rule} ${subject.kind} ${subject.id}`,
      SEVERITIES.indexOf(severity),
    ]),
  );
}

/** The facts as they were known at a moment: nothing in them is still to come, and no later pause either. */
function asOf(facts: DriftFacts, moment: Date): DriftFacts {
  const been = ({ at }: { at: Date }): boolean => at <= moment;
  const beenOrNull = (at: Date | null | undefined): Date | null => (at && at <= moment ? at : null);
  return {
    ...facts,
    pauses: (facts.pauses ?? []).filter(({ to }) => to <= moment),
    activity: facts.activity.filter(been),
    charters: facts.charters
      .filter(({ publishedAt }) => publishedAt <= moment)
      .map((charter) => ({ ...charter, acknowledgements: charter.acknowledgements.filter(been) })),
    decisions: facts.decisions.filter(been).map((decision) => ({
      ...decision,
      signOffs: decision.signOffs.filter(been),
      approvedAt: beenOrNull(decision.approvedAt),
    })),
    standingAnswers: facts.standingAnswers.filter(({ answeredAt }) => answeredAt <= moment),
    deliverables: facts.deliverables.map((deliverable) => ({
      ...deliverable,
      submittedAt: beenOrNull(deliverable.submittedAt),
      sentBackAt: beenOrNull(deliverable.sentBackAt),
      submissions: deliverable.submissions.filter(been),
      dueDateMoves: deliverable.dueDateMoves.filter(({ acknowledgedAt }) => acknowledgedAt <= moment),
    })),
  };
}

/** The facts after a pause, moved by it as resuming moves them. */
function resumed(facts: DriftFacts, from: Date, to: Date): DriftFacts {
  const change = decideEngagement(
    { kind: 'RESUME' },
    { ...facts, state: 'PAUSED', pausedOn: dayOf(from, facts.timeZone) },
    to,
  );
  if (!change.ok) throw new Error('A paused engagement resumes');
  const { endsOn = facts.endsOn, movedQuarters = facts.quarters, movedDeliverables = [] } = change.value;
  return {
    ...facts,
    endsOn,
    quarters: movedQuarters,
    pauses: [...(facts.pauses ?? []), { from, to }],
    deliverables: facts.deliverables.map((deliverable) => {
      const moved = movedDeliverables.find(({ id }) => id === deliverable.id);
      return moved ? { ...deliverable, dueOn: moved.dueOn, originalDueOn: moved.originalDueOn } : deliverable;
    }),
  };
}
