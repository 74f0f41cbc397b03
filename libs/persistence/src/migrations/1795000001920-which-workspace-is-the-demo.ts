import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The demo workspace says that it is one: its screens show visitors around. */
export class WhichWorkspaceIsTheDemo1795000001920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.workspace add column demo boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.workspace drop column demo');
  }
}
