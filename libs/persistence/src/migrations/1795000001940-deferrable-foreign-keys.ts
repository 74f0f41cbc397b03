import { setTimeout as pause } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `lock_not_available` and `deadlock_detected`. */
const IN_THE_WAY: readonly unknown[] = ['55P03', '40P01'];
const TRIES = 200;
const PAUSE_MS = 250;

/**
 * An erasure takes rows in an order of its own: the foreign keys between tables of a workspace that hold on to what they
 * refer to are looked at when it is done. They stand on most tables, so that each is changed by itself: all at once they
 * would wait for requests that wait for them.
 */
export class DeferrableForeignKeys1795000001940 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, name } of await keys(runner, false))
      await oneByOne(runner, `alter table ${table} alter constraint ${name} deferrable initially immediate`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, name } of await keys(runner, true))
      await oneByOne(runner, `alter table ${table} alter constraint ${name} not deferrable`);
  }
}

async function keys(runner: QueryRunner, deferrable: boolean): Promise<{ table: string; name: string }[]> {
  return (await runner.query(
    `select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
     where connamespace = 'bicorne'::regnamespace and contype = 'f' and confdeltype = 'a' and condeferrable = ${deferrable}
     order by 1, 2`,
  )) as { table: string; name: string }[];
}

/**
 * Steps back where a table is taken, and comes again. The migrator does so too, but its patience is that of one step, and
 * here are as many as there are keys.
 */
async function oneByOne(runner: QueryRunner, change: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await runner.query(change);
      return;
    } catch (error) {
      if (tried === TRIES || !IN_THE_WAY.includes((error as { code?: unknown }).code)) throw error;
      await pause(PAUSE_MS);
    }
  }
}
