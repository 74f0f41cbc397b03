import type { Tx } from '@bicorne/persistence';
import type {
  CalendarDay,
  DeliverableState,
  DepthEvidenceKind,
  EngagementState,
  Hat,
  Quarter,
  RightHolder,
  Role,
  RuleCode,
  Severity,
  Shape,
  SignalFigure,
  StandingQuestion,
  Verdict,
} from '@bicorne/domain';
import { engagementVisible } from '../visibility.js';

/** A deliverable as it is listed under a hat; its text is loaded apart. */
export interface DeliverableView {
  id: string;
  engagementId: string;
  clientId: string;
  key: string;
  title: string;
  hat: Hat;
  weight: number;
  state: DeliverableState;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  pendingDueOn: CalendarDay | null;
  depth: number | null;
  verdict: Verdict | null;
  submittedAt: string | null;
  sentBackAt: string | null;
  /** Pauses since it was sent back: its last day in time moves by them. Empty where it never was. */
  pauses: { from: string; to: string }[];
  /** Of the engagement: its days begin and end there. */
  timeZone: string;
  /** Of the engagement: only where it runs is anything late. */
  engagementState: EngagementState;
  latestRevision: number;
  /** Number of the quarter in which it was planned. */
  quarter: number;
  /** The version of a template of the workspace's own; null where the catalogue's is meant. */
  templateId: string | null;
  /** When the client side last answered it: accepted, sent back or waived. Null while it waits. */
  answeredAt: string | null;
  stateNote: string | null;
}

export interface HatView {
  hat: Hat;
  practitionerId: string | null;
  practitionerName: string | null;
  daysPerWeek: number;
  perDecisionLimit: string | null;
  perQuarterLimit: string | null;
  /** What the decisions in force spend, by number of the quarter; JOINT ones under both hats. Decimal texts. */
  spendByQuarter: Readonly<Record<string, string>>;
  depth: number | null;
  progress: number;
  late: number;
  thin: number;
  deliverables: DeliverableView[];
}

export interface CharterView {
  id: string;
  version: number;
  publishedAt: string;
  rights: { area: string; holder: RightHolder; holderName: string | null; note: string | null }[];
  /** Who wore the hats when it was published. */
  practitioners: { hat: Hat; id: string; name: string }[];
  acknowledgements: {
    memberId: string | null;
    clientContactId: string | null;
    userKey: string;
    name: string;
    role: Role;
    at: string;
  }[];
}

/** Everything that the status of an engagement shows, in one row. Instants are ISO texts as the database packs them. */
export interface EngagementView {
  id: string;
  clientId: string;
  clientName: string;
  intakeAssessmentId: string | null;
  shape: Shape;
  state: EngagementState;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  timeZone: string;
  currency: string;
  /** First day of the running pause; null where there is none. */
  pausedOn: CalendarDay | null;
  closedAt: string | null;
  closedReason: string | null;
  /** In order; the last one ends with the engagement. */
  quarters: Quarter[];
  /** In order of time; the last one has no end while it runs. */
  pauses: { from: CalendarDay; to: CalendarDay | null; reason: string | null }[];
  aiRiskOwnerName: string | null;
  openAlerts: number;
  criticalAlerts: number;
  hats: HatView[];
  /** Every published version, newest first. */
  charters: CharterView[];
  depthAttestations: { practitionerId: string; kind: DepthEvidenceKind }[];
  openSignals: {
    rule: RuleCode;
    severity: Severity;
    statement: string;
    hat: Hat | null;
    subjectKind: 'DELIVERABLE' | 'HAT' | 'DECISION' | 'ENGAGEMENT';
    subjectId: string;
    figures: SignalFigure[];
    clearsWhen: string;
  }[];
  /** The newest answer to each question. */
  standingAnswers: { question: StandingQuestion; answer: string; answeredAt: string; answeredBy: string }[];
}

/** Pauses of the engagement of a deliverable `d` since the client sent it back. */
export const PAUSES_SINCE_SENT_BACK = `coalesce((select json_agg(json_build_object('from', b.paused_at, 'to', b.resumed_at))
  from pause b where b.workspace_id = d.workspace_id and b.engagement_id = d.engagement_id
    and b.resumed_at >= d.sent_back_at), '[]'::json)`;

/** When the client side answered a deliverable `d` after its last submission, where it did. */
export const ANSWERED_AT = `case when d.submitted_at is null
    or greatest(d.accepted_at, d.sent_back_at, d.waived_at) >= d.submitted_at
  then greatest(d.accepted_at, d.sent_back_at, d.waived_at) end`;

const DELIVERABLE_JSON = `json_build_object(
  'id', d.id, 'engagementId', d.engagement_id, 'clientId', d.client_id, 'key', d.key, 'title', d.title, 'hat', d.hat,
  'weight', d.weight, 'state', d.state, 'dueOn', d.due_on, 'originalDueOn', d.original_due_on,
  'pendingDueOn', (select m.to_day from due_date_move m
     where m.workspace_id = d.workspace_id and m.deliverable_id = d.id
       and m.acknowledged_at is null and m.withdrawn_at is null),
  'depth', d.depth, 'verdict', d.verdict, 'submittedAt', d.submitted_at,
  'sentBackAt', d.sent_back_at, 'pauses', ${PAUSES_SINCE_SENT_BACK}, 'timeZone', e.time_zone, 'engagementState', e.state,
  'latestRevision', d.latest_revision, 'quarter', d.quarter, 'templateId', d.template_id,
  'answeredAt', ${ANSWERED_AT}, 'stateNote', d.state_note)`;

/** The quarter in which a decision `s` of an engagement `e` counts: as `quarterOn` of the domain says. */
const QUARTER_OF_DECISION = `coalesce((select max(q.number) from quarter q
  where q.workspace_id = e.workspace_id and q.engagement_id = e.id
    and q.from_day <= (s.decided_at at time zone e.time_zone)::date), 1)`;

/**
 * The engagements with these ids that the caller may see, in no order; one statement however many.
 *
 * @param practitionerId narrows to engagements in which this member wears a hat; null for no narrowing
 */
export async function loadEngagements(
  tx: Tx,
  ids: readonly string[],
  practitionerId: string | null,
): Promise<EngagementView[]> {
  const rows = await tx.prepared<{ view: EngagementView }>(
    `select json_build_object(
       'id', e.id, 'clientId', e.client_id, 'clientName', c.name, 'intakeAssessmentId', e.intake_assessment_id,
       'shape', e.shape, 'state', e.state, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'timeZone', e.time_zone,
       'currency', e.currency,
       'pausedOn', e.paused_on, 'closedAt', e.closed_at, 'closedReason', e.closed_reason,
       'quarters', (select json_agg(json_build_object('number', q.number, 'from', q.from_day, 'to', q.to_day)
           order by q.number)
         from quarter q where q.workspace_id = e.workspace_id and q.engagement_id = e.id),
       'pauses', coalesce((select json_agg(json_build_object('from', b.from_day, 'to', b.to_day, 'reason', b.reason)
           order by b.paused_at)
         from pause b where b.workspace_id = e.workspace_id and b.engagement_id = e.id), '[]'::json),
       'aiRiskOwnerName', e.ai_risk_owner_name,
       'openAlerts', e.open_alerts, 'criticalAlerts', e.critical_alerts,
       'hats', coalesce((select json_agg(json_build_object(
           'hat', h.hat, 'practitionerId', h.practitioner_id, 'practitionerName', p.name,
           'daysPerWeek', h.days_per_week, 'perDecisionLimit', h.per_decision_limit::text,
           'perQuarterLimit', h.per_quarter_limit::text, 'depth', h.depth, 'progress', h.progress,
           'late', h.late, 'thin', h.thin,
           'spendByQuarter', coalesce((select json_object_agg(spent.quarter, spent.sum::text) from (
               select ${QUARTER_OF_DECISION} as quarter, sum(s.spend) as sum from decision s
               where s.workspace_id = h.workspace_id and s.engagement_id = h.engagement_id
                 and s.hat_worn in (h.hat, 'JOINT') and s.spend is not null
                 and not exists (select from decision l where l.workspace_id = s.workspace_id
                   and l.engagement_id = s.engagement_id and l.supersedes_id = s.id)
               group by 1) spent), '{}'::json),
           'deliverables', coalesce((select json_agg(${DELIVERABLE_JSON} order by d.due_on, d.key) from deliverable d
              where d.workspace_id = h.workspace_id and d.engagement_id = h.engagement_id and d.hat = h.hat), '[]'::json)
         ) order by h.hat desc)
         from hat_assignment h
         left join member p on p.workspace_id = h.workspace_id and p.id = h.practitioner_id
         where h.workspace_id = e.workspace_id and h.engagement_id = e.id), '[]'::json),
       'charters', coalesce((select json_agg(json_build_object(
           'id', v.id, 'version', v.version, 'publishedAt', v.published_at,
           'rights', coalesce((select json_agg(json_build_object('area', r.area, 'holder', r.holder,
               'holderName', r.holder_name, 'note', r.note) order by r.position)
             from decision_right r where r.workspace_id = v.workspace_id and r.charter_id = v.id), '[]'::json),
           'practitioners', coalesce((select json_agg(json_build_object('hat', w.hat, 'id', w.practitioner_id,
               'name', n.name) order by w.hat desc)
             from charter_practitioner w join member n on n.workspace_id = w.workspace_id and n.id = w.practitioner_id
             where w.workspace_id = v.workspace_id and w.charter_id = v.id), '[]'::json),
           'acknowledgements', coalesce((select json_agg(json_build_object('memberId', a.member_id,
               'clientContactId', a.client_contact_id, 'userKey', a.user_key, 'name', a.name, 'role', a.role,
               'at', a.acknowledged_at) order by a.acknowledged_at)
             from charter_acknowledgement a where a.workspace_id = v.workspace_id and a.charter_id = v.id), '[]'::json)
         ) order by v.version desc)
         from charter v where v.workspace_id = e.workspace_id and v.engagement_id = e.id), '[]'::json),
       'depthAttestations', coalesce((select json_agg(json_build_object('practitionerId', t.practitioner_id, 'kind', t.kind))
         from depth_attestation t
         where t.workspace_id = e.workspace_id and t.practitioner_id in (
           select w.practitioner_id from hat_assignment w
           where w.workspace_id = e.workspace_id and w.engagement_id = e.id)), '[]'::json),
       'openSignals', coalesce((select json_agg(json_build_object('rule', o.rule, 'severity', o.severity,
           'statement', o.statement, 'hat', o.hat, 'subjectKind', o.subject_kind, 'subjectId', o.subject_id,
           'figures', o.figures, 'clearsWhen', o.clears_when) order by o.opened_at, o.id)
         from drift_alert o
         where o.workspace_id = e.workspace_id and o.engagement_id = e.id and o.state <> 'RESOLVED'), '[]'::json),
       'standingAnswers', coalesce((select json_agg(json_build_object('question', q.question, 'answer', q.answer,
           'answeredAt', q.answered_at, 'answeredBy', q.answered_by) order by q.question)
         from (select distinct on (question) * from standing_answer a
               where a.workspace_id = e.workspace_id and a.engagement_id = e.id
               order by question, answered_at desc) q), '[]'::json)
     ) as view
     from engagement e
     join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
     where e.id = any($1::uuid[]) and ${engagementVisible('$2')}`,
    [ids, practitionerId],
  );
  return rows.map((row) => row.view);
}

/** One engagement, or null where it does not exist or the caller may not see it. */
export async function loadEngagement(
  tx: Tx,
  id: string,
  practitionerId: string | null,
): Promise<EngagementView | null> {
  const [view] = await loadEngagements(tx, [id], practitionerId);
  return view ?? null;
}
