import { COUNTING_REVISION } from '../deliverable/counting-revision.js';

/*
 * The one statement that reads everything a look at an engagement needs, part by part. `e` is the engagement, `c` its
 * client, `w` its workspace; $1 is the engagement's id and $2 the moment of the look.
 */

/** `rows` as a JSON list, empty where there are none. */
function list(item: string, rows: string, order = ''): string {
  return `(select coalesce(json_agg(${item}${order && ` order by ${order}`}), '[]'::json) ${rows})`;
}

/** Of one engagement; `row` names the table of the clause before. */
function ofEngagement(row: string): string {
  return `${row}.workspace_id = e.workspace_id and ${row}.engagement_id = e.id`;
}

const QUARTERS = list(
  "json_build_object('number', q.number, 'from', q.from_day, 'to', q.to_day)",
  `from quarter q where ${ofEngagement('q')}`,
);

const PAUSES = list(
  "json_build_object('from', p.paused_at, 'to', p.resumed_at)",
  `from pause p where ${ofEngagement('p')} and p.resumed_at is not null`,
);

const HATS = list(
  `json_build_object('hat', h.hat, 'practitionerId', h.practitioner_id, 'practitionerName', m.name,
     'perDecisionLimit', h.per_decision_limit::text, 'perQuarterLimit', h.per_quarter_limit::text)`,
  `from hat_assignment h
   left join member m on m.workspace_id = h.workspace_id and m.id = h.practitioner_id
   where ${ofEngagement('h')}`,
);

const CHARTERS = list(
  `json_build_object('version', v.version, 'publishedAt', v.published_at,
     'practitionerIds', ${list('t.practitioner_id', 'from charter_practitioner t where t.workspace_id = v.workspace_id and t.charter_id = v.id')},
     'rights', ${list(
       "json_build_object('area', r.area, 'holder', r.holder, 'holderName', r.holder_name, 'note', r.note)",
       'from decision_right r where r.workspace_id = v.workspace_id and r.charter_id = v.id',
       'r.position',
     )},
     'acknowledgements', ${list(
       `json_build_object('memberId', a.member_id, 'contactKey', coalesce(a.client_contact_id::text, a.user_key),
          'at', a.acknowledged_at)`,
       'from charter_acknowledgement a where a.workspace_id = v.workspace_id and a.charter_id = v.id',
     )})`,
  `from charter v where ${ofEngagement('v')}`,
);

/** What stands as evidence in the revision that counts, and the file that it was taken from by its hash. */
const EVIDENCE = `(select coalesce(json_agg(distinct s.source), '[]'::json)
  from revision r
  left join file f on f.workspace_id = r.workspace_id and f.id = r.file_id
  cross join lateral unnest(r.sources || f.sha256) as s (source)
  where r.workspace_id = d.workspace_id and r.deliverable_id = d.id and r.number = ${COUNTING_REVISION}
    and s.source is not null)`;

const DELIVERABLES = list(
  `json_build_object('id', d.id, 'key', d.key, 'title', d.title, 'hat', d.hat, 'state', d.state, 'dueOn', d.due_on,
     'originalDueOn', d.original_due_on, 'quarter', d.quarter, 'weight', d.weight, 'depth', d.depth,
     'verdict', d.verdict, 'submittedAt', d.submitted_at, 'sentBackAt', d.sent_back_at,
     'worstCriticalSection', d.weakest_critical, 'thinSections', d.thin_sections, 'templateId', d.template_id,
     'content', d.content, 'evidence', ${EVIDENCE},
     'dueDateMoves', ${list(
       "json_build_object('from', m.from_day, 'to', m.to_day, 'acknowledgedAt', m.acknowledged_at)",
       'from due_date_move m where m.workspace_id = d.workspace_id and m.deliverable_id = d.id and m.acknowledged_at is not null',
       'm.acknowledged_at',
     )},
     'submissions', ${list(
       "json_build_object('at', s.submitted_at, 'revision', s.revision, 'depth', s.depth)",
       'from submission s where s.workspace_id = d.workspace_id and s.deliverable_id = d.id',
       's.submitted_at',
     )})`,
  `from deliverable d where ${ofEngagement('d')}`,
);

const TEMPLATES = list(
  `json_build_object('id', t.id, 'key', t.key, 'hat', t.hat, 'title', t.title, 'dueDay', t.due_day, 'weight', t.weight,
     'markdown', t.markdown)`,
  `from deliverable_template t where t.workspace_id = e.workspace_id and t.id in (
     select d.template_id from deliverable d where ${ofEngagement('d')})`,
);

const OVERLAPS = list(
  `json_build_object('deliverableIds', json_build_array(o.cto_deliverable_id, o.caio_deliverable_id), 'shared', o.shared,
     'shingles', json_build_array(o.cto_shingles, o.caio_shingles))`,
  `from deliverable_overlap o where ${ofEngagement('o')}`,
);

/**
 * More signs of work than this under one hat say no more: NEGLECTED_HAT asks whether there were a few since the other hat
 * had its last.
 */
const ACTIVITY_LIMIT = 500;

/** Work before the start day counts for nothing; a day more leaves room for every time zone. */
const BEFORE_THE_START = "(e.starts_on - 1)::timestamp at time zone 'UTC'";

/** Of each hat's work the last step by $2, and everything since the earlier of these two. */
const ACTIVITY = list(
  "json_build_object('hat', h.hat, 'kind', t.kind, 'at', t.at)",
  `from hat_assignment h
   cross join lateral (select step.kind, step.at from hat_activity step
     where ${ofEngagement('step')} and step.hat = h.hat
       and step.at >= (
         select min(coalesce((select max(l.at) from hat_activity l
             where ${ofEngagement('l')} and l.hat = o.hat and l.at <= $2), ${BEFORE_THE_START}))
         from hat_assignment o where ${ofEngagement('o')})
     order by step.at desc limit ${ACTIVITY_LIMIT}) t
   where ${ofEngagement('h')}`,
);

const DECISIONS = list(
  `json_build_object('id', x.id, 'area', x.area, 'hatWorn', x.hat_worn, 'title', x.title, 'at', x.decided_at,
     'decidedBy', x.decided_by, 'decidedByMember', x.decided_by_member, 'supersedesId', x.supersedes_id,
     'spend', x.spend::text, 'vendor', x.vendor,
     'signOffs', ${list(
       "json_build_object('hat', s.hat, 'at', s.signed_at)",
       'from decision_sign_off s where s.workspace_id = x.workspace_id and s.decision_id = x.id',
     )},
     'approvedAt', (select a.approved_at from decision_approval a
       where a.workspace_id = x.workspace_id and a.decision_id = x.id))`,
  `from decision x where ${ofEngagement('x')}`,
);

const STANDING_ANSWERS = list(
  "json_build_object('question', q.question, 'answeredAt', q.answered_at)",
  `from (select distinct on (a.question) a.question, a.answered_at from standing_answer a
         where ${ofEngagement('a')} order by a.question, a.answered_at desc) q`,
);

/** What is not resolved, and of each identity the last resolved one. */
const ALERTS = list(
  `json_build_object('id', k.id, 'rule', k.rule, 'subjectKind', k.subject_kind, 'subjectId', k.subject_id, 'hat', k.hat,
     'state', k.state, 'severity', k.severity, 'figures', k.figures, 'statement', k.statement,
     'clearsWhen', k.clears_when, 'openedAt', k.opened_at, 'resolvedAt', k.resolved_at,
     'snoozedUntil', k.snoozed_until, 'wokenAt', k.woken_at, 'previousAlertId', k.previous_alert_id,
     'reached', ${list('s.level', 'from alert_escalation s where s.workspace_id = k.workspace_id and s.drift_alert_id = k.id')})`,
  `from (select distinct on (a.rule, a.subject_kind, a.subject_id, a.state = 'RESOLVED') a.* from drift_alert a
         where ${ofEngagement('a')}
         order by a.rule, a.subject_kind, a.subject_id, a.state = 'RESOLVED', a.opened_at desc) k`,
);

/** Owners, partners, who wears a hat here, and the sponsors of this client alone. */
const PEOPLE = list(
  "json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'role', p.role, 'wears', p.wears)",
  `from (
     select m.id, m.name, m.email, m.role, m.created_at,
       array(select h.hat from hat_assignment h where ${ofEngagement('h')} and h.practitioner_id = m.id) as wears
     from member m where m.workspace_id = e.workspace_id and m.removed_at is null and (m.role in ('OWNER', 'PARTNER') or m.id in (
       select h.practitioner_id from hat_assignment h where ${ofEngagement('h')}))
     union all
     select s.id, s.name, s.email, s.role, s.created_at, '{}'
     from client_contact s
     where s.workspace_id = e.workspace_id and s.client_id = e.client_id and s.role = 'SPONSOR' and s.removed_at is null) p`,
  'p.created_at, p.id',
);

/** Gives one row with one column, `facts`, of the shape of PackedFacts; none where there is no such engagement. */
export const FACTS_STATEMENT = `select json_build_object(
    'id', e.id, 'state', e.state, 'shape', e.shape, 'timeZone', e.time_zone, 'startsOn', e.starts_on, 'endsOn', e.ends_on,
    'startedAt', e.started_at, 'aiRiskOwner', e.ai_risk_owner_name, 'currency', e.currency,
    'clientId', e.client_id, 'clientName', c.name,
    'workspace', json_build_object('timeZone', w.time_zone, 'workingDays', w.working_days, 'holidays', w.holidays,
      'escalateToSponsor', w.escalate_to_sponsor),
    'quarters', ${QUARTERS}, 'pauses', ${PAUSES}, 'hats', ${HATS}, 'charters', ${CHARTERS},
    'deliverables', ${DELIVERABLES}, 'templates', ${TEMPLATES}, 'overlaps', ${OVERLAPS}, 'activity', ${ACTIVITY},
    'decisions', ${DECISIONS}, 'standingAnswers', ${STANDING_ANSWERS}, 'alerts', ${ALERTS}, 'people', ${PEOPLE}) as facts
  from engagement e
  join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
  join workspace w on w.id = e.workspace_id
  where e.id = $1`;
