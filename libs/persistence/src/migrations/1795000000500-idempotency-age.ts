import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds an actor's old idempotency keys without reading the newer ones; those kept in the open are dropped. */
export class IdempotencyAge1795000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A repetition of what they answered runs again; they were kept for repetitions within moments.
    await runner.query('truncate bicorne.idempotency_key');
    await runner.query('create index idempotency_key_age on bicorne.idempotency_key (workspace_id, actor, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index bicorne.idempotency_key_age');
  }
}
