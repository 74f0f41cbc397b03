import {
  charterInForceAt,
  type AlertFacts,
  type CalendarDay,
  type DeliverableState,
  type DriftActivity,
  type DriftCharter,
  type DriftDecision,
  type DriftFacts,
  type EngagementState,
  type Hat,
  type MemberRole,
  type RightHolder,
  type RuleCode,
  type Severity,
  type Shape,
  type SignalFigure,
  type Verdict,
} from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { TemplateCatalogue } from '@bicorne/documents';

/** Everything that one look at an engagement reads. */
export interface DriftState {
  facts: DriftFacts;
  clientId: string;
  clientName: string;
  /** What is not resolved, and of each identity the last resolved alert. */
  known: AlertFacts[];
  people: { memberId: string; name: string; email: string; role: MemberRole; wears: Hat[] }[];
  /** Webhook endpoints that are told when an alert is raised. */
  endpoints: { id: string; url: string }[];
}

interface PackedRow {
  facts: {
    id: string;
    state: EngagementState;
    shape: Shape;
    timeZone: string;
    startsOn: CalendarDay;
    startedAt: string | null;
    aiRiskOwner: string | null;
    clientId: string;
    clientName: string;
    currency: string;
    hats: { hat: Hat; practitionerId: string | null; practitionerName: string | null }[];
    deliverables: {
      id: string;
      key: string;
      title: string;
      hat: Hat;
      state: DeliverableState;
      dueOn: CalendarDay;
      weight: number;
      depth: number | null;
      verdict: Verdict | null;
      submittedAt: string | null;
      sentBackAt: string | null;
      worstCriticalSection: { heading: string; depth: number } | null;
      thinSections: string[];
    }[];
    activity: { hat: Hat; kind: DriftActivity['kind']; at: string }[];
    charters: {
      version: number;
      publishedAt: string;
      rights: { area: string; holder: RightHolder; holderName: string | null; note: string | null }[];
      acknowledgements: { memberId: string | null; contactKey: string; at: string }[];
    }[];
    decisions: {
      id: string;
      area: string;
      hatWorn: Hat | 'JOINT';
      title: string;
      at: string;
      decidedBy: string;
      decidedByMember: string | null;
      supersedesId: string | null;
      spend: string | null;
      vendor: string | null;
    }[];
    alerts: {
      id: string;
      rule: RuleCode;
      subjectKind: 'DELIVERABLE' | 'HAT' | 'DECISION' | 'ENGAGEMENT';
      subjectId: string;
      hat: Hat | null;
      state: AlertFacts['state'];
      severity: Severity;
      figures: SignalFigure[];
      statement: string;
      clearsWhen: string;
      openedAt: string;
      snoozedUntil: string | null;
    }[];
    people: DriftState['people'];
    endpoints: DriftState['endpoints'];
  };
}

/**
 * More signs of work than this under one hat say no more: NEGLECTED_HAT asks whether there were a few since the other hat
 * had its last.
 */
const ACTIVITY_LIMIT = 500;

/** Work before the start day counts for nothing; a day more leaves room for every time zone. */
const BEFORE_THE_START = "(e.starts_on - 1)::timestamp at time zone 'UTC'";

/**
 * The facts of one engagement in one round trip, for a look at it at `now`. Of each hat's work the last step by then is
 * among them, and everything since the earlier of these two.
 *
 * @returns null where the engagement does not exist
 */
export async function loadDriftState(
  tx: Tx,
  engagementId: string,
  catalogue: TemplateCatalogue,
  now: Date,
): Promise<DriftState | null> {
  const [row] = await tx.query<PackedRow>(
    `select json_build_object(
       'id', e.id, 'state', e.state, 'shape', e.shape, 'timeZone', e.time_zone, 'startsOn', e.starts_on,
       'startedAt', e.started_at, 'aiRiskOwner', e.ai_risk_owner_name, 'clientId', e.client_id, 'clientName', c.name,
       'currency', e.currency,
       'hats', (select coalesce(json_agg(json_build_object('hat', h.hat, 'practitionerId', h.practitioner_id,
           'practitionerName', p.name)), '[]'::json)
         from hat_assignment h
         left join member p on p.workspace_id = h.workspace_id and p.id = h.practitioner_id
         where h.workspace_id = e.workspace_id and h.engagement_id = e.id),
       'charters', (select coalesce(json_agg(json_build_object('version', v.version, 'publishedAt', v.published_at,
           'rights', (select coalesce(json_agg(json_build_object('area', r.area, 'holder', r.holder,
               'holderName', r.holder_name, 'note', r.note) order by r.position), '[]'::json)
             from decision_right r where r.workspace_id = v.workspace_id and r.charter_id = v.id),
           'acknowledgements', (select coalesce(json_agg(json_build_object('memberId', a.member_id,
               'contactKey', coalesce(a.client_contact_id::text, a.user_key), 'at', a.acknowledged_at)), '[]'::json)
             from charter_acknowledgement a where a.workspace_id = v.workspace_id and a.charter_id = v.id))), '[]'::json)
         from charter v where v.workspace_id = e.workspace_id and v.engagement_id = e.id),
       'deliverables', (select coalesce(json_agg(json_build_object('id', d.id, 'key', d.key, 'title', d.title,
           'hat', d.hat, 'state', d.state, 'dueOn', d.due_on, 'weight', d.weight, 'depth', d.depth,
           'verdict', d.verdict, 'submittedAt', d.submitted_at, 'sentBackAt', d.sent_back_at,
           'worstCriticalSection', d.weakest_critical, 'thinSections', d.thin_sections)), '[]'::json)
         from deliverable d where d.workspace_id = e.workspace_id and d.engagement_id = e.id),
       'activity', (select coalesce(json_agg(json_build_object('hat', h.hat, 'kind', t.kind, 'at', t.at)), '[]'::json)
         from hat_assignment h
         cross join lateral (select step.kind, step.at from hat_activity step
           where step.workspace_id = e.workspace_id and step.engagement_id = e.id and step.hat = h.hat
             and step.at >= (
               select min(coalesce((select max(l.at) from hat_activity l
                   where l.workspace_id = e.workspace_id and l.engagement_id = e.id and l.hat = o.hat and l.at <= $2),
                 ${BEFORE_THE_START}))
               from hat_assignment o where o.workspace_id = e.workspace_id and o.engagement_id = e.id)
           order by step.at desc limit ${ACTIVITY_LIMIT}) t
         where h.workspace_id = e.workspace_id and h.engagement_id = e.id),
       'decisions', (select coalesce(json_agg(json_build_object('id', x.id, 'area', x.area, 'hatWorn', x.hat_worn,
           'title', x.title, 'at', x.decided_at, 'decidedBy', x.decided_by, 'decidedByMember', x.decided_by_member,
           'supersedesId', x.supersedes_id, 'spend', x.spend::text, 'vendor', x.vendor)), '[]'::json)
         from decision x where x.workspace_id = e.workspace_id and x.engagement_id = e.id),
       'alerts', (select coalesce(json_agg(json_build_object('id', k.id, 'rule', k.rule, 'subjectKind', k.subject_kind,
           'subjectId', k.subject_id, 'hat', k.hat, 'state', k.state, 'severity', k.severity, 'figures', k.figures,
           'statement', k.statement, 'clearsWhen', k.clears_when, 'openedAt', k.opened_at,
           'snoozedUntil', k.snoozed_until)), '[]'::json)
         from (select distinct on (a.rule, a.subject_kind, a.subject_id, a.state = 'RESOLVED') a.* from drift_alert a
               where a.workspace_id = e.workspace_id and a.engagement_id = e.id
               order by a.rule, a.subject_kind, a.subject_id, a.state = 'RESOLVED', a.opened_at desc) k),
       'people', (select coalesce(json_agg(json_build_object('memberId', m.id, 'name', m.name, 'email', m.email,
           'role', m.role, 'wears', (select coalesce(json_agg(w.hat), '[]'::json) from hat_assignment w
              where w.workspace_id = m.workspace_id and w.engagement_id = e.id and w.practitioner_id = m.id))
           order by m.created_at, m.id), '[]'::json)
         from member m where m.workspace_id = e.workspace_id and (m.role in ('OWNER', 'PARTNER') or m.id in (
           select w.practitioner_id from hat_assignment w
           where w.workspace_id = e.workspace_id and w.engagement_id = e.id))),
       'endpoints', (select coalesce(json_agg(json_build_object('id', n.id, 'url', n.url)), '[]'::json)
         from webhook_endpoint n where n.workspace_id = e.workspace_id and n.removed_at is null
           and 'DRIFT_ALERT_RAISED' = any (n.events))
     ) as facts
     from engagement e join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
     where e.id = $1`,
    [engagementId, now],
  );
  return row ? unpack(row.facts, catalogue, now) : null;
}

function unpack(packed: PackedRow['facts'], catalogue: TemplateCatalogue, now: Date): DriftState {
  const { clientId, clientName, alerts, people, endpoints, currency, ...facts } = packed;
  const charters = chartersOf(packed);
  const rights = rightsThatCount(charters, now);
  return {
    facts: {
      ...facts,
      startedAt: instant(packed.startedAt),
      hats: packed.hats.map((hat) => ({
        ...hat,
        rightsCount: rights.filter(({ holder }) => holder === hat.hat || holder === 'JOINT').length,
      })),
      deliverables: packed.deliverables.map((deliverable) => ({
        ...deliverable,
        submittedAt: instant(deliverable.submittedAt),
        sentBackAt: instant(deliverable.sentBackAt),
        thresholds: catalogue.template(deliverable.key)?.thresholds,
      })),
      activity: packed.activity.map((entry) => ({ ...entry, at: new Date(entry.at) })),
      charters,
      decisions: packed.decisions.map((entry) => decisionOf(entry, currency)),
    },
    clientId,
    clientName,
    people,
    endpoints,
    known: alerts.map(({ subjectKind, subjectId, openedAt, snoozedUntil, ...alert }) => ({
      ...alert,
      engagementId: packed.id,
      subject: { kind: subjectKind, id: subjectId },
      openedAt: new Date(openedAt),
      snoozedUntil: instant(snoozedUntil),
    })),
  };
}

function chartersOf({ charters, hats }: PackedRow['facts']): DriftCharter[] {
  const practitionerIds = [...new Set(hats.map(({ practitionerId }) => practitionerId).filter((id) => id !== null))];
  return charters.map(({ publishedAt, acknowledgements, ...charter }) => ({
    ...charter,
    publishedAt: new Date(publishedAt),
    practitionerIds,
    acknowledgements: acknowledgements.map(({ memberId, contactKey, at }) => ({
      personId: memberId ?? contactKey,
      as: memberId === null ? ('SPONSOR' as const) : ('PRACTITIONER' as const),
      at: new Date(at),
    })),
  }));
}

/** Those of the charter in force; before any is, those of the newest that is published. */
function rightsThatCount(charters: readonly DriftCharter[], now: Date): DriftCharter['rights'] {
  const newest = charters.reduce<DriftCharter | null>((a, b) => (a && a.version > b.version ? a : b), null);
  return (charterInForceAt(charters, now) ?? newest)?.rights ?? [];
}

function decisionOf(packed: PackedRow['facts']['decisions'][number], currency: string): DriftDecision {
  const { at, decidedBy, decidedByMember, spend, ...decision } = packed;
  return {
    ...decision,
    at: new Date(at),
    // A token stands for no member: its name is what tells two of them apart.
    decidedBy: { key: decidedByMember ?? `name:${decidedBy}`, name: decidedBy },
    spend: spend === null ? null : { amount: spend, currency },
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
