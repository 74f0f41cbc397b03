import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces } from './support/tenant-table.js';

const CURRENT_WORKSPACE = "(select nullif(current_setting('app.workspace_id', true), '')::uuid)";
const CURRENT_CLIENT = "(select nullif(current_setting('app.client_id', true), '')::uuid)";

/**
 * Archives of a client or of the whole workspace, and erasure: workspaces that were erased, and the two things that erasure
 * does which the request role may not do by itself, forgetting people who have no place any more, and taking personal data
 * out of the audit trail.
 */
export class DataOfAWorkspace1795000001830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bicorne.workspace add column erased_at timestamptz');
    await runner.query(`
      alter table bicorne.export_job
        add column kind text not null default 'ARTIFACT_PACK' check (kind in ('ARTIFACT_PACK', 'CLIENT', 'WORKSPACE')),
        alter column client_id drop not null,
        alter column engagement_id drop not null,
        add constraint export_job_subject check (
          (kind <> 'WORKSPACE') = (client_id is not null) and (kind = 'ARTIFACT_PACK') = (engagement_id is not null)),
        add constraint export_job_client foreign key (workspace_id, client_id)
          references bicorne.client (workspace_id, id) on delete cascade`);
    // What the consultancy keeps of a client is not the client's to download.
    await runner.query(`
      create policy packs_alone on bicorne.export_job as restrictive to bicorne_app, bicorne_worker
        using (${CURRENT_CLIENT} is null or kind = 'ARTIFACT_PACK')`);
    await runner.query(`
      create index export_job_data on bicorne.export_job (workspace_id, created_at desc, id) where kind <> 'ARTIFACT_PACK'`);

    await this.forgettingInTheTrail(runner);
    await this.forgettingPeople(runner);
    // An archive says from which state of the schema it comes; the list of migrations is the owner's alone.
    await runner.query(`
      create function bicorne.newest_migration() returns text language sql stable security definer set search_path = ''
      as $$ select name from bicorne.migration order by timestamp desc, id desc limit 1 $$`);
    await granted(runner, 'newest_migration()');
  }

  private async forgettingInTheTrail(runner: QueryRunner): Promise<void> {
    // Who, what and when stay as they were; nothing else may be changed, and by nobody but the function below.
    await runner.query(`
      create or replace function bicorne.audit_entry_stays() returns trigger language plpgsql set search_path = '' as $$
      begin
        if tg_op = 'UPDATE' and current_user = 'bicorne_owner' and current_setting('app.forgetting', true) = 'on' then
          if (new.workspace_id, new.id, new.client_id, new.engagement_id, new.at, new.actor_kind, new.actor_id, new.verb,
              new.noun, new.subject_id)
            is not distinct from (old.workspace_id, old.id, old.client_id, old.engagement_id, old.at, old.actor_kind,
              old.actor_id, old.verb, old.noun, old.subject_id)
          then return new; end if;
        end if;
        raise exception 'The audit trail is only added to' using errcode = 'insufficient_privilege';
      end $$`);
    for (const verb of ['select', 'update'])
      await runner.query(`
        create policy forgetting_${verb} on bicorne.audit_entry for ${verb} to bicorne_owner
          using (workspace_id = ${CURRENT_WORKSPACE})`);
    await runner.query(`
      create function bicorne.names_alone(fields jsonb) returns jsonb language sql immutable set search_path = '' as $$
        select jsonb_object_agg(key, 'erased') from jsonb_each(fields)
      $$`);
    await runner.query(`
      create function bicorne.forget_in_audit_trail(of_client uuid, engagements uuid[], people text[])
      returns bigint language plpgsql security definer set search_path = '' as $$
      declare
        changed bigint;
      begin
        perform set_config('app.forgetting', 'on', true);
        with entry as (
          select a.id,
            of_client is null or a.client_id is not distinct from of_client or a.engagement_id = any (engagements)
              or a.subject_id = any (people) as about,
            of_client is null or a.actor_id = any (people) as by
          from bicorne.audit_entry a
          where a.workspace_id = ${CURRENT_WORKSPACE}
        )
        update bicorne.audit_entry a set
          actor_name = case
            when entry.by and a.actor_id is not null
              then lower(replace(a.actor_kind, '_', ' ')) || ' ' || left(a.actor_id, 8)
            when (entry.by or entry.about) and a.actor_kind = 'SYSTEM' then 'Bicorne'
            when entry.by then 'erased'
            else a.actor_name end,
          address = case when entry.by or (entry.about and a.actor_kind = 'SYSTEM') then null else a.address end,
          agent = case when entry.by or (entry.about and a.actor_kind = 'SYSTEM') then null else a.agent end,
          label = case when entry.about then null else a.label end,
          before = case when entry.about then bicorne.names_alone(a.before) else a.before end,
          after = case when entry.about then bicorne.names_alone(a.after) else a.after end
        from entry
        where a.workspace_id = ${CURRENT_WORKSPACE} and a.id = entry.id and (entry.about or entry.by);
        get diagnostics changed = row_count;
        perform set_config('app.forgetting', '', true);
        return changed;
      end $$`);
    await granted(runner, 'forget_in_audit_trail(uuid, uuid[], text[])');
  }

  private async forgettingPeople(runner: QueryRunner): Promise<void> {
    for (const table of ['member', 'client_contact'])
      await runner.query(`create policy forgetting on bicorne.${table} for select to bicorne_owner using (true)`);
    await runner.query(`
      create function bicorne.forget_people(users text[], addresses text[])
      returns bigint language plpgsql security definer set search_path = '' as $$
      declare
        gone text[];
      begin
        with deleted as (
          delete from auth."user" u
          where u.id = any (users)
            and not exists (select from bicorne.member m where m.user_id = u.id)
            and not exists (select from bicorne.client_contact c where c.user_id = u.id)
          returning u.id, u.email
        )
        select coalesce(array_agg(id) || array_agg(email), '{}') into gone from deleted;
        delete from auth.verification v
        where exists (
          select from unnest(gone || addresses) as what
          where strpos(v.value, what) > 0 or strpos(v.identifier, what) > 0);
        if to_regclass('auth.letter') is not null then
          delete from auth.letter l where l.email = any (gone || addresses);
        end if;
        return cardinality(gone) / 2;
      end $$`);
    await granted(runner, 'forget_people(text[], text[])');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function bicorne.newest_migration()');
    await runner.query('drop function bicorne.forget_people(text[], text[])');
    await runner.query('drop function bicorne.forget_in_audit_trail(uuid, uuid[], text[])');
    await runner.query('drop function bicorne.names_alone(jsonb)');
    for (const table of ['member', 'client_contact']) await runner.query(`drop policy forgetting on bicorne.${table}`);
    for (const verb of ['select', 'update'])
      await runner.query(`drop policy forgetting_${verb} on bicorne.audit_entry`);
    await runner.query(`
      create or replace function bicorne.audit_entry_stays() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise exception 'The audit trail is only added to' using errcode = 'insufficient_privilege';
      end $$`);
    await acrossWorkspaces(runner, ['export_job'], "delete from bicorne.export_job where kind <> 'ARTIFACT_PACK'");
    await runner.query('drop index bicorne.export_job_data');
    await runner.query('drop policy packs_alone on bicorne.export_job');
    await runner.query(`
      alter table bicorne.export_job
        drop constraint export_job_client, drop constraint export_job_subject, drop column kind,
        alter column client_id set not null, alter column engagement_id set not null`);
    await runner.query('alter table bicorne.workspace drop column erased_at');
  }
}

async function granted(runner: QueryRunner, name: string): Promise<void> {
  await runner.query(`revoke all on function bicorne.${name} from public`);
  await runner.query(`grant execute on function bicorne.${name} to bicorne_app, bicorne_worker`);
}
