import { daysBetween, formatDay } from '../../calendar/index.js';
import { isOwed } from '../../deliverable/due-date.js';
import { QUARTER_DAYS } from '../../engagement/quarter.js';
import { counted, listOf } from '../../shared/text.js';
import { earliest } from '../moments.js';
import type { DriftDeliverable, DriftFacts, Rule, Signal } from '../types.js';
import { named } from '../wording.js';

/** Moves to a later day from which a due date slips, however short they are. */
export const SLIPPING_MOVES = 2;
/** Days between the day agreed first and the one that counts, over which a due date slips: 20 % of the quarter. */
export const SLIPPING_DAYS = 0.2 * QUARTER_DAYS;

/**
 * What is owed was moved to a later day twice, or by more than a fifth of a quarter from the day that was agreed first.
 * Moves count once a sponsor has acknowledged them; pauses are no moves, and a move back is none. It is over once the
 * deliverable is handed in: then the date is kept, and the log of its moves says the rest. Bicorne domain language, Drift:
 * SLIPPING.
 */
export const slipping: Rule = {
  code: 'SLIPPING',

  evaluate(facts, now) {
    return facts.deliverables.flatMap((deliverable) => {
      if (!isOwed(deliverable.state)) return [];
      const moves = movesBy(deliverable, now).filter(({ from, to }) => daysBetween(from, to) > 0).length;
      const days = daysBetween(deliverable.originalDueOn, deliverable.dueOn);
      return moves >= SLIPPING_MOVES || days > SLIPPING_DAYS ? [signal(deliverable, moves, days)] : [];
    });
  },

  /** An acknowledgement dated later than `now` begins to count at its moment. */
  nextChangeAt(facts: DriftFacts, now: Date) {
    return earliest(
      facts.deliverables
        .flatMap(({ dueDateMoves }) => dueDateMoves.map(({ acknowledgedAt }) => acknowledgedAt))
        .filter((moment) => moment > now),
    );
  },
};

function movesBy({ dueDateMoves }: DriftDeliverable, now: Date): DriftDeliverable['dueDateMoves'] {
  return dueDateMoves.filter(({ acknowledgedAt }) => acknowledgedAt <= now);
}

function signal(deliverable: DriftDeliverable, moves: number, days: number): Signal {
  const moved = moves === 0 ? [] : [`was moved to a later day ${timesInText(moves)}`];
  const far =
    days > 0
      ? [`lies ${counted(days, 'day')} after ${formatDay(deliverable.originalDueOn)}, the day agreed first`]
      : [];
  return {
    rule: 'SLIPPING',
    subject: { kind: 'DELIVERABLE', id: deliverable.id },
    hat: deliverable.hat,
    severity: 'WARNING',
    figures: [
      { name: 'movesLater', value: moves, threshold: SLIPPING_MOVES },
      { name: 'daysMoved', value: days, threshold: SLIPPING_DAYS },
    ],
    statement: `The due date of ${named(deliverable)}, ${formatDay(deliverable.dueOn)}, ${listOf([...moved, ...far])}.`,
    clearsWhen: 'It is submitted, or a sponsor waives it.',
  };
}

function timesInText(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
