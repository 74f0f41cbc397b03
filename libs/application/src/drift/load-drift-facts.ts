import type {
  AlertFacts,
  CalendarDay,
  DeliverableState,
  DriftActivity,
  DriftFacts,
  EngagementState,
  Hat,
  MemberRole,
  RuleCode,
  Severity,
  Shape,
  SignalFigure,
  Verdict,
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
    hats: { hat: Hat; practitionerId: string | null; practitionerName: string | null; rightsCount: number }[];
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
    decisions: { id: string; area: string; hatWorn: Hat | 'JOINT'; at: string }[];
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

/** Activity older than this can no longer be in any rule's window. */
const ACTIVITY_DAYS = 120;

/**
 * The facts of one engagement in one round trip. The charter that counts for a hat's rights is the newest one that
 * somebody has acknowledged, else the newest.
 *
 * @returns null where the engagement does not exist
 */
export async function loadDriftState(
  tx: Tx,
  engagementId: string,
  catalogue: TemplateCatalogue,
): Promise<DriftState | null> {
  const [row] = await tx.query<PackedRow>(
    `select json_build_object(
       'id', e.id, 'state', e.state, 'shape', e.shape, 'timeZone', e.time_zone, 'startsOn', e.starts_on,
       'startedAt', e.started_at, 'aiRiskOwner', e.ai_risk_owner_name, 'clientId', e.client_id, 'clientName', c.name,
       'hats', (select coalesce(json_agg(json_build_object('hat', h.hat, 'practitionerId', h.practitioner_id,
           'practitionerName', p.name,
           'rightsCount', (select count(*) from decision_right r
              where r.workspace_id = e.workspace_id and r.holder in (h.hat, 'JOINT') and r.charter_id = (
                select v.id from charter v where v.workspace_id = e.workspace_id and v.engagement_id = e.id
                order by exists (select from charter_acknowledgement a
                  where a.workspace_id = v.workspace_id and a.charter_id = v.id) desc, v.version desc limit 1)))), '[]'::json)
         from hat_assignment h
         left join member p on p.workspace_id = h.workspace_id and p.id = h.practitioner_id
         where h.workspace_id = e.workspace_id and h.engagement_id = e.id),
       'deliverables', (select coalesce(json_agg(json_build_object('id', d.id, 'key', d.key, 'title', d.title,
           'hat', d.hat, 'state', d.state, 'dueOn', d.due_on, 'weight', d.weight, 'depth', d.depth,
           'verdict', d.verdict, 'submittedAt', d.submitted_at, 'sentBackAt', d.sent_back_at,
           'worstCriticalSection', d.weakest_critical, 'thinSections', d.thin_sections)), '[]'::json)
         from deliverable d where d.workspace_id = e.workspace_id and d.engagement_id = e.id),
       'activity', (select coalesce(json_agg(json_build_object('hat', t.hat, 'kind', t.kind, 'at', t.at)), '[]'::json)
         from hat_activity t where t.workspace_id = e.workspace_id and t.engagement_id = e.id
           and t.at > now() - make_interval(days => ${ACTIVITY_DAYS})),
       'decisions', (select coalesce(json_agg(json_build_object('id', x.id, 'area', x.area, 'hatWorn', x.hat_worn,
           'at', x.decided_at)), '[]'::json)
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
    [engagementId],
  );
  return row ? unpack(row.facts, catalogue) : null;
}

function unpack(packed: PackedRow['facts'], catalogue: TemplateCatalogue): DriftState {
  const { clientId, clientName, alerts, people, endpoints, activity, decisions, deliverables, ...facts } = packed;
  return {
    facts: {
      ...facts,
      startedAt: instant(packed.startedAt),
      deliverables: deliverables.map((deliverable) => ({
        ...deliverable,
        submittedAt: instant(deliverable.submittedAt),
        sentBackAt: instant(deliverable.sentBackAt),
        thresholds: catalogue.template(deliverable.key)?.thresholds,
      })),
      activity: activity.map((entry) => ({ ...entry, at: new Date(entry.at) })),
      decisions: decisions.map((entry) => ({ ...entry, at: new Date(entry.at) })),
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

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
