import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces, tenantTable } from './support/tenant-table.js';

/** Files, submissions, what two hats' deliverables have in common, and templates of a workspace's own. */
export class WorkOnDeliverables1795000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The bytes stand in storage under their hash; this is who may have them.
    await tenantTable(
      runner,
      'file',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       engagement_id uuid not null,
       name text not null check (length(name) between 1 and 255),
       media_type text not null,
       size bigint not null check (size >= 0),
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       uploaded_at timestamptz not null,
       uploaded_by text not null,
       primary key (workspace_id, id),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert, delete',
    );
    await runner.query('create index file_engagement on bicorne.file (workspace_id, engagement_id)');
    await runner.query(`
      alter table bicorne.evidence
        add column file_id uuid,
        add constraint evidence_file foreign key (workspace_id, client_id, file_id)
          references bicorne.file (workspace_id, client_id, id)`);
    // `sources` is what stands as evidence in it, links of the text too: the same counts once an engagement.
    await runner.query(`
      alter table bicorne.revision
        add column content jsonb,
        add column sources text[] not null default '{}',
        add column file_id uuid,
        add constraint revision_file foreign key (workspace_id, client_id, file_id)
          references bicorne.file (workspace_id, client_id, id)`);
    await runner.query(`
      alter table bicorne.deliverable
        add column content jsonb,
        add column quarter integer not null default 1,
        add column template_id uuid`);
    // A renewal plans a template again.
    await runner.query(`
      alter table bicorne.deliverable drop constraint deliverable_workspace_id_engagement_id_key_key`);
    await runner.query(`
      alter table bicorne.deliverable
        add constraint deliverable_once_a_quarter unique (workspace_id, engagement_id, quarter, key)`);
    await tenantTable(
      runner,
      'submission',
      `deliverable_id uuid not null,
       client_id uuid not null,
       revision integer not null,
       depth real not null,
       verdict text not null check (verdict in ('EMPTY', 'THIN', 'SUBSTANTIVE')),
       submitted_at timestamptz not null,
       submitted_by text not null,
       primary key (workspace_id, deliverable_id, revision),
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await acrossWorkspaces(
      runner,
      ['submission', 'deliverable', 'revision'],
      `
      insert into bicorne.submission
        (workspace_id, deliverable_id, client_id, revision, depth, verdict, submitted_at, submitted_by)
      select d.workspace_id, d.id, d.client_id, r.number, r.depth, r.verdict, d.submitted_at, r.saved_by
      from bicorne.deliverable d
      join bicorne.revision r on r.workspace_id = d.workspace_id and r.deliverable_id = d.id
        and r.number = d.submitted_revision
      where d.submitted_at is not null`,
    );
    // Counted when a revision is saved, never per look: five-word runs that stand in both, the CTO hat's first.
    await tenantTable(
      runner,
      'deliverable_overlap',
      `engagement_id uuid not null,
       client_id uuid not null,
       cto_deliverable_id uuid not null,
       caio_deliverable_id uuid not null,
       shared integer not null check (shared > 0),
       cto_shingles integer not null,
       caio_shingles integer not null,
       primary key (workspace_id, engagement_id, cto_deliverable_id, caio_deliverable_id),
       foreign key (workspace_id, client_id, cto_deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, client_id, caio_deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    // A version of a template never changes: a deliverable keeps the one it was planned with.
    await tenantTable(
      runner,
      'deliverable_template',
      `id uuid not null default gen_random_uuid(),
       key text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
       hat text not null check (hat in ('CTO', 'CAIO')),
       title text not null check (length(title) between 1 and 200),
       due_day integer not null check (due_day between 1 and 90),
       weight real not null check (weight > 0),
       markdown text not null,
       created_at timestamptz not null,
       created_by text not null,
       retired_at timestamptz,
       primary key (workspace_id, id)`,
      'shared',
    );
    await runner.query(`
      create unique index deliverable_template_current on bicorne.deliverable_template (workspace_id, key)
        where retired_at is null`);
    await runner.query(`
      alter table bicorne.deliverable add constraint deliverable_template_of_workspace
        foreign key (workspace_id, template_id) references bicorne.deliverable_template (workspace_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.deliverable drop constraint deliverable_template_of_workspace');
    for (const table of ['deliverable_template', 'deliverable_overlap', 'submission'])
      await runner.query(`drop table bicorne.${table}`);
    await acrossWorkspaces(runner, ['deliverable'], 'delete from bicorne.deliverable where quarter > 1');
    await runner.query('alter table bicorne.deliverable drop constraint deliverable_once_a_quarter');
    await runner.query(`
      alter table bicorne.deliverable
        add constraint deliverable_workspace_id_engagement_id_key_key unique (workspace_id, engagement_id, key)`);
    await runner.query(
      'alter table bicorne.deliverable drop column content, drop column quarter, drop column template_id',
    );
    await runner.query('alter table bicorne.revision drop column content, drop column sources, drop column file_id');
    await runner.query('alter table bicorne.evidence drop constraint evidence_file, drop column file_id');
    await runner.query('drop table bicorne.file');
  }
}
