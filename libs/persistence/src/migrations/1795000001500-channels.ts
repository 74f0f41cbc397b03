import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces, tenantTable } from './support/tenant-table.js';

/** Endpoints that are Slack channels, that change their secret and that are disabled; addresses of calendars. */
export class Channels1795000001500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bicorne.webhook_endpoint
        add column kind text not null default 'STANDARD' check (kind in ('STANDARD', 'SLACK')),
        add column previous_secret_sealed bytea,
        add column previous_secret_until timestamptz,
        add column failing_since timestamptz,
        add column disabled_at timestamptz,
        add column disabled_reason text,
        add check ((previous_secret_sealed is null) = (previous_secret_until is null)),
        add check ((disabled_at is null) = (disabled_reason is null))`);
    await runner.query('alter table bicorne.delivery drop constraint if exists delivery_channel_check');
    await runner.query(`
      alter table bicorne.delivery
        add constraint delivery_channel_check check (channel in ('EMAIL', 'SLACK', 'WEBHOOK'))`);
    // When it began to fail is not what somebody did, and changes without them.
    await auditEndpoints(runner, '{failing_since}', '{secret_sealed,previous_secret_sealed}');
    await tenantTable(
      runner,
      'calendar_address',
      `id uuid not null default gen_random_uuid(),
       member_id uuid,
       client_contact_id uuid,
       client_id uuid,
       hash bytea not null check (length(hash) = 32),
       created_at timestamptz not null,
       primary key (workspace_id, id),
       unique (workspace_id, hash),
       unique (workspace_id, member_id),
       unique (workspace_id, client_contact_id),
       check (num_nonnulls(member_id, client_contact_id) = 1),
       check ((client_contact_id is null) = (client_id is null)),
       foreign key (workspace_id, member_id) references bicorne.member (workspace_id, id) on delete cascade,
       foreign key (workspace_id, client_contact_id) references bicorne.client_contact (workspace_id, id)
         on delete cascade`,
      'own',
    );
    await runner.query(`
      create trigger audit after insert or update or delete on bicorne.calendar_address for each row
        execute function bicorne.audit('CALENDAR_ADDRESS', '{}', '{hash}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.calendar_address');
    await auditEndpoints(runner, '{}', '{secret_sealed}');
    // A Slack channel would be taken for an endpoint that checks signatures.
    await acrossWorkspaces(
      runner,
      ['delivery', 'delivery_attempt', 'webhook_endpoint'],
      `with gone as (delete from bicorne.delivery where channel = 'SLACK')
       update bicorne.webhook_endpoint set removed_at = now() where kind = 'SLACK' and removed_at is null`,
    );
    await runner.query('alter table bicorne.delivery drop constraint delivery_channel_check');
    await runner.query(`
      alter table bicorne.delivery
        add constraint delivery_channel_check check (channel in ('EMAIL', 'WEBHOOK'))`);
    await runner.query(`
      alter table bicorne.webhook_endpoint
        drop column kind, drop column previous_secret_sealed, drop column previous_secret_until,
        drop column failing_since, drop column disabled_at, drop column disabled_reason`);
  }
}

async function auditEndpoints(runner: QueryRunner, without: string, masked: string): Promise<void> {
  await runner.query('drop trigger audit on bicorne.webhook_endpoint');
  await runner.query(`
    create trigger audit after insert or update or delete on bicorne.webhook_endpoint for each row
      execute function bicorne.audit('WEBHOOK_ENDPOINT', '${without}', '${masked}')`);
}
