import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/**
 * Writing that is no revision yet, one a person and deliverable. It is not in the audit trail: nothing has happened until it
 * is saved as a revision, which is.
 */
export class Drafts1795000001900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'deliverable_draft',
      `deliverable_id uuid not null,
       member_id uuid not null,
       -- Counts the revisions of one document, each of which somebody saved.
       -- squawk-ignore prefer-bigint-over-int
       base_revision integer not null check (base_revision >= 0),
       markdown text not null,
       evidence jsonb not null,
       kept_at timestamptz not null,
       primary key (workspace_id, deliverable_id, member_id),
       foreign key (workspace_id, deliverable_id) references bicorne.deliverable (workspace_id, id) on delete cascade,
       foreign key (workspace_id, member_id) references bicorne.member (workspace_id, id) on delete cascade`,
      'none',
    );
    // The way to the drafts of a member who is removed.
    await runner.query('create index deliverable_draft_member on bicorne.deliverable_draft (workspace_id, member_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.deliverable_draft');
  }
}
