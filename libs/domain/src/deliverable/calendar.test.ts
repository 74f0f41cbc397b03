import { describe, expect, it } from '@jest/globals';
import { dueDateEntry, type CalendarFacts, type DueDateEntry } from './calendar.js';

const FACTS: CalendarFacts = {
  hat: 'CAIO',
  title: 'Model registry',
  clientName: 'Noordlicht',
  state: 'IN_PROGRESS',
  engagementState: 'ACTIVE',
  moves: 0,
};

describe('a due date in a calendar', () => {
  it.each<[string, Partial<CalendarFacts>, Partial<DueDateEntry>]>([
    [
      'names hat, deliverable and client',
      {},
      { summary: 'CAIO: Model registry – Noordlicht', description: 'In progress.', cancelled: false, sequence: 0 },
    ],
    ['is ticked when it is accepted', { state: 'ACCEPTED' }, { summary: '✓ CAIO: Model registry – Noordlicht' }],
    ['counts its moves', { moves: 2 }, { sequence: 2, description: 'In progress. Moved 2 times.' }],
    ['is off when it is waived', { state: 'WAIVED', moves: 1 }, { cancelled: true, sequence: 2 }],
    ['is off when the engagement ended', { engagementState: 'ENDED_EARLY' }, { cancelled: true, sequence: 1 }],
    [
      'stays when it was accepted before the end',
      { engagementState: 'ENDED_EARLY', state: 'ACCEPTED' },
      { cancelled: false, sequence: 0 },
    ],
  ])('%s', (_what, change, expected) => {
    expect(dueDateEntry({ ...FACTS, ...change })).toMatchObject(expected);
  });
});
