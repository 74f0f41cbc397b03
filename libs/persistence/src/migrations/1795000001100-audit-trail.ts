import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** A table whose changes are kept in the trail. */
interface Audited {
  table: string;
  noun: string;
  /** Changes that are kept; all of them if left out. */
  when?: string;
  /** Columns that say nothing about what somebody did: figures that are computed, and bulk that is kept elsewhere. */
  without?: string[];
  /** Columns of which the trail says that they changed, and not to what. */
  masked?: string[];
}

const AUDITED: Audited[] = [
  { table: 'workspace', noun: 'WORKSPACE' },
  { table: 'member', noun: 'MEMBER', without: ['user_id'] },
  { table: 'depth_attestation', noun: 'DEPTH_ATTESTATION' },
  { table: 'client', noun: 'CLIENT' },
  { table: 'client_contact', noun: 'CLIENT_CONTACT', without: ['user_id'] },
  { table: 'api_token', noun: 'API_TOKEN', without: ['last_used_at'], masked: ['hash'] },
  { table: 'intake_assessment', noun: 'INTAKE_ASSESSMENT', without: ['recommendation'] },
  { table: 'share_link', noun: 'SHARE_LINK', without: ['opens', 'last_opened_at'], masked: ['hash'] },
  {
    table: 'engagement',
    noun: 'ENGAGEMENT',
    without: ['open_alerts', 'critical_alerts', 'next_check_at'],
  },
  { table: 'quarter', noun: 'QUARTER' },
  { table: 'pause', noun: 'PAUSE' },
  { table: 'hat_assignment', noun: 'HAT_ASSIGNMENT', without: ['depth', 'progress', 'late', 'thin'] },
  { table: 'standing_answer', noun: 'STANDING_ANSWER' },
  { table: 'charter', noun: 'CHARTER' },
  { table: 'charter_acknowledgement', noun: 'CHARTER_ACKNOWLEDGEMENT', without: ['user_key'] },
  { table: 'decision', noun: 'DECISION' },
  { table: 'decision_sign_off', noun: 'SIGN_OFF' },
  { table: 'decision_approval', noun: 'APPROVAL' },
  {
    table: 'deliverable',
    noun: 'DELIVERABLE',
    without: ['depth', 'verdict', 'weakest_critical', 'thin_sections', 'content', 'latest_revision'],
  },
  { table: 'revision', noun: 'REVISION', without: ['markdown', 'assessment', 'content'] },
  { table: 'due_date_move', noun: 'DUE_DATE_MOVE' },
  { table: 'submission', noun: 'SUBMISSION' },
  { table: 'file', noun: 'FILE' },
  { table: 'deliverable_template', noun: 'TEMPLATE', without: ['markdown'] },
  // An alert is kept with the moment at which a rule opened it; the trail has what became of it.
  {
    table: 'drift_alert',
    noun: 'DRIFT_ALERT',
    when: 'update of state, acknowledged_at, snoozed_until, note',
    without: ['figures', 'statement', 'clears_when', 'severity', 'hat', 'updated_at'],
  },
  { table: 'export_job', noun: 'EXPORT_JOB', when: 'insert' },
  { table: 'webhook_endpoint', noun: 'WEBHOOK_ENDPOINT', masked: ['secret_sealed'] },
];

/**
 * Who changed what, when, from where, with the values before and after. Written by the tables themselves, so that no path
 * to a row goes round it, and only ever added to: nobody has the right to change an entry, and a trigger stops the owner.
 */
export class AuditTrail1795000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(
      runner,
      'audit_entry',
      `id bigint generated always as identity,
       client_id uuid,
       engagement_id uuid,
       at timestamptz not null default clock_timestamp(),
       actor_kind text not null check (actor_kind in ('MEMBER', 'CLIENT_CONTACT', 'TOKEN', 'SYSTEM')),
       actor_id text,
       actor_name text not null,
       address text,
       agent text,
       verb text not null check (verb in ('CREATED', 'CHANGED', 'REMOVED')),
       noun text not null,
       subject_id text not null,
       label text,
       before jsonb,
       after jsonb,
       primary key (workspace_id, id)`,
      'own',
      'select, insert',
    );
    // A workspace is made by the operator, outside of any.
    await runner.query('create policy operator on bicorne.audit_entry for insert to bicorne_owner with check (true)');
    await runner.query(
      'create index audit_entry_engagement on bicorne.audit_entry (workspace_id, engagement_id, id desc) where engagement_id is not null',
    );
    await runner.query(
      'create index audit_entry_client on bicorne.audit_entry (workspace_id, client_id, id desc) where client_id is not null',
    );
    await runner.query(`
      create function bicorne.audit_entry_stays() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise exception 'The audit trail is only added to' using errcode = 'insufficient_privilege';
      end $$`);
    await runner.query(`
      create trigger audit_entry_stays before update or delete on bicorne.audit_entry
        for each row execute function bicorne.audit_entry_stays()`);
    await runner.query(`
      create trigger audit_entry_stays_whole before truncate on bicorne.audit_entry
        for each statement execute function bicorne.audit_entry_stays()`);
    await runner.query(`
      create function bicorne.audit() returns trigger language plpgsql set search_path = '' as $$
      declare
        noun constant text := tg_argv[0];
        without constant text[] := tg_argv[1]::text[] || '{workspace_id}'::text[];
        masked constant text[] := tg_argv[2]::text[];
        was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
        becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
        told constant jsonb := coalesce(becomes, was);
        actor constant jsonb := coalesce(nullif(current_setting('app.actor', true), ''), '{}')::jsonb;
        engagement uuid := coalesce(told ->> 'engagement_id', case when noun = 'ENGAGEMENT' then told ->> 'id' end);
        name text;
      begin
        was := was - without;
        becomes := becomes - without;
        foreach name in array masked loop
          if was ? name then was := was || jsonb_build_object(name, md5(was ->> name)); end if;
          if becomes ? name then becomes := becomes || jsonb_build_object(name, md5(becomes ->> name)); end if;
        end loop;
        if tg_op = 'UPDATE' then
          select jsonb_object_agg(a.key, a.value), jsonb_object_agg(a.key, b.value) into was, becomes
          from jsonb_each(was) a join jsonb_each(becomes) b on b.key = a.key where a.value <> b.value;
          if was is null then return null; end if;
        end if;
        foreach name in array masked loop
          if was ? name then was := was || jsonb_build_object(name, 'hidden'); end if;
          if becomes ? name then becomes := becomes || jsonb_build_object(name, 'hidden'); end if;
        end loop;
        if engagement is null then
          engagement := case
            when told ? 'deliverable_id' then (select d.engagement_id from bicorne.deliverable d
              where d.workspace_id = (told ->> 'workspace_id')::uuid and d.id = (told ->> 'deliverable_id')::uuid)
            when told ? 'charter_id' then (select c.engagement_id from bicorne.charter c
              where c.workspace_id = (told ->> 'workspace_id')::uuid and c.id = (told ->> 'charter_id')::uuid)
            when told ? 'decision_id' then (select x.engagement_id from bicorne.decision x
              where x.workspace_id = (told ->> 'workspace_id')::uuid and x.id = (told ->> 'decision_id')::uuid)
          end;
        end if;
        insert into bicorne.audit_entry
          (workspace_id, client_id, engagement_id, actor_kind, actor_id, actor_name, address, agent,
           verb, noun, subject_id, label, before, after)
        values (
          coalesce(told ->> 'workspace_id', told ->> 'id')::uuid,
          coalesce(told ->> 'client_id', case when noun = 'CLIENT' then told ->> 'id' end)::uuid,
          engagement,
          coalesce(actor ->> 'kind', 'SYSTEM'), actor ->> 'id', coalesce(actor ->> 'name', 'Bicorne'),
          actor ->> 'address', actor ->> 'agent',
          case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'REMOVED' end,
          noun,
          coalesce(told ->> 'id', told ->> 'deliverable_id', told ->> 'decision_id', told ->> 'charter_id',
                   told ->> 'engagement_id'),
          coalesce(told ->> 'title', told ->> 'name', told ->> 'area', told ->> 'rule', told ->> 'question',
                   told ->> 'hat', told ->> 'version', told ->> 'number', told ->> 'revision', told ->> 'kind'),
          was, becomes);
        return null;
      end $$`);
    for (const { table, noun, when = 'insert or update or delete', without = [], masked = [] } of AUDITED)
      await runner.query(
        `create trigger audit after ${when} on bicorne.${table} for each row
           execute function bicorne.audit('${noun}', '{${without.join()}}', '{${masked.join()}}')`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of AUDITED) await runner.query(`drop trigger audit on bicorne.${table}`);
    await runner.query('drop function bicorne.audit()');
    await runner.query('drop table bicorne.audit_entry');
    await runner.query('drop function bicorne.audit_entry_stays()');
  }
}
