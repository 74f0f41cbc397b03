import type pg from 'pg';

/** The last migration of the version that wrote the rows. */
export const OLD_VERSION = 'IdempotencyAge1795000000500';

/** Two workspaces as they were written before engagements had quarters: each has the same rows, with ids of its own. */
export const OLD_WORKSPACES = ['halyard', 'ostend'] as const;

/** An id by what it is of, the same in every statement. */
const id = (what: string): string => `md5($1 || '${what}')::uuid`;

const STATEMENTS = [
  `insert into workspace (id, slug, name, time_zone, currency) values (${id('w')}, $1, 'Halyard', 'Europe/Amsterdam', 'EUR')`,
  `insert into member (workspace_id, id, user_id, name, email, role)
   select ${id('w')}, md5($1 || name)::uuid, $1 || name, name, lower(replace(name, ' ', '.')) || '@halyard.example', role
   from (values ('Olive Owner', 'OWNER'), ('Ada Moreno', 'PRACTITIONER'), ('Ben Okafor', 'PRACTITIONER')) as x(name, role)`,
  `insert into depth_attestation (workspace_id, practitioner_id, kind, statement, evidence_url, attested_by, attested_at)
   select ${id('w')}, ${id('Ben Okafor')}, kind, 'Ran it for two years.', 'https://ben.example', 'Olive Owner', '2026-02-20'
   from unnest('{MODEL_SELECTION,EVALUATION,GOVERNANCE_ARTIFACTS}'::text[]) as kind`,
  `insert into client (workspace_id, id, name, created_at) values (${id('w')}, ${id('c')}, 'Noordlicht Energie', '2026-02-20')`,
  `insert into client_contact (workspace_id, client_id, user_id, name, email, role)
   values (${id('w')}, ${id('c')}, $1 || 'carla', 'Carla Reyes', 'carla@noordlicht.example', 'SPONSOR')`,
  `insert into engagement (workspace_id, id, client_id, shape, state, starts_on, ends_on, time_zone, currency,
     ai_risk_owner_name, started_at, paused_on, next_check_at, created_at)
   select ${id('w')}, md5($1 || state)::uuid, ${id('c')}, 'TWO_ROLES', state, '2026-03-02', '2026-05-30', 'Europe/Amsterdam',
     'EUR', 'Carla Reyes', started::timestamptz, paused::date, started::timestamptz, '2026-02-25T10:00Z'
   from (values ('ACTIVE', '2026-03-02T08:00Z', null), ('PAUSED', '2026-03-02T08:00Z', '2026-03-20'), ('DRAFT', null, null))
     as x(state, started, paused)`,
  `insert into hat_assignment (workspace_id, engagement_id, client_id, hat, practitioner_id, days_per_week,
     per_decision_limit, per_quarter_limit)
   select workspace_id, id, client_id, hat,
     case when state <> 'DRAFT' then md5($1 || case hat when 'CTO' then 'Ada Moreno' else 'Ben Okafor' end)::uuid end,
     2, 10000, 40000
   from engagement, unnest('{CTO,CAIO}'::text[]) as hat where workspace_id = ${id('w')}`,
  `insert into charter (workspace_id, id, engagement_id, client_id, version, published_at, published_by)
   select workspace_id, md5($1 || 'charter' || state)::uuid, id, client_id, 1, '2026-03-01T09:00Z', 'Olive Owner'
   from engagement where workspace_id = ${id('w')}`,
  `insert into decision_right (workspace_id, charter_id, client_id, position, area, holder)
   select workspace_id, id, client_id, position, area, holder from charter,
     (values (0, 'architecture', 'CTO'), (1, 'ai-strategy', 'CAIO'), (2, 'ai-team-hiring', 'JOINT')) as x(position, area, holder)
   where workspace_id = ${id('w')}`,
  `insert into charter_acknowledgement (workspace_id, charter_id, client_id, user_key, member_id, name, role, acknowledged_at)
   select c.workspace_id, c.id, c.client_id, m.user_id, m.id, m.name, m.role, '2026-03-01T12:00Z'
   from charter c join member m on m.workspace_id = c.workspace_id and m.role = 'PRACTITIONER'
   where c.workspace_id = ${id('w')}`,
  `insert into standing_answer (workspace_id, engagement_id, client_id, question, answer, answered_at, answered_by)
   select workspace_id, id, client_id, 'AI_RISK_POSTURE', 'Cautious.', '2026-03-05T09:00Z', 'Ben Okafor'
   from engagement where workspace_id = ${id('w')} and state = 'ACTIVE'`,
  `insert into decision (workspace_id, id, engagement_id, client_id, area, hat_worn, title, decision, rationale, options,
     decided_at, decided_by, decided_by_member, recorded_at, revisit_on, spend, vendor)
   select workspace_id, md5($1 || 'decision' || n)::uuid, id, client_id, 'architecture', 'CTO', 'Vector store ' || n,
     'Use the one inside PostgreSQL.', 'One system less to run.', '{A hosted service}', '2026-03-05T09:00Z', 'Ada Moreno',
     ${id('Ada Moreno')}, '2026-03-05T09:00Z', '2026-06-01', 900, 'None'
   from engagement, generate_series(1, 2) as n where workspace_id = ${id('w')} and state = 'ACTIVE'`,
  `insert into deliverable (workspace_id, id, engagement_id, client_id, key, hat, title, weight, state, due_on,
     original_due_on, depth, verdict, latest_revision, submitted_revision, submitted_at, accepted_at, waived_at, state_note)
   select workspace_id, md5($1 || key)::uuid, id, client_id, key, hat, key, 1, x.state, due::date, due::date, depth,
     case when depth is not null then 'THIN' end, latest, submitted, sent::timestamptz,
     case x.state when 'ACCEPTED' then timestamptz '2026-03-12T09:00Z' end,
     case x.state when 'WAIVED' then timestamptz '2026-03-12T09:00Z' end,
     case x.state when 'WAIVED' then 'Not needed.' end
   from engagement e, (values
     ('decision-log', 'CTO', 'ACCEPTED', '2026-03-15', 41.5::real, 2, 2, '2026-03-11T09:00Z'),
     ('architecture-read', 'CTO', 'IN_PROGRESS', '2026-03-31', 12.5, 1, null, null),
     ('roadmap', 'CTO', 'PLANNED', '2026-05-15', null, 0, null, null),
     ('ai-capability-map', 'CAIO', 'SUBMITTED', '2026-03-31', 55.0, 3, 2, '2026-03-10T09:00Z'),
     ('model-registry', 'CAIO', 'CHANGES_REQUESTED', '2026-04-15', 30.0, 1, 1, '2026-03-10T09:00Z'),
     ('incident-runbook', 'CAIO', 'WAIVED', '2026-05-20', null, 0, null, null)
   ) as x(key, hat, state, due, depth, latest, submitted, sent)
   where e.workspace_id = ${id('w')} and e.state = 'ACTIVE'`,
  `insert into revision (workspace_id, id, deliverable_id, client_id, number, markdown, depth, verdict, assessment, saved_at, saved_by)
   select workspace_id, md5($1 || key || n)::uuid, id, client_id, n, E'# ' || key || E'\\n\\n## Text\\n\\nRevision ' || n || E'\\n',
     depth - latest_revision + n, 'THIN', '{"depth": 10, "verdict": "THIN", "sections": [], "reasons": []}',
     '2026-03-09T09:00Z'::timestamptz + make_interval(hours => n), case hat when 'CTO' then 'Ada Moreno' else 'Ben Okafor' end
   from deliverable, generate_series(1, latest_revision) as n where workspace_id = ${id('w')}`,
  `insert into deliverable_shingle (workspace_id, hash, deliverable_id, client_id)
   select workspace_id, n, id, client_id from deliverable, generate_series(1, 3) as n
   where workspace_id = ${id('w')} and latest_revision > 0`,
  `insert into evidence (workspace_id, revision_id, client_id, section, kind, url, statement)
   select workspace_id, id, client_id, 'Text', kind, url, statement from revision,
     (values ('LINK', 'https://example.com/evaluation', null), ('STATEMENT', null, 'Seen in production.')) as x(kind, url, statement)
   where workspace_id = ${id('w')}`,
  `insert into due_date_move (workspace_id, deliverable_id, client_id, from_day, to_day, reason, moved_by, moved_at)
   values (${id('w')}, ${id('roadmap')}, ${id('c')}, '2026-05-15', '2026-05-20', 'Easter.', 'Ada Moreno', '2026-03-08T09:00Z')`,
  `insert into hat_activity (workspace_id, engagement_id, client_id, hat, kind, at)
   select workspace_id, id, client_id, 'CTO', 'DECISION', '2026-03-05T09:00Z' from engagement
   where workspace_id = ${id('w')} and state = 'ACTIVE'`,
  `insert into drift_alert (workspace_id, id, engagement_id, client_id, rule, subject_kind, subject_id, hat, deliverable_id,
     severity, state, statement, clears_when, figures, opened_at, updated_at, resolved_at, previous_alert_id)
   select workspace_id, md5($1 || 'alert' || x.state)::uuid, engagement_id, client_id, 'THIN', 'DELIVERABLE', id::text, hat, id,
     'WARNING', x.state, 'It is thin.', 'It is deeper.', '{}', at::timestamptz, at::timestamptz,
     case x.state when 'RESOLVED' then at::timestamptz end, case x.state when 'OPEN' then ${id('alertRESOLVED')} end
   from deliverable, (values ('RESOLVED', '2026-03-10T09:00Z'), ('OPEN', '2026-03-11T09:00Z')) as x(state, at)
   where workspace_id = ${id('w')} and key = 'ai-capability-map'`,
  `insert into webhook_endpoint (workspace_id, id, url, events, secret_sealed, created_at)
   values (${id('w')}, ${id('hook')}, 'https://hooks.example.com', '{drift_alert.raised}', '\\x00', '2026-03-01')`,
  `insert into delivery (workspace_id, id, drift_alert_id, client_id, event, channel, recipient, webhook_endpoint_id, payload,
     state, attempts, next_attempt_at, sent_at, created_at)
   select workspace_id, md5($1 || channel)::uuid, id, client_id, 'drift_alert.raised', channel, recipient,
     case channel when 'WEBHOOK' then ${id('hook')} end, '{}', 'SENT', 1, opened_at, opened_at, opened_at
   from drift_alert, (values ('EMAIL', 'ben@halyard.example'), ('WEBHOOK', 'https://hooks.example.com')) as x(channel, recipient)
   where workspace_id = ${id('w')} and state = 'OPEN'`,
  `insert into delivery_attempt (workspace_id, delivery_id, client_id, number, started_at, ended_at, outcome)
   select workspace_id, id, client_id, 1, created_at, created_at, 'SENT' from delivery where workspace_id = ${id('w')}`,
  `insert into idempotency_key (workspace_id, actor, key, request_hash) values (${id('w')}, 'member', 'once', 'hash')`,
];

/** Writes them all, as a superuser on a database that knows no later table. */
export async function plantOldRows(superuser: pg.Client): Promise<void> {
  for (const slug of OLD_WORKSPACES) for (const sql of STATEMENTS) await superuser.query(sql, [slug]);
}
