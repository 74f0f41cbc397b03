import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces, tenantTable, workerAcrossWorkspaces } from './support/tenant-table.js';

/** What people are told, how they want to be told, and messages that carry many notices. */
export class Notices1795000001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A message with notices of several clients is of none of them.
    await runner.query(`
      alter table bicorne.delivery
        alter column client_id drop not null,
        add column recipient_kind text check (recipient_kind in ('MEMBER', 'CONTACT', 'ENDPOINT')),
        add column recipient_id uuid,
        add column digest boolean not null default false,
        add column attempts_before integer not null default 0,
        drop constraint delivery_subject,
        add constraint delivery_subject
          check (num_nonnulls(drift_alert_id, deliverable_id) = case event when 'notices' then 0 else 1 end)`);
    await runner.query('alter table bicorne.delivery_attempt alter column client_id drop not null');
    // What a recipient, and what a workspace, was sent lately.
    await runner.query(`
      create index delivery_recipient on bicorne.delivery (workspace_id, recipient_id, channel, created_at)
        where event = 'notices'`);
    await runner.query(`
      create index delivery_composed on bicorne.delivery (workspace_id, channel, created_at) where event = 'notices'`);
    await runner.query(`
      create index delivery_failed on bicorne.delivery (workspace_id, created_at desc, id desc) where state = 'FAILED'`);
    await tenantTable(
      runner,
      'notice',
      `id uuid not null default gen_random_uuid(),
       client_id uuid,
       engagement_id uuid,
       drift_alert_id uuid,
       recipient_kind text not null check (recipient_kind in ('MEMBER', 'CONTACT', 'ENDPOINT')),
       recipient_id uuid not null,
       recipient text not null,
       channel text not null check (channel in ('IN_APP', 'EMAIL', 'SLACK')),
       severity text not null check (severity in ('NOTICE', 'WARNING', 'CRITICAL')),
       urgency text not null check (urgency in ('IMMEDIATE', 'DIGEST')),
       payload jsonb not null,
       due_at timestamptz not null,
       told_at timestamptz,
       read_at timestamptz,
       delivery_id uuid,
       dropped_because text,
       created_at timestamptz not null,
       primary key (workspace_id, id),
       check (channel = 'IN_APP' or (told_at is null and read_at is null)),
       check (channel <> 'IN_APP' or delivery_id is null),
       foreign key (workspace_id, client_id, drift_alert_id)
         references bicorne.drift_alert (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, delivery_id) references bicorne.delivery (workspace_id, id)`,
      'own',
    );
    await runner.query(`
      create policy contacts_alone on bicorne.notice as restrictive to bicorne_app, bicorne_worker
        using ((select nullif(current_setting('app.client_id', true), '')::uuid) is null or recipient_kind = 'CONTACT')`);
    await runner.query('create index notice_alert on bicorne.notice (workspace_id, drift_alert_id)');
    await runner.query(`
      create index notice_delivery on bicorne.notice (workspace_id, delivery_id) where delivery_id is not null`);
    await runner.query(`
      create index notice_feed on bicorne.notice (workspace_id, recipient_id, created_at desc, id desc)
        where channel = 'IN_APP'`);
    await runner.query(`
      create index notice_unread on bicorne.notice (workspace_id, recipient_id)
        where channel = 'IN_APP' and read_at is null`);
    await runner.query(`
      create index notice_untold on bicorne.notice (created_at) where channel = 'IN_APP' and told_at is null`);
    await runner.query(`
      create index notice_due on bicorne.notice (due_at, workspace_id, recipient_id, channel)
        where channel <> 'IN_APP' and delivery_id is null and dropped_because is null`);
    await workerAcrossWorkspaces(runner, 'notice', ['select', 'update']);
    await tenantTable(
      runner,
      'notice_preference',
      `id uuid not null default gen_random_uuid(),
       recipient_kind text not null check (recipient_kind in ('MEMBER', 'CONTACT')),
       recipient_id uuid not null,
       client_id uuid,
       channels text[] not null,
       immediate text[] not null,
       digest_at text not null,
       quiet_from text,
       quiet_to text,
       time_zone text not null,
       updated_at timestamptz not null,
       primary key (workspace_id, id),
       unique (workspace_id, recipient_id),
       check ((quiet_from is null) = (quiet_to is null)),
       check ((client_id is null) = (recipient_kind = 'MEMBER'))`,
      'own',
    );
    await runner.query(`
      create trigger audit after insert or update or delete on bicorne.notice_preference for each row
        execute function bicorne.audit('NOTICE_PREFERENCES', '{updated_at}', '{}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.notice_preference, bicorne.notice');
    await runner.query('drop index bicorne.delivery_failed, bicorne.delivery_composed, bicorne.delivery_recipient');
    // Messages with many notices have no place in what was before.
    await acrossWorkspaces(
      runner,
      ['delivery', 'delivery_attempt'],
      "delete from bicorne.delivery where event = 'notices'",
    );
    await runner.query('alter table bicorne.delivery_attempt alter column client_id set not null');
    await runner.query(`
      alter table bicorne.delivery
        drop constraint delivery_subject,
        add constraint delivery_subject check (num_nonnulls(drift_alert_id, deliverable_id) = 1),
        drop column attempts_before, drop column digest, drop column recipient_id, drop column recipient_kind,
        alter column client_id set not null`);
  }
}
