import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DELIVERABLE_STATES } from '../shared/vocabulary.js';
import type { DeliverableState } from '../shared/vocabulary.js';
import { decideDeliverable } from './deliverable.js';
import type { DeliverableCommand, DeliverableFacts } from './deliverable.js';

const now = new Date('2026-03-12T09:00:00Z');

const SAVE: DeliverableCommand = { kind: 'SAVE' };
const SUBMIT: DeliverableCommand = { kind: 'SUBMIT' };
const ACCEPT: DeliverableCommand = { kind: 'ACCEPT' };
const SEND_BACK: DeliverableCommand = { kind: 'REQUEST_CHANGES', reason: 'The owners are missing.' };
const WAIVE: DeliverableCommand = { kind: 'WAIVE', reason: 'The client has no models yet.' };

/** Written and, where the state says so, submitted: revision 2 is the newest, and 1 or 2 lies with the client. */
function facts(state: DeliverableState, change: Partial<DeliverableFacts> = {}): DeliverableFacts {
  const submittedRevision = {
    PLANNED: null,
    IN_PROGRESS: null,
    SUBMITTED: 2,
    CHANGES_REQUESTED: 2,
    ACCEPTED: 2,
    WAIVED: null,
  };
  return {
    state,
    engagementState: 'ACTIVE',
    latestRevision: state === 'PLANNED' ? null : { number: 2 },
    submittedRevision: submittedRevision[state],
    ...change,
  };
}

/** The state it comes to, or the code of the refusal. */
function outcome(command: DeliverableCommand, given: DeliverableFacts): string {
  const result = decideDeliverable(command, given, now);
  return result.ok ? result.value.state : `refused: ${result.refusals.map(({ code }) => code).join()}`;
}

describe('decideDeliverable', () => {
  it.each<[DeliverableState, DeliverableCommand['kind'], DeliverableCommand, string]>([
    ['PLANNED', 'SAVE', SAVE, 'IN_PROGRESS'],
    ['IN_PROGRESS', 'SAVE', SAVE, 'IN_PROGRESS'],
    ['SUBMITTED', 'SAVE', SAVE, 'SUBMITTED'],
    ['CHANGES_REQUESTED', 'SAVE', SAVE, 'IN_PROGRESS'],
    ['ACCEPTED', 'SAVE', SAVE, 'refused: ALREADY_ACCEPTED'],
    ['WAIVED', 'SAVE', SAVE, 'refused: WAIVED'],

    ['PLANNED', 'SUBMIT', SUBMIT, 'refused: NOTHING_WRITTEN'],
    ['IN_PROGRESS', 'SUBMIT', SUBMIT, 'SUBMITTED'],
    ['SUBMITTED', 'SUBMIT', SUBMIT, 'refused: ALREADY_SUBMITTED'],
    ['CHANGES_REQUESTED', 'SUBMIT', SUBMIT, 'refused: NOTHING_NEW'],
    ['ACCEPTED', 'SUBMIT', SUBMIT, 'refused: ALREADY_ACCEPTED'],
    ['WAIVED', 'SUBMIT', SUBMIT, 'refused: WAIVED'],

    ['PLANNED', 'ACCEPT', ACCEPT, 'refused: NOT_SUBMITTED'],
    ['IN_PROGRESS', 'ACCEPT', ACCEPT, 'refused: NOT_SUBMITTED'],
    ['SUBMITTED', 'ACCEPT', ACCEPT, 'ACCEPTED'],
    ['CHANGES_REQUESTED', 'ACCEPT', ACCEPT, 'refused: NOT_SUBMITTED'],
    ['ACCEPTED', 'ACCEPT', ACCEPT, 'refused: ALREADY_ACCEPTED'],
    ['WAIVED', 'ACCEPT', ACCEPT, 'refused: WAIVED'],

    ['PLANNED', 'REQUEST_CHANGES', SEND_BACK, 'refused: NOT_SUBMITTED'],
    ['IN_PROGRESS', 'REQUEST_CHANGES', SEND_BACK, 'refused: NOT_SUBMITTED'],
    ['SUBMITTED', 'REQUEST_CHANGES', SEND_BACK, 'CHANGES_REQUESTED'],
    ['CHANGES_REQUESTED', 'REQUEST_CHANGES', SEND_BACK, 'refused: NOT_SUBMITTED'],
    ['ACCEPTED', 'REQUEST_CHANGES', SEND_BACK, 'refused: ALREADY_ACCEPTED'],
    ['WAIVED', 'REQUEST_CHANGES', SEND_BACK, 'refused: WAIVED'],

    ['PLANNED', 'WAIVE', WAIVE, 'WAIVED'],
    ['IN_PROGRESS', 'WAIVE', WAIVE, 'WAIVED'],
    ['SUBMITTED', 'WAIVE', WAIVE, 'WAIVED'],
    ['CHANGES_REQUESTED', 'WAIVE', WAIVE, 'WAIVED'],
    ['ACCEPTED', 'WAIVE', WAIVE, 'refused: ALREADY_ACCEPTED'],
    ['WAIVED', 'WAIVE', WAIVE, 'refused: WAIVED'],
  ])('%s and %s', (state, _, command, expected) => {
    expect(outcome(command, facts(state))).toBe(expected);
  });

  it('replaces a submission by a newer revision', () => {
    const given = facts('SUBMITTED', { latestRevision: { number: 3 } });
    expect(decideDeliverable(SUBMIT, given, now)).toEqual({
      ok: true,
      value: { state: 'SUBMITTED', measuredBy: 'LATEST_REVISION', submittedRevision: 3, submittedAt: now },
    });
  });

  it('keeps measuring by what was submitted while a draft is written beside it', () => {
    expect(decideDeliverable(SAVE, facts('SUBMITTED'), now)).toEqual({
      ok: true,
      value: { state: 'SUBMITTED', measuredBy: 'SUBMITTED_REVISION' },
    });
  });

  it('submits a draft that was written before the client sent the submission back', () => {
    const given = facts('CHANGES_REQUESTED', { latestRevision: { number: 3 } });
    expect(outcome(SUBMIT, given)).toBe('SUBMITTED');
  });

  it.each([
    ['REQUEST_CHANGES', { kind: 'REQUEST_CHANGES', reason: ' ' } as const, 'refused: REQUIRED'],
    ['WAIVE', { kind: 'WAIVE', reason: '' } as const, 'refused: REQUIRED'],
    ['WAIVE at length', { kind: 'WAIVE', reason: 'a'.repeat(2_001) } as const, 'refused: TOO_LONG'],
    ['ACCEPT with a broken note', { kind: 'ACCEPT', note: 'fine\0' } as const, 'refused: INVALID_TEXT'],
  ])('%s without a proper reason', (_, command, expected) => {
    expect(outcome(command, facts('SUBMITTED'))).toBe(expected);
  });

  it('notes when it was answered, and why', () => {
    expect(decideDeliverable(SEND_BACK, facts('SUBMITTED'), now)).toMatchObject({
      value: { sentBackAt: now, reason: 'The owners are missing.' },
    });
    expect(decideDeliverable({ kind: 'ACCEPT', note: ' Good. ' }, facts('SUBMITTED'), now)).toMatchObject({
      value: { acceptedAt: now, reason: 'Good.' },
    });
  });

  it.each<[DeliverableCommand['kind'], DeliverableCommand, string]>([
    ['SAVE', SAVE, 'refused: WRONG_STATE'],
    ['SUBMIT', SUBMIT, 'refused: WRONG_STATE'],
    ['ACCEPT', ACCEPT, 'ACCEPTED'],
    ['REQUEST_CHANGES', SEND_BACK, 'refused: WRONG_STATE'],
    ['WAIVE', WAIVE, 'refused: WRONG_STATE'],
  ])('%s of what lies with the client once the engagement is over', (_, command, expected) => {
    const given = facts('SUBMITTED', { engagementState: 'ENDED_EARLY', latestRevision: { number: 3 } });
    expect(outcome(command, given)).toBe(expected);
    expect(outcome(command, { ...given, engagementState: 'COMPLETED' })).toBe(expected);
    expect(outcome(command, { ...given, engagementState: 'PAUSED' })).not.toBe('refused: WRONG_STATE');
  });

  it('accepts nothing else once the engagement is over', () => {
    expect(outcome(ACCEPT, facts('IN_PROGRESS', { engagementState: 'ENDED_EARLY' }))).toBe('refused: NOT_SUBMITTED');
  });

  it.each([
    ['ACCEPT', ACCEPT, true],
    ['WAIVE', WAIVE, true],
    ['REQUEST_CHANGES', SEND_BACK, undefined],
  ] as const)('%s takes a waiting due date back: %s', (_, command, expected) => {
    const result = decideDeliverable(command, facts('SUBMITTED'), now);
    expect(result.ok && result.value.withdrawsDueDateMove).toBe(expected);
  });

  it('never submits one revision twice, whatever is tried in between', () => {
    const anyCommand = fc.constantFrom(SAVE, SUBMIT, ACCEPT, SEND_BACK, WAIVE);
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (steps) => {
        let given: DeliverableFacts = {
          state: 'PLANNED',
          engagementState: 'ACTIVE',
          latestRevision: null,
          submittedRevision: null,
        };
        const submitted: number[] = [];
        for (const command of steps) {
          const result = decideDeliverable(command, given, now);
          if (!result.ok) continue;
          const { state, submittedRevision = given.submittedRevision } = result.value;
          expect(DELIVERABLE_STATES).toContain(state);
          if (command.kind === 'SUBMIT' && submittedRevision !== null) submitted.push(submittedRevision);
          const number = (given.latestRevision?.number ?? 0) + 1;
          given = {
            ...given,
            state,
            submittedRevision,
            latestRevision: command.kind === 'SAVE' ? { number } : given.latestRevision,
          };
        }
        expect(new Set(submitted).size).toBe(submitted.length);
      }),
      { numRuns: 300 },
    );
  });
});
