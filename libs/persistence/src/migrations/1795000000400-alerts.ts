import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable, workerAcrossWorkspaces } from './support/tenant-table.js';

/** Drift alerts, webhook endpoints, deliveries with every attempt, the outbox, and idempotency keys. */
export class Alerts1795000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'drift_alert',
      `id uuid not null default gen_random_uuid(),
       engagement_id uuid not null,
       client_id uuid not null,
       rule text not null,
       subject_kind text not null check (subject_kind in ('DELIVERABLE', 'HAT', 'DECISION', 'ENGAGEMENT')),
       subject_id text not null,
       hat text check (hat in ('CTO', 'CAIO')),
       deliverable_id uuid,
       severity text not null check (severity in ('NOTICE', 'WARNING', 'CRITICAL')),
       state text not null check (state in ('OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED')),
       statement text not null,
       clears_when text not null,
       figures jsonb not null,
       opened_at timestamptz not null,
       updated_at timestamptz not null,
       acknowledged_at timestamptz,
       acknowledged_by text,
       note text,
       snoozed_until timestamptz,
       resolved_at timestamptz,
       previous_alert_id uuid,
       primary key (workspace_id, id),
       unique (workspace_id, client_id, id),
       foreign key (workspace_id, client_id, engagement_id)
         references bicorne.engagement (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, client_id, deliverable_id)
         references bicorne.deliverable (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, previous_alert_id) references bicorne.drift_alert (workspace_id, id)`,
      'own',
    );
    // At most one alert is open for an identity, whoever scans at the same moment.
    await runner.query(`
      create unique index drift_alert_identity
        on bicorne.drift_alert (workspace_id, engagement_id, rule, subject_kind, subject_id)
        where state <> 'RESOLVED'`);
    await runner.query(
      'create index drift_alert_newest on bicorne.drift_alert (workspace_id, opened_at desc, id desc)',
    );
    await runner.query(
      'create index drift_alert_engagement on bicorne.drift_alert (workspace_id, engagement_id, opened_at desc)',
    );
    await tenantTable(
      runner,
      'webhook_endpoint',
      `id uuid not null default gen_random_uuid(),
       url text not null,
       events text[] not null,
       secret_sealed bytea not null,
       created_at timestamptz not null,
       removed_at timestamptz,
       primary key (workspace_id, id)`,
      'none',
    );
    await tenantTable(
      runner,
      'delivery',
      `id uuid not null default gen_random_uuid(),
       drift_alert_id uuid not null,
       client_id uuid not null,
       event text not null,
       channel text not null check (channel in ('EMAIL', 'WEBHOOK')),
       recipient text not null,
       webhook_endpoint_id uuid,
       payload jsonb not null,
       state text not null check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED')),
       attempts integer not null default 0,
       next_attempt_at timestamptz not null,
       lease_until timestamptz,
       fence bigint not null default 0,
       sent_at timestamptz,
       last_error text,
       created_at timestamptz not null,
       primary key (workspace_id, id),
       foreign key (workspace_id, client_id, drift_alert_id)
         references bicorne.drift_alert (workspace_id, client_id, id) on delete cascade,
       foreign key (workspace_id, webhook_endpoint_id) references bicorne.webhook_endpoint (workspace_id, id)`,
      'own',
    );
    await runner.query('create index delivery_alert on bicorne.delivery (workspace_id, drift_alert_id)');
    await runner.query(
      "create index delivery_due on bicorne.delivery (next_attempt_at) where state in ('PENDING', 'SENDING')",
    );
    await workerAcrossWorkspaces(runner, 'delivery', ['select', 'update']);
    await tenantTable(
      runner,
      'delivery_attempt',
      `delivery_id uuid not null,
       client_id uuid not null,
       number integer not null,
       started_at timestamptz not null,
       ended_at timestamptz not null,
       outcome text not null check (outcome in ('SENT', 'FAILED')),
       detail text,
       primary key (workspace_id, delivery_id, number),
       foreign key (workspace_id, delivery_id) references bicorne.delivery (workspace_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
    await tenantTable(
      runner,
      'outbox',
      `id bigint generated always as identity,
       job text not null,
       payload jsonb not null,
       created_at timestamptz not null default now(),
       primary key (workspace_id, id)`,
      'shared',
    );
    await runner.query('create index outbox_order on bicorne.outbox (id)');
    // The relay locks the rows it takes, which PostgreSQL allows to those who may update them.
    await workerAcrossWorkspaces(runner, 'outbox', ['select', 'update', 'delete']);
    // The relay sleeps until something commits.
    await runner.query(`
      create function bicorne.outbox_wake() returns trigger language plpgsql set search_path = '' as $$
      begin
        perform pg_notify('bicorne_outbox', '');
        return null;
      end $$`);
    await runner.query(`
      create trigger outbox_wake after insert on bicorne.outbox
        for each statement execute function bicorne.outbox_wake()`);
    await tenantTable(
      runner,
      'idempotency_key',
      `actor text not null,
       key text not null check (length(key) between 1 and 255),
       request_hash text not null,
       response jsonb,
       created_at timestamptz not null default now(),
       primary key (workspace_id, actor, key)`,
      'shared',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'idempotency_key',
      'outbox',
      'delivery_attempt',
      'delivery',
      'webhook_endpoint',
      'drift_alert',
    ]) {
      await runner.query(`drop table bicorne.${table}`);
    }
    await runner.query('drop function bicorne.outbox_wake()');
  }
}
