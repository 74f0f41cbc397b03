import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  dropIndexConcurrently,
  indexConcurrently,
} from '../../../libs/persistence/src/migrations/support/concurrently.js';
import { tenantTable } from '../../../libs/persistence/src/migrations/support/tenant-table.js';

/*
 * What a release after this one would do, by the conventions beside the migrations: it expands, checks, builds an index,
 * and contracts. Stands for every migration to come, beside the requests of the version at hand.
 */

/** Expand: a column that may be absent, a check that binds new rows alone, a table that points to an existing one. */
export class Reviews1899000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bicorne.deliverable
        add column reviewed_by text,
        add column reviews bigint not null default 0,
        add constraint deliverable_reviews check (reviews >= 0) not valid`);
    await tenantTable(
      runner,
      'review',
      `id uuid not null default gen_random_uuid(),
       deliverable_id uuid not null,
       client_id uuid not null,
       reviewed_at timestamptz not null,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade`,
      'own',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.review');
    await runner.query('alter table bicorne.deliverable drop column reviewed_by, drop column reviews');
  }
}

/** Reads every row, and lets everybody else read and write meanwhile. */
export class ReviewsChecked1899000000200 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.deliverable validate constraint deliverable_reviews');
    await indexConcurrently(runner, 'deliverable_due', 'bicorne.deliverable (workspace_id, due_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexConcurrently(runner, 'deliverable_due');
  }
}

/** Contract: what no version that serves reads any more. */
export class ReviewersGone1899000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.deliverable drop column reviewed_by');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.deliverable add column reviewed_by text');
  }
}

export const NEXT_RELEASE = [Reviews1899000000100, ReviewsChecked1899000000200, ReviewersGone1899000000300];
