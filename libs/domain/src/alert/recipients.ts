import { RULE_AUDIENCE } from '../drift/rule-codes.js';
import type { RuleCode } from '../drift/rule-codes.js';
import type { Hat, MemberRole } from '../shared/vocabulary.js';
import { ESCALATION_DAYS } from './escalation.js';
import type { EscalationLevel } from './escalation.js';

/** Somebody who can be told about an alert. Every other property of theirs is handed on. */
export interface EngagementPerson {
  id: string;
  /** SPONSOR is one of the engagement's own client. */
  role: MemberRole | 'SPONSOR';
  /** The hats that they wear in this engagement; empty for everyone else. */
  wears: readonly Hat[];
}

/** What decides who is told. */
export interface ToldOf {
  rule: RuleCode;
  hat: Hat | null;
}

/** People who are told, and the sentence that says why they are. */
export interface Told<P extends EngagementPerson> {
  people: P[];
  because: string;
}

/**
 * Who is told at once, each once and in the order of `people` (Bicorne domain language, Alerts):
 *
 * - the practitioner who wears the alert's hat;
 * - of an alert about the engagement as a whole, everyone who wears a hat in it;
 * - where nobody does, which is itself what EMPTY_HAT reports: the partners, and where there are none, the owners;
 * - of what waits for the client: the sponsors, and only where there are none, the others.
 *
 * Of everything else a client hears nothing, until it escalates to a sponsor where the workspace says so.
 */
export function recipientsOf<P extends EngagementPerson>(alert: ToldOf, people: readonly P[]): Told<P> {
  const { hat, rule } = alert;
  const worn = hat === null ? 'a hat in this engagement' : `the ${hat} hat`;
  const groups: Told<P>[] = [
    {
      people: RULE_AUDIENCE[rule] === 'SPONSOR' ? withRole(people, 'SPONSOR') : [],
      because: 'It waits for your answer.',
    },
    {
      people: people.filter(({ wears }) => (hat === null ? wears.length > 0 : wears.includes(hat))),
      because: `You wear ${worn}.`,
    },
    { people: withRole(people, 'PARTNER'), because: `Nobody wears ${worn}. ${WHY.PARTNER}` },
    { people: withRole(people, 'OWNER'), because: `Nobody wears ${worn}. ${WHY.OWNER}` },
  ];
  const told = groups.find((group) => group.people.length > 0);
  return told ? { ...told, people: eachOnce(told.people) } : { people: [], because: '' };
}

/**
 * Who is told because nobody answered: the partners, the owners or the sponsors, whoever of them has not been told of the
 * alert before. A practice without partners has its owners in their place.
 *
 * @param reached the levels that were told before this one
 */
export function recipientsOfLevel<P extends EngagementPerson>(
  level: EscalationLevel,
  alert: ToldOf,
  reached: readonly EscalationLevel[],
  people: readonly P[],
): Told<P> {
  const told = new Set([
    ...recipientsOf(alert, people).people,
    ...reached.filter((earlier) => earlier !== level).flatMap((earlier) => peopleOf(earlier, people)),
  ]);
  return {
    people: eachOnce(peopleOf(level, people).filter((person) => !told.has(person))),
    because: `Nobody has acknowledged it for ${ESCALATION_DAYS[level]} working days. ${WHY[level]}`,
  };
}

/**
 * Who is told when an alert that was told before grows more severe or comes back from a snooze: those of at once, and
 * everyone whom it has reached since.
 */
export function recipientsAgain<P extends EngagementPerson>(
  alert: ToldOf,
  reached: readonly EscalationLevel[],
  people: readonly P[],
): Told<P>[] {
  const levels = reached.map((level, index) => recipientsOfLevel(level, alert, reached.slice(0, index), people));
  return [recipientsOf(alert, people), ...levels].filter((told) => told.people.length > 0);
}

const WHY: Readonly<Record<EscalationLevel, string>> = {
  PARTNER: 'You answer for the portfolio.',
  OWNER: 'You own the practice.',
  SPONSOR: 'You sponsor the engagement, and the practice has chosen to tell you.',
};

function peopleOf<P extends EngagementPerson>(level: EscalationLevel, people: readonly P[]): P[] {
  const found = withRole(people, level);
  return level === 'PARTNER' && found.length === 0 ? withRole(people, 'OWNER') : found;
}

function withRole<P extends EngagementPerson>(people: readonly P[], role: EngagementPerson['role']): P[] {
  return people.filter((person) => person.role === role);
}

function eachOnce<P extends EngagementPerson>(people: readonly P[]): P[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
