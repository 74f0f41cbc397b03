import { assessIntake, createWebhookEndpoint, moveDueDate, scanDue } from '@bicorne/application';
import { WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { at, must, type Practice, type StartedEngagement } from '../support/factories.js';

/**
 * Rows of two clients in every table of a workspace: what use cases write, and beside it what only sign-in, the queue or
 * the API write.
 *
 * @param worker the database under the role that scans
 * @returns the two clients' engagements
 */
export async function fillTables(
  practice: Practice,
  worker: DataSource,
): Promise<[StartedEngagement, StartedEngagement]> {
  const url = 'https://hooks.example.com/bicorne';
  const context = practice.acting(practice.owner, at('2026-03-03T10:00'));
  await must(createWebhookEndpoint(context, { url, events: ['DRIFT_ALERT_RAISED'] }));
  const engagements = [await practice.engagement(), await practice.engagement()] as const;
  for (const engagement of engagements) await work(practice, engagement);
  const transaction = new WorkspaceTransaction(worker);
  await scanDue({ database: worker, transaction, services: practice.services }, at('2026-03-17T00:00'));
  for (const { clientId } of engagements) await writeRest(practice, clientId);
  return [...engagements];
}

const ANSWERS = {
  aiStory: 'STRATEGIC_STORY',
  platform: 'STABLE',
  seniorTechnologyOwner: true,
  samePersonForAiRiskAndPlatform: false,
  openQuestionsAreAiShaped: true,
  surfaceBroaderThanAi: false,
  aiFitsInsideTechnologyEngagement: false,
  practitionerHasProductionAiDepth: true,
};

async function work(practice: Practice, engagement: StartedEngagement): Promise<void> {
  const registry = engagement.deliverables.get('model-registry') ?? '';
  const move = { deliverableId: registry, dueOn: '2026-05-25', reason: 'Easter.' };
  await must(moveDueDate(practice.acting(practice.owner, at('2026-03-04T09:00')), move));
  await practice.submit(registry, at('2026-03-04T10:00'));
  const spend = { amount: '100.00', currency: 'EUR' };
  await practice.decision(engagement, at('2026-03-05T10:00'), { spend, revisitOn: '2026-12-01' });
  await must(
    assessIntake(practice.acting(practice.owner, at('2026-03-05T10:30')), {
      clientId: engagement.clientId,
      ...ANSWERS,
    }),
  );
}

async function writeRest(practice: Practice, clientId: string): Promise<void> {
  const { workspaceId } = practice;
  const statements = [
    `insert into share_link (workspace_id, client_id, intake_assessment_id, hash, created_by, created_at, expires_at)
     select $1, $2, id, sha256(id::text::bytea), 'Olive Owner', now(), now() + interval '1 day'
     from intake_assessment where client_id = $2`,
    `insert into standing_answer (workspace_id, client_id, engagement_id, question, answer, answered_at, answered_by)
     select $1, $2, id, 'AI_RISK_POSTURE', 'Cautious.', now(), 'Ben Okafor' from engagement where client_id = $2`,
    `insert into pause (workspace_id, client_id, engagement_id, from_day, to_day, paused_at, resumed_at, paused_by)
     select $1, $2, id, '2026-03-10', '2026-03-11', now(), now(), 'Olive Owner' from engagement where client_id = $2`,
    `insert into decision_sign_off (workspace_id, client_id, decision_id, hat, reason, signed_by, signed_at)
     select $1, $2, id, 'CTO', 'The platform carries it.', 'Ada Moreno', now() from decision where client_id = $2`,
    `insert into decision_approval (workspace_id, client_id, decision_id, reason, approved_by, approved_at)
     select $1, $2, id, 'It saves a hire.', 'Carla Reyes', now() from decision where client_id = $2`,
    `insert into evidence (workspace_id, client_id, revision_id, section, kind, statement)
     select $1, $2, id, 'Models in use', 'STATEMENT', 'Seen in production.' from revision where client_id = $2`,
    `insert into deliverable_draft (workspace_id, deliverable_id, member_id, base_revision, markdown, evidence, kept_at)
     select $1, d.id, m.id, 0, '# Roadmap', $$[{"section":"Models in use","kind":"STATEMENT","statement":"Seen."}]$$, now()
     from deliverable d join member m using (workspace_id) where d.client_id = $2`,
    `insert into file (workspace_id, client_id, engagement_id, name, media_type, size, sha256, uploaded_at, uploaded_by)
     select $1, $2, id, 'evaluation.pdf', 'application/pdf', 1, repeat('a', 64), now(), 'Ben Okafor'
     from engagement where client_id = $2`,
    `insert into export_job (workspace_id, client_id, engagement_id, state, next_attempt_at, requested_by, created_at)
     select $1, $2, id, 'QUEUED', now(), 'Olive Owner', now() from engagement where client_id = $2`,
    `insert into export_job (workspace_id, client_id, kind, state, next_attempt_at, requested_by, created_at)
     values ($1, $2, 'CLIENT', 'QUEUED', now(), 'Olive Owner', now())`,
    `insert into deliverable_overlap (workspace_id, client_id, engagement_id, cto_deliverable_id, caio_deliverable_id,
       shared, cto_shingles, caio_shingles)
     select $1, $2, a.engagement_id, a.id, b.id, 1, 1, 1 from deliverable a join deliverable b using (engagement_id)
     where a.client_id = $2 and a.key = 'roadmap' and b.key = 'ai-strategy'`,
    `insert into deliverable_template (workspace_id, key, hat, title, due_day, weight, markdown, created_at, created_by)
     select $1, 'own-' || left(md5($2::uuid::text), 8), 'CTO', 'Security read', 30, 1, '# Security read', now(), 'Olive Owner'`,
    `with earlier as (
       insert into drift_alert (workspace_id, client_id, engagement_id, rule, subject_kind, subject_id, hat, severity, state,
         statement, clears_when, figures, opened_at, updated_at, resolved_at)
       select $1, $2, id, 'NEGLECTED_HAT', 'HAT', 'CAIO', 'CAIO', 'WARNING', 'RESOLVED', 'Nobody wore it for two weeks.',
         'Somebody wears it.', '[]', '2026-03-05', now(), '2026-03-06' from engagement where client_id = $2 returning *
     )
     insert into drift_alert (workspace_id, client_id, engagement_id, rule, subject_kind, subject_id, hat, severity, state,
       statement, clears_when, figures, opened_at, updated_at, previous_alert_id)
     select workspace_id, client_id, engagement_id, rule, subject_kind, subject_id, hat, severity, 'OPEN', statement, clears_when,
       figures, now(), now(), id from earlier`,
    `insert into alert_escalation (workspace_id, client_id, drift_alert_id, level, at, told)
     select $1, $2, id, 'PARTNER', now(), '{Pia Partner}' from drift_alert where client_id = $2 on conflict do nothing`,
    `insert into notice_preference (workspace_id, client_id, recipient_kind, recipient_id, channels, immediate, digest_at,
       time_zone, updated_at)
     select $1, $2, 'CONTACT', id, '{}', '{}', '08:00', 'UTC', now() from client_contact where client_id = $2`,
    `insert into calendar_address (workspace_id, client_id, client_contact_id, hash, created_at)
     select $1, $2, id, sha256(id::text::bytea), now() from client_contact where client_id = $2`,
    `insert into delivery_attempt (workspace_id, client_id, delivery_id, number, started_at, ended_at, outcome)
     select $1, $2, id, 1, now(), now(), 'SENT' from delivery where client_id = $2`,
    `insert into api_token (workspace_id, client_id, name, prefix, hash, role, scopes, created_at)
     values ($1, $2, 'Reports', 'bic_', sha256(gen_random_uuid()::text::bytea), 'VIEWER', '{READ}', now())`,
    `insert into invitation (workspace_id, client_contact_id, email, invited_by, created_at, expires_at)
     select $1, id, email, 'Olive Owner', now(), now() + interval '1 day' from client_contact where client_id = $2`,
    `insert into single_sign_on (workspace_id, issuer, oidc_client_id, client_secret_sealed, enabled, created_at, updated_at)
     select $1, 'https://login.example.com', 'bicorne', '\\x00', true, now(), now() where $2::uuid is not null
     on conflict do nothing`,
    `insert into single_sign_on_identity (workspace_id, issuer, subject, user_id, created_at, last_used_at)
     values ($1, 'https://login.example.com', $2::uuid::text, $2::uuid::text, now(), now())`,
    `insert into idempotency_key (workspace_id, actor, key, request_hash) values ($1, 'client:' || $2::uuid, 'once', 'hash')`,
  ];
  for (const sql of statements) await practice.query(sql, [workspaceId, clientId]);
}
