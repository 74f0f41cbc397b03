import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable, workerAcrossWorkspaces } from './support/tenant-table.js';

/** Intake, engagements and who wears which hat, charters, decisions and standing answers. */
export class Engagements1795000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'intake_assessment',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       rubric_version integer not null,
       answers jsonb not null,
       recommendation jsonb not null,
       created_at timestamptz not null,
       created_by text not null,
       primary key (workspace_id, id),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id) references bicorne.client (workspace_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await runner.query(
      'create index intake_assessment_newest on bicorne.intake_assessment (workspace_id, client_id, created_at desc)',
    );
    await tenantTable(
      runner,
      'engagement',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       intake_assessment_id uuid,
       shape text not null check (shape in ('FRACTIONAL_CTO', 'FRACTIONAL_CAIO', 'CTO_AND_CAIO', 'TWO_ROLES')),
       state text not null check (state in ('DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'ENDED_EARLY')),
       starts_on date not null,
       ends_on date not null,
       time_zone text not null,
       currency char(3) not null,
       ai_risk_owner_name text,
       ai_risk_owner_email text,
       started_at timestamptz,
       paused_on date,
       open_alerts integer not null default 0,
       critical_alerts integer not null default 0,
       next_check_at timestamptz,
       created_at timestamptz not null,
       primary key (workspace_id, id),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id) references bicorne.client (workspace_id, id) on delete cascade,
       foreign key (workspace_id, client_id, intake_assessment_id)
         references bicorne.intake_assessment (workspace_id, client_id, id)`,
      'own',
    );
    // The scan's cost follows what is due: only rows with a moment are in this index.
    await runner.query(
      'create index engagement_due on bicorne.engagement (next_check_at) where next_check_at is not null',
    );
    await runner.query(
      'create index engagement_newest on bicorne.engagement (workspace_id, client_id, created_at desc)',
    );
    await workerAcrossWorkspaces(runner, 'engagement', ['select', 'update']);
    await tenantTable(
      runner,
      'hat_assignment',
      `engagement_id uuid not null,
       client_id uuid not null,
       hat text not null check (hat in ('CTO', 'CAIO')),
       practitioner_id uuid,
       days_per_week numeric(3, 2) not null,
       per_decision_limit numeric(14, 2),
       per_quarter_limit numeric(14, 2),
       depth real,
       progress real not null default 0,
       late integer not null default 0,
       thin integer not null default 0,
       primary key (workspace_id, engagement_id, hat),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, practitioner_id) references bicorne.member (workspace_id, id)`,
      'own',
    );
    await runner.query(
      'create index hat_assignment_practitioner on bicorne.hat_assignment (workspace_id, practitioner_id)',
    );
    await tenantTable(
      runner,
      'standing_answer',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       question text not null check (question in ('PLATFORM_IN_18_MONTHS', 'AI_RISK_POSTURE')),
       answer text not null,
       answered_at timestamptz not null,
       answered_by text not null,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await runner.query(
      'create index standing_answer_newest on bicorne.standing_answer (workspace_id, engagement_id, question, answered_at desc)',
    );
    await tenantTable(
      runner,
      'charter',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       version integer not null,
       published_at timestamptz not null,
       published_by text not null,
       primary key (workspace_id, id),
       unique (workspace_id, engagement_id, version),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await tenantTable(
      runner,
      'decision_right',
      `charter_id uuid not null,
       client_id uuid not null,
       position integer not null,
       area text not null,
       holder text not null check (holder in ('CTO', 'CAIO', 'JOINT', 'NAMED_OUTSIDE')),
       holder_name text,
       note text,
       primary key (workspace_id, charter_id, position),
       foreign key (workspace_id, client_id, charter_id)
         references bicorne.charter (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await tenantTable(
      runner,
      'charter_acknowledgement',
      `charter_id uuid not null,
       client_id uuid not null,
       user_key text not null,
       member_id uuid,
       client_contact_id uuid,
       name text not null,
       role text not null,
       acknowledged_at timestamptz not null,
       primary key (workspace_id, charter_id, user_key),
       foreign key (workspace_id, client_id, charter_id)
         references bicorne.charter (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await tenantTable(
      runner,
      'decision',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       area text not null,
       hat_worn text not null check (hat_worn in ('CTO', 'CAIO', 'JOINT')),
       title text not null,
       decision text not null,
       rationale text not null,
       options text[] not null,
       decided_at timestamptz not null,
       decided_by text not null,
       decided_by_member uuid,
       spend numeric(14, 2),
       vendor text,
       supersedes_id uuid,
       revisit_on date,
       recorded_at timestamptz not null,
       primary key (workspace_id, id),
       unique (workspace_id, engagement_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, engagement_id, supersedes_id)
         references bicorne.decision (workspace_id, engagement_id, id)`,
      'own',
      'select, insert',
    );
    await runner.query(
      'create index decision_newest on bicorne.decision (workspace_id, engagement_id, decided_at desc, id)',
    );
    // What NEGLECTED_HAT counts: moments at which work was done under a hat.
    await tenantTable(
      runner,
      'hat_activity',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       hat text not null check (hat in ('CTO', 'CAIO')),
       kind text not null check (kind in ('REVISION_RAISED_DEPTH', 'DECISION', 'EVIDENCE', 'ACCEPTANCE')),
       at timestamptz not null,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await runner.query(
      'create index hat_activity_newest on bicorne.hat_activity (workspace_id, engagement_id, at desc)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'hat_activity',
      'decision',
      'charter_acknowledgement',
      'decision_right',
      'charter',
      'standing_answer',
      'hat_assignment',
      'engagement',
      'intake_assessment',
    ]) {
      await runner.query(`drop table bicorne.${table}`);
    }
  }
}
