import { addDays, dayOf, daysBetween } from '../calendar/index.js';
import { counted, listOf, readOptionalText, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, DeliverableState, EngagementState, Refusal } from '../shared/vocabulary.js';
import { quartersAfterPause } from './quarter.js';
import { readiness } from './readiness.js';
import { renew } from './renew.js';
import type {
  EngagementChange,
  EngagementCommand,
  EngagementDeliverable,
  EngagementFacts,
  ReadinessFacts,
} from './types.js';

const REASON_LIMIT = 2_000;

/** From which states each command may be given. DRAFT → ACTIVE ⇄ PAUSED → COMPLETED | ENDED_EARLY. */
const ALLOWED_FROM: Readonly<Record<EngagementCommand['kind'], readonly EngagementState[]>> = {
  START: ['DRAFT'],
  PAUSE: ['ACTIVE'],
  RESUME: ['PAUSED'],
  COMPLETE: ['ACTIVE', 'PAUSED'],
  END_EARLY: ['ACTIVE', 'PAUSED'],
  // What is added to a paused one would move by the pause, though nobody agreed on it yet: resume first.
  RENEW: ['ACTIVE'],
};

/** A deliverable in one of these asks for nothing more. */
const SETTLED: readonly DeliverableState[] = ['ACCEPTED', 'WAIVED'];

/**
 * What a command does to an engagement. Refused in a state from which it cannot be given (WRONG_STATE), and as each
 * command says below.
 */
export function decideEngagement(
  command: EngagementCommand,
  facts: EngagementFacts,
  now: Date,
): Decided<EngagementChange> {
  if (!ALLOWED_FROM[command.kind].includes(facts.state)) return refused(wrongState(command, facts.state));
  switch (command.kind) {
    case 'START':
      return start(command.readiness, now);
    case 'PAUSE':
      return pause(command.reason, facts, now);
    case 'RESUME':
      return decided(resume(facts, now));
    case 'COMPLETE':
      return complete(facts.deliverables, now);
    case 'END_EARLY':
      return endEarly(command.reason, now);
    case 'RENEW':
      return renew(command, facts, now);
    default:
      return command satisfies never;
  }
}

/**
 * Starts an engagement that is ready: from a DRAFT, on any start day, past ones included. Refused with NOT_READY once for
 * every unmet condition, its code as the field.
 */
export function startEngagement(
  facts: EngagementFacts & { readiness: ReadinessFacts },
  now: Date,
): Decided<EngagementChange> {
  return decideEngagement({ kind: 'START', readiness: facts.readiness }, facts, now);
}

function start(facts: ReadinessFacts, now: Date): Decided<EngagementChange> {
  const unmet = readiness(facts).conditions.filter((condition) => !condition.met);
  if (unmet.length > 0)
    return refused(...unmet.map(({ code, detail }) => ({ code: 'NOT_READY', field: code, message: detail })));
  return decided({ state: 'ACTIVE', startedAt: now });
}

function pause(reason: string | null | undefined, facts: EngagementFacts, now: Date): Decided<EngagementChange> {
  const read = readOptionalText(reason, { field: 'reason', what: 'the reason for the pause', max: REASON_LIMIT });
  if (!read.ok) return read;
  return decided({ state: 'PAUSED', pausedOn: dayOf(now, facts.timeZone), pauseReason: read.value });
}

/**
 * Every due date that still asks for something, the running quarter's end, the quarters after it, and the end of all move
 * by the calendar days of the pause in the engagement's time zone. The day that was agreed first moves along: a pause is
 * no slip. What was accepted ahead of its day moves with the plan that it is measured against. What was late before the
 * pause is exactly as late after it, and nothing becomes late by the pause.
 */
function resume(facts: EngagementFacts, now: Date): EngagementChange {
  const today = dayOf(now, facts.timeZone);
  // A pause from an import may lie ahead of the clock: due dates never move back.
  const movedByDays = facts.pausedOn === null ? 0 : Math.max(0, daysBetween(facts.pausedOn, today));
  const moved = facts.deliverables.filter(
    ({ state, dueOn }) => !SETTLED.includes(state) || (state === 'ACCEPTED' && dueOn >= (facts.pausedOn ?? today)),
  );
  return {
    state: 'ACTIVE',
    pausedOn: null,
    movedByDays,
    endsOn: addDays(facts.endsOn, movedByDays),
    movedQuarters: quartersAfterPause(facts.quarters, facts.pausedOn ?? today, movedByDays),
    movedDeliverables: moved.map(({ id, dueOn, originalDueOn, pendingDueOn }) => ({
      id,
      dueOn: addDays(dueOn, movedByDays),
      originalDueOn: addDays(originalDueOn, movedByDays),
      pendingDueOn: pendingDueOn ? addDays(pendingDueOn, movedByDays) : null,
    })),
  };
}

/** Complete means that nothing is owed: each deliverable is accepted or waived (OPEN_DELIVERABLES otherwise). */
function complete(deliverables: readonly EngagementDeliverable[], now: Date): Decided<EngagementChange> {
  const open = deliverables.filter((deliverable) => !SETTLED.includes(deliverable.state));
  if (open.length > 0)
    return refused({
      code: 'OPEN_DELIVERABLES',
      field: 'engagementId',
      message:
        `${counted(open.length, 'deliverable')} ${open.length === 1 ? 'is' : 'are'} neither accepted nor waived: ` +
        `${listOf(open.map((deliverable) => deliverable.title))}. Settle them, or end the engagement early.`,
    });
  return decided({ state: 'COMPLETED', pausedOn: null, closedAt: now });
}

function endEarly(reason: string, now: Date): Decided<EngagementChange> {
  const read = readText(reason, { field: 'reason', what: 'the reason for ending early', max: REASON_LIMIT });
  if (!read.ok) return read;
  return decided({ state: 'ENDED_EARLY', pausedOn: null, closedAt: now, closedReason: read.value });
}

const STATE_WORDS: Readonly<Record<EngagementState, string>> = {
  DRAFT: 'still a draft',
  ACTIVE: 'active',
  PAUSED: 'paused',
  COMPLETED: 'completed',
  ENDED_EARLY: 'ended early',
};

const COMMAND_WORDS: Readonly<Record<EngagementCommand['kind'], string>> = {
  START: 'started',
  PAUSE: 'paused',
  RESUME: 'resumed',
  COMPLETE: 'completed',
  END_EARLY: 'ended early',
  RENEW: 'renewed',
};

function wrongState(command: EngagementCommand, state: EngagementState): Refusal {
  return {
    code: 'WRONG_STATE',
    field: 'engagementId',
    message:
      `The engagement is ${STATE_WORDS[state]} and cannot be ${COMMAND_WORDS[command.kind]}. ` +
      `That can be done where it is ${listOf(
        ALLOWED_FROM[command.kind].map((allowed) => STATE_WORDS[allowed]),
        'or',
      )}.`,
  };
}
