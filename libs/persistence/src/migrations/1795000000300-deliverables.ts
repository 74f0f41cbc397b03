import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Deliverables, their revisions for ever, evidence, and moves of due dates. */
export class Deliverables1795000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'deliverable',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       key text not null,
       hat text not null check (hat in ('CTO', 'CAIO')),
       title text not null,
       weight real not null check (weight > 0),
       state text not null check (state in ('PLANNED', 'IN_PROGRESS', 'SUBMITTED', 'CHANGES_REQUESTED', 'ACCEPTED', 'WAIVED')),
       due_on date not null,
       original_due_on date not null,
       depth real,
       verdict text check (verdict in ('EMPTY', 'THIN', 'SUBSTANTIVE')),
       weakest_critical jsonb,
       thin_sections text[] not null default '{}',
       latest_revision integer not null default 0,
       submitted_revision integer,
       submitted_at timestamptz,
       sent_back_at timestamptz,
       accepted_at timestamptz,
       waived_at timestamptz,
       state_note text,
       primary key (workspace_id, id),
       unique (workspace_id, engagement_id, key),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, engagement_id, hat)
         references bicorne.hat_assignment (workspace_id, engagement_id, hat)`,
      'own',
    );
    await tenantTable(
      runner,
      'revision',
      `id uuid not null default gen_random_uuid(),
       deliverable_id uuid not null,
       client_id uuid not null,
       number integer not null,
       markdown text not null,
       depth real not null,
       verdict text not null check (verdict in ('EMPTY', 'THIN', 'SUBSTANTIVE')),
       assessment jsonb not null,
       saved_at timestamptz not null,
       saved_by text not null,
       primary key (workspace_id, id),
       unique (workspace_id, deliverable_id, number),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    // Five-word runs of the latest revision, to find the same text in two deliverables. Rows and not an array: under row
    // policies an index serves only operators that leak nothing, which array overlap is not.
    await tenantTable(
      runner,
      'deliverable_shingle',
      `hash integer not null,
       deliverable_id uuid not null,
       client_id uuid not null,
       primary key (workspace_id, hash, deliverable_id),
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    await runner.query(
      'create index deliverable_shingle_of on bicorne.deliverable_shingle (workspace_id, deliverable_id)',
    );
    await tenantTable(
      runner,
      'evidence',
      `id uuid not null default gen_random_uuid(),
       revision_id uuid not null,
       client_id uuid not null,
       section text not null,
       kind text not null check (kind in ('LINK', 'FILE', 'STATEMENT')),
       url text,
       statement text,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, revision_id)
         references bicorne.revision (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await runner.query('create index evidence_revision on bicorne.evidence (workspace_id, revision_id)');
    await tenantTable(
      runner,
      'due_date_move',
      `id uuid not null default gen_random_uuid(),
       deliverable_id uuid not null,
       client_id uuid not null,
       from_day date not null,
       to_day date not null,
       reason text not null,
       moved_by text not null,
       moved_at timestamptz not null,
       acknowledged_by text,
       acknowledged_at timestamptz,
       withdrawn_at timestamptz,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
    // One move waits for the sponsor at a time; a newer one withdraws it.
    await runner.query(`
      create unique index due_date_move_pending on bicorne.due_date_move (workspace_id, deliverable_id)
        where acknowledged_at is null and withdrawn_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['due_date_move', 'evidence', 'deliverable_shingle', 'revision', 'deliverable']) {
      await runner.query(`drop table bicorne.${table}`);
    }
  }
}
