import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways to the rows that name a file, its bytes or a template, which foreign keys and sweeps ask for. */
export class WhereBytesAreNamed1795000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index evidence_file_id on bicorne.evidence (workspace_id, file_id) where file_id is not null`);
    await runner.query(`
      create index revision_file_id on bicorne.revision (workspace_id, file_id) where file_id is not null`);
    await runner.query('create index file_bytes on bicorne.file (workspace_id, sha256)');
    await runner.query(`
      create index export_job_bytes on bicorne.export_job (workspace_id, sha256) where sha256 is not null`);
    await runner.query(`
      create index deliverable_template_id on bicorne.deliverable (workspace_id, template_id)
        where template_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index bicorne.deliverable_template_id, bicorne.export_job_bytes, bicorne.file_bytes,
        bicorne.revision_file_id, bicorne.evidence_file_id`);
  }
}
