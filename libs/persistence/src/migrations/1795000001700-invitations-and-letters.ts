import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

const CURRENT_USER = "(select nullif(current_setting('app.user_id', true), ''))";

/**
 * What keeps a sign-in safe that is reached by everybody: counts of tries that all processes share, emails that are asked
 * for before anybody has signed in, invitations, and people who left.
 */
export class InvitationsAndLetters1795000001700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Counts are kept in as many slots as the key's hash has values, so the table has an end however many keys there are.
    // Unlogged: after a crash of the server counting begins anew.
    await runner.query(`
      create unlogged table auth.throttle (
        slot bigint primary key,
        taken bigint not null,
        ends_at timestamptz not null
      ) with (fillfactor = 50)`);
    await runner.query('grant select, insert, update, delete on auth.throttle to bicorne_app');

    await runner.query(`
      create table auth.letter (
        id uuid primary key default gen_random_uuid(),
        kind text not null check (kind in ('RESET', 'MAGIC_LINK', 'INVITATION')),
        email text not null,
        invitation_workspace uuid,
        invitation_id uuid,
        attempts bigint not null default 0,
        next_attempt_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        check ((kind = 'INVITATION') = (invitation_workspace is not null and invitation_id is not null))
      )`);
    await runner.query('create index letter_due on auth.letter (next_attempt_at)');
    await runner.query('grant select, insert, update, delete on auth.letter to bicorne_app');
    await runner.query('grant select, update, delete on auth.letter to bicorne_worker');
    await runner.query(`
      create trigger outbox_wake after insert on auth.letter
        for each statement execute function bicorne.outbox_wake()`);

    // Which workspace set a person's first password: until the mailbox is shown to be theirs, it opens that one alone.
    await runner.query('alter table auth."user" add column "firstPasswordBy" uuid');

    for (const table of ['member', 'client_contact'])
      await runner.query(`alter table bicorne.${table} add column removed_at timestamptz`);
    await tenantTable(
      runner,
      'invitation',
      `id uuid not null default gen_random_uuid(),
       member_id uuid,
       client_contact_id uuid,
       email text not null,
       invited_by text not null,
       created_at timestamptz not null,
       sent_at timestamptz,
       expires_at timestamptz not null,
       hash bytea,
       accepted_at timestamptz,
       revoked_at timestamptz,
       primary key (workspace_id, id),
       check (num_nonnulls(member_id, client_contact_id) = 1),
       foreign key (workspace_id, member_id) references bicorne.member (workspace_id, id) on delete cascade,
       foreign key (workspace_id, client_contact_id) references bicorne.client_contact (workspace_id, id) on delete cascade`,
      'none',
    );
    await runner.query(
      'create unique index invitation_by_hash on bicorne.invitation (workspace_id, hash) where hash is not null',
    );
    for (const person of ['member', 'client_contact'])
      await runner.query(
        `create index invitation_${person} on bicorne.invitation (workspace_id, ${person}_id, created_at desc)
         where ${person}_id is not null`,
      );
    await runner.query(`
      create trigger audit after insert or update or delete on bicorne.invitation for each row
        execute function bicorne.audit('INVITATION', '{sent_at}', '{hash}')`);

    // A signed-in person is told the names of their own places, before one of them is chosen.
    await runner.query(`
      create policy place on bicorne.workspace for select to bicorne_app
        using (id in (select workspace_id from bicorne.member where user_id = ${CURRENT_USER}
                      union all select workspace_id from bicorne.client_contact where user_id = ${CURRENT_USER}))`);
    await runner.query(`
      create policy place on bicorne.client for select to bicorne_app
        using (exists (select from bicorne.client_contact p
                       where p.workspace_id = client.workspace_id and p.client_id = client.id
                         and p.user_id = ${CURRENT_USER}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy place on bicorne.client');
    await runner.query('drop policy place on bicorne.workspace');
    await runner.query('drop table bicorne.invitation');
    for (const table of ['member', 'client_contact'])
      await runner.query(`alter table bicorne.${table} drop column removed_at`);
    await runner.query('alter table auth."user" drop column "firstPasswordBy"');
    await runner.query('drop table auth.letter');
    await runner.query('drop table auth.throttle');
  }
}
