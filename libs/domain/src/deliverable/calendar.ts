import type { DeliverableState, EngagementState, Hat } from '../shared/vocabulary.js';

/** How long a due date stays in calendars after it has passed, in days. */
export const CALENDAR_KEEPS_DAYS = 366;

/** States of engagements whose due dates stand in calendars: those of a draft are nobody's yet. */
export const CALENDAR_ENGAGEMENTS: readonly EngagementState[] = ['ACTIVE', 'PAUSED', 'COMPLETED', 'ENDED_EARLY'];

const STATE_WORDS: Readonly<Record<DeliverableState, string>> = {
  PLANNED: 'Planned',
  IN_PROGRESS: 'In progress',
  SUBMITTED: 'Submitted',
  CHANGES_REQUESTED: 'Changes requested',
  ACCEPTED: 'Accepted',
  WAIVED: 'Waived',
};

export interface CalendarFacts {
  hat: Hat;
  title: string;
  clientName: string;
  state: DeliverableState;
  engagementState: EngagementState;
  /** How often a sponsor has acknowledged another date. */
  moves: number;
}

/** How a due date stands in somebody's calendar. */
export interface DueDateEntry {
  summary: string;
  description: string;
  /** Whether it is off: waived, or its engagement ended before it was accepted. */
  cancelled: boolean;
  /** Rises with each move and with the end, as calendars expect of what they have to take notice of. */
  sequence: number;
}

/** "CAIO: Model registry – Noordlicht", ticked where it is accepted. */
export function dueDateEntry({ hat, title, clientName, state, engagementState, moves }: CalendarFacts): DueDateEntry {
  const cancelled = state === 'WAIVED' || (engagementState === 'ENDED_EARLY' && state !== 'ACCEPTED');
  return {
    summary: `${state === 'ACCEPTED' ? '✓ ' : ''}${hat}: ${title} – ${clientName}`,
    description: `${STATE_WORDS[state]}.${moves > 0 ? ` Moved ${moves === 1 ? 'once' : `${moves} times`}.` : ''}`,
    cancelled,
    sequence: moves + (cancelled ? 1 : 0),
  };
}
