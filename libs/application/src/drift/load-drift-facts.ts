import {
  charterInForceAt,
  charterThatCounts,
  type AlertFacts,
  type DriftCharter,
  type DriftDecision,
  type DriftDeliverable,
  type DriftFacts,
  type DriftHat,
  type EngagementPerson,
  type EscalationFacts,
  type Money,
} from '@bicorne/domain';
import type { TemplateCatalogue } from '@bicorne/documents';
import type { Tx } from '@bicorne/persistence';
import { ofCatalogue, ownTemplate, type TemplateLookup } from '../deliverable/template-of.js';
import { FACTS_STATEMENT } from './facts-statement.js';
import type { PackedAlert, PackedDecision, PackedDeliverable, PackedFacts } from './packed-facts.js';

/** An alert as it is kept, with what its escalation and the next of its identity ask about it. */
export type KnownAlert = AlertFacts & EscalationFacts & { resolvedAt: Date | null; previousAlertId: string | null };

/** Somebody who may be told: a member, or a sponsor of the engagement's own client. */
export type TellablePerson = EngagementPerson & { name: string; email: string };

/** Everything that one look at an engagement reads. */
export interface DriftState {
  facts: DriftFacts;
  clientId: string;
  clientName: string;
  /** IANA name of the zone in which the workspace's working days begin and end. */
  workspaceZone: string;
  escalateToSponsor: boolean;
  /** What is not resolved, and of each identity the last resolved alert. */
  known: KnownAlert[];
  people: TellablePerson[];
}

/**
 * The facts of one engagement in one round trip, for a look at it at `now`.
 *
 * @returns null where the engagement does not exist
 */
export async function loadDriftState(
  tx: Tx,
  engagementId: string,
  catalogue: TemplateCatalogue,
  now: Date,
): Promise<DriftState | null> {
  const [row] = await tx.prepared<{ facts: PackedFacts }>(FACTS_STATEMENT, [engagementId, now]);
  if (!row) return null;
  const { facts: packed } = row;
  const { clientId, clientName, people, workspace } = packed;
  const templates = templatesIn(packed, catalogue, tx.scope.workspaceId);
  return {
    facts: factsOf(packed, templates, now),
    clientId,
    clientName,
    people,
    workspaceZone: workspace.timeZone,
    escalateToSponsor: workspace.escalateToSponsor,
    known: packed.alerts.map((alert) => alertOf(alert, packed.id)),
  };
}

function templatesIn({ templates }: PackedFacts, catalogue: TemplateCatalogue, workspaceId: string): TemplateLookup {
  const own = new Map(templates.map((row) => [row.id, ownTemplate({ ...row, workspaceId })]));
  return ({ key, templateId }) => (templateId === null ? ofCatalogue(catalogue, key) : own.get(templateId));
}

function factsOf(packed: PackedFacts, templates: TemplateLookup, now: Date): DriftFacts {
  const { id, state, shape, timeZone, startsOn, endsOn, quarters, aiRiskOwner, workspace, overlaps, currency } = packed;
  const charters = packed.charters.map(charterOf);
  const rights = charterThatCounts(charters, charterInForceAt(charters, now))?.rights ?? [];
  const hats = packed.hats.map((hat): DriftHat => ({
    ...hat,
    rightsCount: rights.filter(({ holder }) => holder === hat.hat || holder === 'JOINT').length,
    perDecisionLimit: money(hat.perDecisionLimit, currency),
    perQuarterLimit: money(hat.perQuarterLimit, currency),
  }));
  return {
    id,
    state,
    shape,
    timeZone,
    startsOn,
    endsOn,
    startedAt: instant(packed.startedAt),
    quarters,
    workingCalendar: { workingDays: workspace.workingDays, holidays: workspace.holidays },
    pauses: packed.pauses.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
    hats,
    deliverables: packed.deliverables.map((deliverable) => deliverableOf(deliverable, templates)),
    activity: packed.activity.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    aiRiskOwner,
    charters,
    decisions: packed.decisions.map((entry) => decisionOf(entry, currency)),
    standingAnswers: packed.standingAnswers.map(({ question, answeredAt }) => ({
      question,
      answeredAt: new Date(answeredAt),
    })),
    overlaps,
  };
}

function charterOf(packed: PackedFacts['charters'][number]): DriftCharter {
  const { publishedAt, acknowledgements, practitionerIds, ...charter } = packed;
  return {
    ...charter,
    publishedAt: new Date(publishedAt),
    // One person who wears both hats stands in it once for each.
    practitionerIds: [...new Set(practitionerIds)],
    acknowledgements: acknowledgements.map(({ memberId, contactKey, at }) => ({
      personId: memberId ?? contactKey,
      as: memberId === null ? ('SPONSOR' as const) : ('PRACTITIONER' as const),
      at: new Date(at),
    })),
  };
}

function deliverableOf(packed: PackedDeliverable, templates: TemplateLookup): DriftDeliverable {
  const { templateId, submittedAt, sentBackAt, dueDateMoves, submissions, ...deliverable } = packed;
  const template = templates({ key: packed.key, templateId })?.template;
  return {
    ...deliverable,
    submittedAt: instant(submittedAt),
    sentBackAt: instant(sentBackAt),
    dueDateMoves: dueDateMoves.map((move) => ({ ...move, acknowledgedAt: new Date(move.acknowledgedAt) })),
    submissions: submissions.map((submission) => ({ ...submission, at: new Date(submission.at) })),
    templateSections: template?.sections.map(({ heading }) => heading) ?? [],
    thresholds: template?.thresholds,
  };
}

function decisionOf(packed: PackedDecision, currency: string): DriftDecision {
  const { at, decidedBy, decidedByMember, spend, approvedAt, signOffs, ...decision } = packed;
  return {
    ...decision,
    at: new Date(at),
    // A token stands for no member: its name is what tells two of them apart.
    decidedBy: { key: decidedByMember ?? `name:${decidedBy}`, name: decidedBy },
    signOffs: signOffs.map((signOff) => ({ ...signOff, at: new Date(signOff.at) })),
    approvedAt: instant(approvedAt),
    spend: money(spend, currency),
  };
}

function alertOf(packed: PackedAlert, engagementId: string): KnownAlert {
  const { subjectKind, subjectId, openedAt, resolvedAt, snoozedUntil, wokenAt, ...alert } = packed;
  return {
    ...alert,
    engagementId,
    subject: { kind: subjectKind, id: subjectId },
    openedAt: new Date(openedAt),
    resolvedAt: instant(resolvedAt),
    snoozedUntil: instant(snoozedUntil),
    wokenAt: instant(wokenAt),
  };
}

function money(amount: string | null, currency: string): Money | null {
  return amount === null ? null : { amount, currency };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
