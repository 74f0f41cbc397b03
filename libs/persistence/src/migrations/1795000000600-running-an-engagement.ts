import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces, tenantTable } from './support/tenant-table.js';

/** Quarters, pauses and the end of an engagement; who was in a charter; sign-offs and approvals of decisions. */
export class RunningAnEngagement1795000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bicorne.engagement
        add column closed_at timestamptz,
        add column closed_reason text`);
    await tenantTable(
      runner,
      'quarter',
      `engagement_id uuid not null,
       client_id uuid not null,
       number integer not null check (number >= 1),
       from_day date not null,
       to_day date not null check (to_day >= from_day),
       created_at timestamptz not null,
       primary key (workspace_id, engagement_id, number),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    await acrossWorkspaces(
      runner,
      ['quarter', 'engagement'],
      `
      insert into bicorne.quarter (workspace_id, engagement_id, client_id, number, from_day, to_day, created_at)
      select workspace_id, id, client_id, 1, starts_on, ends_on, created_at from bicorne.engagement`,
    );
    await tenantTable(
      runner,
      'pause',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       from_day date not null,
       to_day date,
       paused_at timestamptz not null,
       resumed_at timestamptz,
       reason text,
       paused_by text not null,
       resumed_by text,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    // One pause runs at a time.
    await runner.query(
      'create unique index pause_running on bicorne.pause (workspace_id, engagement_id) where resumed_at is null',
    );
    await runner.query('create index pause_engagement on bicorne.pause (workspace_id, engagement_id, paused_at)');
    await acrossWorkspaces(
      runner,
      ['pause', 'engagement'],
      `
      insert into bicorne.pause (workspace_id, engagement_id, client_id, from_day, paused_at, paused_by)
      select workspace_id, id, client_id, paused_on, paused_on::timestamp at time zone time_zone, 'unknown'
      from bicorne.engagement where state = 'PAUSED' and paused_on is not null`,
    );

    // Who wore a hat when a version was published: they acknowledge it, whoever wears the hat later.
    await tenantTable(
      runner,
      'charter_practitioner',
      `charter_id uuid not null,
       client_id uuid not null,
       hat text not null check (hat in ('CTO', 'CAIO')),
       practitioner_id uuid not null,
       primary key (workspace_id, charter_id, hat),
       foreign key (workspace_id, client_id, charter_id)
         references bicorne.charter (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, practitioner_id) references bicorne.member (workspace_id, id)`,
      'own',
      'select, insert',
    );
    await acrossWorkspaces(
      runner,
      ['charter_practitioner', 'charter', 'hat_assignment'],
      `
      insert into bicorne.charter_practitioner (workspace_id, charter_id, client_id, hat, practitioner_id)
      select c.workspace_id, c.id, c.client_id, h.hat, h.practitioner_id
      from bicorne.charter c
      join bicorne.hat_assignment h on h.workspace_id = c.workspace_id and h.engagement_id = c.engagement_id
      where h.practitioner_id is not null`,
    );

    await runner.query(
      'alter table bicorne.decision add constraint decision_of_client unique (workspace_id, client_id, id)',
    );
    await tenantTable(
      runner,
      'decision_sign_off',
      `decision_id uuid not null,
       client_id uuid not null,
       hat text not null check (hat in ('CTO', 'CAIO')),
       reason text not null,
       signed_by text not null,
       signed_by_member uuid,
       signed_at timestamptz not null,
       primary key (workspace_id, decision_id, hat),
       foreign key (workspace_id, client_id, decision_id)
         references bicorne.decision (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await tenantTable(
      runner,
      'decision_approval',
      `decision_id uuid not null,
       client_id uuid not null,
       reason text not null,
       approved_by text not null,
       approved_at timestamptz not null,
       primary key (workspace_id, decision_id),
       foreign key (workspace_id, client_id, decision_id)
         references bicorne.decision (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await runner.query(
      'create index decision_revisit on bicorne.decision (workspace_id, revisit_on) where revisit_on is not null',
    );
    await runner.query(
      'create index decision_superseded on bicorne.decision (workspace_id, engagement_id, supersedes_id) where supersedes_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index bicorne.decision_superseded');
    await runner.query('drop index bicorne.decision_revisit');
    for (const table of ['decision_approval', 'decision_sign_off', 'charter_practitioner', 'pause', 'quarter'])
      await runner.query(`drop table bicorne.${table}`);
    await runner.query('alter table bicorne.decision drop constraint decision_of_client');
    await runner.query('alter table bicorne.engagement drop column closed_at, drop column closed_reason');
  }
}
