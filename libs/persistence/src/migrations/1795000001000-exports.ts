import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable, workerAcrossWorkspaces } from './support/tenant-table.js';

/** Archives that are made in the background. */
export class Exports1795000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The bytes stand in storage under their hash; this is who may have them, and how far they are.
    await tenantTable(
      runner,
      'export_job',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       engagement_id uuid not null,
       state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
       progress real not null default 0 check (progress between 0 and 1),
       error text,
       sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
       size bigint check (size >= 0),
       attempts integer not null default 0,
       next_attempt_at timestamptz not null,
       lease_until timestamptz,
       fence bigint not null default 0,
       requested_by text not null,
       created_at timestamptz not null,
       finished_at timestamptz,
       primary key (workspace_id, id),
       check ((state = 'DONE') = (sha256 is not null and size is not null)),
       check ((state in ('DONE', 'FAILED')) = (finished_at is not null)),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    await runner.query(
      'create index export_job_engagement on bicorne.export_job (workspace_id, engagement_id, created_at desc, id)',
    );
    await runner.query(
      "create index export_job_due on bicorne.export_job (next_attempt_at) where state in ('QUEUED', 'RUNNING')",
    );
    await runner.query('create index export_job_old on bicorne.export_job (finished_at) where finished_at is not null');
    // The sweep looks for what is due and what is old in every workspace; it changes each inside its own.
    await workerAcrossWorkspaces(runner, 'export_job', ['select']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.export_job');
  }
}
