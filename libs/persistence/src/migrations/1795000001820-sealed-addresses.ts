import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces } from './support/tenant-table.js';

/**
 * Room for the sealed addresses of Slack channels. `bicorne migrate` seals after this migration those that stand in the
 * clear, which takes the installation's secret.
 */
export class SealedAddresses1795000001820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.webhook_endpoint add column address_sealed bytea');
    await auditEndpoints(runner, '{secret_sealed,previous_secret_sealed,address_sealed}');
  }

  async down(runner: QueryRunner): Promise<void> {
    await auditEndpoints(runner, '{secret_sealed,previous_secret_sealed}');
    // What is left of their addresses reaches no channel.
    await acrossWorkspaces(
      runner,
      ['webhook_endpoint'],
      'update bicorne.webhook_endpoint set removed_at = now() where address_sealed is not null and removed_at is null',
    );
    await runner.query('alter table bicorne.webhook_endpoint drop column address_sealed');
  }
}

async function auditEndpoints(runner: QueryRunner, masked: string): Promise<void> {
  await runner.query('drop trigger audit on bicorne.webhook_endpoint');
  await runner.query(`
    create trigger audit after insert or update or delete on bicorne.webhook_endpoint for each row
      execute function bicorne.audit('WEBHOOK_ENDPOINT', '{failing_since}', '${masked}')`);
}
