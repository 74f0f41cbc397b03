import type { Tx } from '@bicorne/persistence';
import type {
  CalendarDay,
  DeliverableState,
  DepthEvidenceKind,
  EngagementState,
  Hat,
  RightHolder,
  Role,
  RuleCode,
  Severity,
  Shape,
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
  /** Of the engagement: its days begin and end there. */
  timeZone: string;
  /** Of the engagement: only where it runs is anything late. */
  engagementState: EngagementState;
  latestRevision: number;
  stateNote: string | null;
}

export interface HatView {
  hat: Hat;
  practitionerId: string | null;
  practitionerName: string | null;
  daysPerWeek: number;
  perDecisionLimit: string | null;
  perQuarterLimit: string | null;
  /** Of the decisions since the first day, JOINT ones under both hats. Decimal text, in the engagement's currency. */
  quarterSpend: string;
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
    figures: { name: string; value: string; threshold: string | null }[];
    clearsWhen: string;
  }[];
  /** The newest answer to each question. */
  standingAnswers: { question: StandingQuestion; answer: string; answeredAt: string; answeredBy: string }[];
}

const DELIVERABLE_JSON = `json_build_object(
  'id', d.id, 'engagementId', d.engagement_id, 'clientId', d.client_id, 'key', d.key, 'title', d.title, 'hat', d.hat,
  'weight', d.weight, 'state', d.state, 'dueOn', d.due_on, 'originalDueOn', d.original_due_on,
  'pendingDueOn', (select m.to_day from due_date_move m
     where m.workspace_id = d.workspace_id and m.deliverable_id = d.id
       and m.acknowledged_at is null and m.withdrawn_at is null),
  'depth', d.depth, 'verdict', d.verdict, 'submittedAt', d.submitted_at,
  'sentBackAt', d.sent_back_at, 'timeZone', e.time_zone, 'engagementState', e.state,
  'latestRevision', d.latest_revision,
  'stateNote', d.state_note)`;

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
  const rows = await tx.query<{ view: EngagementView }>(
    `select json_build_object(
       'id', e.id, 'clientId', e.client_id, 'clientName', c.name, 'intakeAssessmentId', e.intake_assessment_id,
       'shape', e.shape, 'state', e.state, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'timeZone', e.time_zone,
       'currency', e.currency, 'aiRiskOwnerName', e.ai_risk_owner_name,
       'openAlerts', e.open_alerts, 'criticalAlerts', e.critical_alerts,
       'hats', coalesce((select json_agg(json_build_object(
           'hat', h.hat, 'practitionerId', h.practitioner_id, 'practitionerName', p.name,
           'daysPerWeek', h.days_per_week, 'perDecisionLimit', h.per_decision_limit::text,
           'perQuarterLimit', h.per_quarter_limit::text, 'depth', h.depth, 'progress', h.progress,
           'late', h.late, 'thin', h.thin,
           'quarterSpend', (select coalesce(sum(s.spend), 0.00)::text from decision s
              where s.workspace_id = h.workspace_id and s.engagement_id = h.engagement_id
                and s.hat_worn in (h.hat, 'JOINT')
                and s.decided_at >= e.starts_on::timestamp at time zone e.time_zone),
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
