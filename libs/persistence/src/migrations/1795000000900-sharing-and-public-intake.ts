import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Links to written reads, and the intake that a workspace publishes. */
export class SharingAndPublicIntake1795000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'share_link',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       intake_assessment_id uuid not null,
       hash bytea not null check (length(hash) = 32),
       created_by text not null,
       created_at timestamptz not null,
       expires_at timestamptz not null,
       revoked_at timestamptz,
       opens integer not null default 0,
       last_opened_at timestamptz,
       primary key (workspace_id, id),
       unique (workspace_id, hash),
       foreign key (workspace_id, client_id, intake_assessment_id)
         references bicorne.intake_assessment (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert, update',
    );
    await runner.query(
      'create index share_link_assessment on bicorne.share_link (workspace_id, intake_assessment_id, created_at desc)',
    );
    await runner.query(`
      alter table bicorne.client
        add column source text not null default 'MEMBER' check (source in ('MEMBER', 'PUBLIC_INTAKE')),
        add column prospect_name text,
        add column prospect_email text`);
    // How many came in the last hour is counted before another is taken.
    await runner.query(
      "create index client_prospects on bicorne.client (workspace_id, created_at) where source = 'PUBLIC_INTAKE'",
    );
    await runner.query(`
      alter table bicorne.workspace
        add column public_intake_enabled boolean not null default false,
        add column public_intake_introduction text`);
    // A prospect names a workspace before a scope can be set. The owner's policy lets this function see every workspace;
    // it tells of one that publishes its intake, and nothing more of it than a prospect is shown.
    await runner.query(`
      create function bicorne.public_intake_workspace(slug text)
      returns table (id uuid, name text, introduction text)
      language sql stable security definer set search_path = ''
      as $$
        select w.id, w.name, w.public_intake_introduction
        from bicorne.workspace w
        where w.slug = public_intake_workspace.slug and w.public_intake_enabled
      $$`);
    await runner.query('revoke all on function bicorne.public_intake_workspace(text) from public');
    await runner.query('grant execute on function bicorne.public_intake_workspace(text) to bicorne_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function bicorne.public_intake_workspace(text)');
    await runner.query(`
      alter table bicorne.workspace drop column public_intake_enabled, drop column public_intake_introduction`);
    await runner.query('drop index bicorne.client_prospects');
    await runner.query(`
      alter table bicorne.client drop column source, drop column prospect_name, drop column prospect_email`);
    await runner.query('drop table bicorne.share_link');
  }
}
