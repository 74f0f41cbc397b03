import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** The OpenID provider of a workspace, and whom it has signed in: by workspace, issuer and subject. */
export class SingleSignOn1795000001720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'single_sign_on',
      `id uuid not null default gen_random_uuid(),
       issuer text not null,
       oidc_client_id text not null,
       client_secret_sealed bytea not null,
       enabled boolean not null,
       created_at timestamptz not null,
       updated_at timestamptz not null,
       primary key (workspace_id),
       unique (workspace_id, id)`,
      'none',
    );
    await runner.query(`
      create trigger audit after insert or update or delete on bicorne.single_sign_on for each row
        execute function bicorne.audit('SINGLE_SIGN_ON', '{updated_at}', '{client_secret_sealed}')`);
    await tenantTable(
      runner,
      'single_sign_on_identity',
      `issuer text not null,
       subject text not null,
       user_id text not null,
       created_at timestamptz not null,
       last_used_at timestamptz not null,
       primary key (workspace_id, issuer, subject),
       unique (workspace_id, issuer, user_id)`,
      'none',
    );
    // Whoever signs in names the workspace before there is a scope: one function tells the id of one that has a provider.
    await runner.query('create policy operator on bicorne.single_sign_on for select to bicorne_owner using (true)');
    await runner.query(`
      create function bicorne.single_sign_on_workspace(slug text) returns uuid
      language sql stable security definer set search_path = ''
      as $$
        select w.id from bicorne.workspace w
        join bicorne.single_sign_on s on s.workspace_id = w.id and s.enabled
        where w.slug = single_sign_on_workspace.slug
      $$`);
    await runner.query('revoke all on function bicorne.single_sign_on_workspace(text) from public');
    await runner.query('grant execute on function bicorne.single_sign_on_workspace(text) to bicorne_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function bicorne.single_sign_on_workspace(text)');
    await runner.query('drop table bicorne.single_sign_on_identity');
    await runner.query('drop table bicorne.single_sign_on');
  }
}
