import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of better-auth, by the names it looks for. They belong to no workspace: a person may have places in
 * several. libs/identity has a test that they are what better-auth expects.
 */
export class SignIn1795000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table auth."user" (
        id text primary key,
        name text not null,
        email text not null unique,
        "emailVerified" boolean not null,
        image text,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now()
      )`);
    await runner.query(`
      create table auth.session (
        id text primary key,
        "expiresAt" timestamptz not null,
        token text not null unique,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null,
        "ipAddress" text,
        "userAgent" text,
        "userId" text not null references auth."user" (id) on delete cascade
      )`);
    await runner.query(`create index "session_userId_idx" on auth.session ("userId")`);
    await runner.query(`
      create table auth.account (
        id text primary key,
        "accountId" text not null,
        "providerId" text not null,
        "userId" text not null references auth."user" (id) on delete cascade,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        scope text,
        password text,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null
      )`);
    await runner.query(`create index "account_userId_idx" on auth.account ("userId")`);
    await runner.query(`
      create table auth.verification (
        id text primary key,
        identifier text not null,
        value text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now()
      )`);
    await runner.query('create index "verification_identifier_idx" on auth.verification (identifier)');
    await runner.query('grant select, insert, update, delete on all tables in schema auth to bicorne_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['verification', 'account', 'session', '"user"'])
      await runner.query(`drop table auth.${table}`);
  }
}
