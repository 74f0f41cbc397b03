import { addDays, dayOf, daysBetween } from '../calendar/index.js';
import { counted, listOf, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, DeliverableState, EngagementState, Refusal } from '../shared/vocabulary.js';
import { readiness } from './readiness.js';
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
      return decided({ state: 'PAUSED', pausedOn: dayOf(now, facts.timeZone) });
    case 'RESUME':
      return decided(resume(facts, now));
    case 'COMPLETE':
      return complete(facts.deliverables, now);
    case 'END_EARLY':
      return endEarly(command.reason, now);
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

/**
 * Every due date that still asks for something, and the end, moves by the calendar days of the pause in the engagement's
 * time zone. What was late before the pause is exactly as late after it, and nothing becomes late by the pause.
 */
function resume(facts: EngagementFacts, now: Date): EngagementChange {
  const today = dayOf(now, facts.timeZone);
  // A pause from an import may lie ahead of the clock: due dates never move back.
  const movedByDays = facts.pausedOn === null ? 0 : Math.max(0, daysBetween(facts.pausedOn, today));
  const open = facts.deliverables.filter((deliverable) => !SETTLED.includes(deliverable.state));
  return {
    state: 'ACTIVE',
    pausedOn: null,
    movedByDays,
    endsOn: addDays(facts.endsOn, movedByDays),
    movedDeliverables: open.map(({ id, dueOn, pendingDueOn }) => ({
      id,
      dueOn: addDays(dueOn, movedByDays),
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
};

function wrongState(command: EngagementCommand, state: EngagementState): Refusal {
  return {
    code: 'WRONG_STATE',
    field: 'engagementId',
    message: `The engagement is ${STATE_WORDS[state]} and cannot be ${COMMAND_WORDS[command.kind]}.`,
  };
}
