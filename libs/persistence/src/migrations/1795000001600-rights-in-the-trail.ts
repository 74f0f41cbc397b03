import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a charter says stands in the trail too; before, only that a version was published. */
export class RightsInTheTrail1795000001600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create trigger audit after insert on bicorne.decision_right for each row
        execute function bicorne.audit('DECISION_RIGHT', '{position}', '{}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger audit on bicorne.decision_right');
  }
}
