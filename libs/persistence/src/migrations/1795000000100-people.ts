import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Workspaces, their members and clients, and the tokens of integrations. */
export class People1795000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bicorne.workspace (
        id uuid primary key default gen_random_uuid(),
        slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
        name text not null check (length(name) between 1 and 200),
        time_zone text not null,
        currency char(3) not null,
        working_days smallint[] not null default '{1,2,3,4,5}',
        created_at timestamptz not null default now()
      )`);
    await runner.query('alter table bicorne.workspace enable row level security');
    await runner.query('alter table bicorne.workspace force row level security');
    await runner.query(`
      create policy workspace on bicorne.workspace to bicorne_app, bicorne_worker
        using (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
        with check (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))`);
    // The operator's commands name a workspace by its slug before a scope can be set.
    await runner.query('create policy operator on bicorne.workspace to bicorne_owner using (true) with check (true)');
    await runner.query('grant select, insert, update on bicorne.workspace to bicorne_app, bicorne_worker');

    await tenantTable(
      runner,
      'member',
      `id uuid not null default gen_random_uuid(),
       user_id text not null,
       name text not null,
       email text not null,
       role text not null check (role in ('OWNER', 'PARTNER', 'PRACTITIONER')),
       created_at timestamptz not null default now(),
       primary key (workspace_id, id),
       unique (workspace_id, user_id),
       unique (workspace_id, email)`,
      'shared',
    );
    await tenantTable(
      runner,
      'depth_attestation',
      `id uuid not null default gen_random_uuid(),
       practitioner_id uuid not null,
       kind text not null check (kind in ('MODEL_SELECTION', 'EVALUATION', 'GOVERNANCE_ARTIFACTS')),
       statement text not null,
       evidence_url text not null,
       attested_by text not null,
       attested_at timestamptz not null,
       primary key (workspace_id, id),
       foreign key (workspace_id, practitioner_id) references bicorne.member (workspace_id, id) on delete cascade`,
      'shared',
    );
    await runner.query(
      'create index depth_attestation_practitioner on bicorne.depth_attestation (workspace_id, practitioner_id, kind)',
    );
    await tenantTable(
      runner,
      'client',
      `id uuid not null default gen_random_uuid(),
       name text not null check (length(name) between 1 and 200),
       stage text check (stage in ('PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B_OR_LATER', 'MID_MARKET', 'ENTERPRISE')),
       website text,
       time_zone text,
       notes text,
       created_at timestamptz not null,
       primary key (workspace_id, id)`,
      'self',
    );
    await runner.query('create index client_by_name on bicorne.client (workspace_id, lower(name), id)');
    await tenantTable(
      runner,
      'client_contact',
      `id uuid not null default gen_random_uuid(),
       client_id uuid not null,
       user_id text not null,
       name text not null,
       email text not null,
       role text not null check (role in ('SPONSOR', 'VIEWER')),
       created_at timestamptz not null default now(),
       primary key (workspace_id, id),
       unique (workspace_id, client_id, user_id),
       foreign key (workspace_id, client_id) references bicorne.client (workspace_id, id) on delete cascade`,
      'own',
    );
    // Sign-in finds a person's places before it knows a workspace: by the signed-in user alone, reading only.
    for (const table of ['member', 'client_contact']) {
      await runner.query(`
        create policy self on bicorne.${table} for select to bicorne_app
          using (user_id = (select nullif(current_setting('app.user_id', true), '')))`);
      await runner.query(`create index ${table}_by_user on bicorne.${table} (user_id)`);
    }
    await tenantTable(
      runner,
      'api_token',
      `id uuid not null default gen_random_uuid(),
       name text not null,
       prefix text not null,
       hash bytea not null,
       role text not null check (role in ('OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER')),
       client_id uuid,
       scopes text[] not null,
       created_at timestamptz not null,
       expires_at timestamptz,
       last_used_at timestamptz,
       revoked_at timestamptz,
       primary key (workspace_id, id),
       unique (workspace_id, hash),
       check ((client_id is not null) = (role in ('SPONSOR', 'VIEWER'))),
       foreign key (workspace_id, client_id) references bicorne.client (workspace_id, id) on delete cascade`,
      'none',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['api_token', 'client_contact', 'client', 'depth_attestation', 'member', 'workspace']) {
      await runner.query(`drop table bicorne.${table}`);
    }
  }
}
