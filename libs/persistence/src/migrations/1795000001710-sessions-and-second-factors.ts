import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a session is for, second factors by the names that better-auth looks for, and word of a caller who has changed. */
export class SessionsAndSecondFactors1795000001710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Sessions are published by their ids, which are of one form from now on; nothing refers to them.
    await runner.query('update auth.session set id = gen_random_uuid()::text');
    // placeId: the member or contact as which the person is here. boundTo: the workspace whose provider signed them in.
    await runner.query('alter table auth.session add column "placeId" text, add column "boundTo" text');
    await runner.query('alter table auth."user" add column "twoFactorEnabled" boolean default false');
    await runner.query(`
      create table auth."twoFactor" (
        id text primary key,
        secret text not null,
        "backupCodes" text not null,
        "userId" text not null references auth."user" (id) on delete cascade,
        verified boolean default true,
        "failedVerificationCount" bigint default 0,
        "lockedUntil" timestamptz
      )`);
    await runner.query('create index "twoFactor_secret_idx" on auth."twoFactor" (secret)');
    await runner.query('create index "twoFactor_userId_idx" on auth."twoFactor" ("userId")');
    await runner.query('grant select, insert, update, delete on auth."twoFactor" to bicorne_app');

    // Streams live longer than requests: they are told whose right to them may have ended.
    await runner.query(`
      create function bicorne.caller_changed() returns trigger language plpgsql set search_path = '' as $$
      begin
        perform pg_notify('bicorne_caller', (to_jsonb(old) ->> tg_argv[0]) || ':');
        return null;
      end $$`);
    await runner.query(`
      create trigger caller_changed after delete or update of "placeId" on auth.session
        for each row execute function bicorne.caller_changed('userId')`);
    for (const table of ['member', 'client_contact'])
      await runner.query(`
        create trigger caller_changed after delete or update of role, removed_at on bicorne.${table}
          for each row execute function bicorne.caller_changed('user_id')`);
    await runner.query(`
      create trigger caller_changed after delete or update of revoked_at on bicorne.api_token
        for each row execute function bicorne.caller_changed('id')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['auth.session', 'bicorne.member', 'bicorne.client_contact', 'bicorne.api_token'])
      await runner.query(`drop trigger caller_changed on ${table}`);
    await runner.query('drop function bicorne.caller_changed()');
    await runner.query('drop table auth."twoFactor"');
    await runner.query('alter table auth."user" drop column "twoFactorEnabled"');
    await runner.query('alter table auth.session drop column "placeId", drop column "boundTo"');
  }
}
